import Foundation
import TestSupport
import Testing

@testable import ResidualTUI

extension RealTerminal {
  /// `:export FILE.json`: a run as one object.
  @Suite struct SummaryTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/run.json" }

    init() throws { folder = try TemporaryDirectory() }

    private static let small = ["run", "--pace", "unlimited"] + TrainCommandTests.small.dropFirst()

    @Test func theWholeRunIsOneObject() throws {
      let terminal = try PseudoTerminal(Self.small)
      try terminal.wait(forText: "step 1")
      try terminal.type(" n")
      try terminal.wait(forText: "paused")
      for keys in ["w", "i", "c", "."] { try terminal.type(keys) }
      try terminal.wait(forText: "residual-tui  ● ■2")
      // A title says so before the step is trained; its loss does not.
      try terminal.wait(for: "the loss of step 0") { screen in
        screen.lines[0].contains("step 0 ") && screen.lines.contains { $0.contains(/loss \d/) }
      }
      try terminal.type(":export \(path)\r")
      try terminal.wait(forText: "written to")
      try terminal.type(":export \(path)\r")
      try terminal.wait(forText: "exists: :export! replaces it")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      let text = try TextFile.read(path)
      #expect(text.hasSuffix("}\n") && text.filter { $0 == "\n" }.count == 1)
      let object = try TrainCommandTests.object(text)
      #expect(object["kind"] as? String == "summary" && object["schema"] as? Int == 1)
      let lanes = try #require(object["lanes"] as? [[String: Any]])
      #expect(lanes.map { $0["id"] as? Int } == [1, 2])
      let journal = try #require(lanes[0]["journal"] as? [[String: Any]])
      let commands = journal.compactMap { $0["command"] as? String }
      #expect(commands.count == 3 && commands[0] == "wiring=*=pre:1")
      #expect(commands[1] == "warmup=100" && commands[2] == "reset")
      let loss = try #require(lanes[0]["loss"] as? [[String: Any]])
      #expect(loss.map { $0["step"] as? Int } == [0] && loss[0]["mean"] is Double)
      #expect((lanes[0]["verdict"] as? [String: Any])?["state"] is String)
    }

    @Test func predictionsStandBesideTheRun() throws {
      let terminal = try PseudoTerminal(Self.small)
      try terminal.wait(forText: "step 1")
      try terminal.type(":lesson collapse\r")
      try terminal.wait(forText: "Does it learn to copy?")
      try terminal.type("b")
      try terminal.wait(forText: "you predicted")
      try terminal.type(":export \(path)\r")
      try terminal.wait(forText: "written to")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      let object = try TrainCommandTests.object(try TextFile.read(path))
      let predictions = try #require(object["predictions"] as? [[String: Any]])
      #expect(predictions.map { $0["lesson"] as? String } == ["collapse"])
      #expect((predictions[0]["chosen"] as? String)?.hasPrefix("No: its gradient") == true)
      #expect(predictions[0]["correct"] as? Bool == false)
    }
  }
}
