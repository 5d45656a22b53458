import Foundation
import TestSupport
import Testing

@testable import ResidualTUI

extension RealTerminal {
  /// `run --log`: what is trained while somebody watches.
  @Suite struct LogTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/run.jsonl" }

    init() throws { folder = try TemporaryDirectory() }

    private static let small = ["run", "--pace", "unlimited"] + TrainCommandTests.small.dropFirst()

    /// The lines of the file, each an object.
    private func lines() throws -> [[String: Any]] {
      let text = try TextFile.read(path)
      #expect(text.hasSuffix("\n"))
      return try text.split(separator: "\n").map { try TrainCommandTests.object(String($0)) }
    }

    /// The numbers of the steps behind each `run` line.
    private func runs(_ lines: [[String: Any]]) -> [[Int]] {
      lines.reduce(into: []) { runs, line in
        if runs.isEmpty || line["kind"] as? String == "run" { runs.append([]) }
        if let step = line["step"] as? Int { runs[runs.count - 1].append(step) }
      }
    }

    /// Waits until that many `run` lines are in the file.
    private func waitForRuns(_ count: Int, _ terminal: PseudoTerminal) throws {
      try terminal.wait(for: "the line of run \(count)") { _ in
        (try? TextFile.read(path))?.components(separatedBy: #""kind":"run""#).count == count + 1
      }
    }

    @Test func noStepIsMissing() throws {
      let terminal = try PseudoTerminal(Self.small + ["--log", path])
      try terminal.wait(forText: "step 1")
      try terminal.type("i")
      try terminal.wait(forText: "the same initial weights")
      // A run that is paused before its first step has no line.
      try waitForRuns(2, terminal)
      try terminal.type(" nr")
      try terminal.wait(forText: "paused")
      try terminal.type(".")
      try terminal.wait(forText: "one step")
      // The note comes with the key; a user who quits right after it may quit before the step.
      try waitForRuns(3, terminal)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      let lines = try lines()
      let runs = runs(lines)
      try #require(runs.count == 3 && runs.allSatisfy { !$0.isEmpty })
      #expect(lines.first?["kind"] as? String == "run")
      #expect(runs[0] == Array(0..<runs[0].count) && runs[1] == Array(0..<runs[1].count))
      #expect(runs[2].first == runs[1].count)
      let configs = lines.compactMap { $0["config"] as? String }
      #expect(
        configs[0] == configs[1] && configs[2].contains("norm=pre,norm-kind=layer,residual=off"))
      #expect(lines.last?["kind"] as? String == "end")
      #expect(lines.last?["reason"] as? String == "interrupted")
      #expect(lines.last?["steps"] as? Int == (runs[2].last ?? 0) + 1)
    }

    @Test func theLinesAreThoseOfTrain() throws {
      let terminal = try PseudoTerminal(Self.small + ["--log", path])
      try terminal.wait(forText: "step 1")
      terminal.signal(SIGTERM)
      #expect(try terminal.waitForExit() == .exited(128 + SIGTERM))
      let logged = try TextFile.read(path).split(separator: "\n").map(String.init)
      let printed = try RunProgram.run(
        TrainCommandTests.small + ["--json", "--steps", "\(logged.count - 2)"]
      ).lines
      func untimed(_ line: String) -> String {
        line.replacing(/"seconds":[^,]*/, with: "")
      }
      #expect(logged.dropLast().map(untimed) == printed.dropLast().map(untimed))
    }

    /// All lanes; each record names its lane, except the first lane's, which read like a single run's.
    @Test func everyLaneIsLogged() throws {
      let terminal = try PseudoTerminal(Self.small + ["--log", path])
      try terminal.wait(forText: "step 1")
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      try terminal.type("cn")
      try terminal.wait(forText: "norm pre")
      try terminal.type(".")
      try terminal.wait(for: "two lanes' lines") { _ in
        let text = (try? TextFile.read(path)) ?? ""
        return text.components(separatedBy: #""lane":2,"step":"#).count > 3
      }
      try terminal.type("x")
      try terminal.wait(forText: "lane 2 closed")
      try terminal.type(".")
      try terminal.wait(forText: "one step")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      let lines = try lines()
      let second = lines.filter { $0["lane"] as? Int == 2 }
      let first = lines.filter { $0["lane"] == nil }
      #expect(first.count + second.count == lines.count)
      for (lines, norm) in [(first, "norm=post"), (second, "norm=pre")] {
        let kinds = lines.compactMap { $0["kind"] as? String }
        #expect(kinds.first == "run" && kinds.last == "end")
        let configs = lines.compactMap { $0["config"] as? String }
        #expect(configs.last?.contains(norm) == true)
        let steps = lines.compactMap { $0["step"] as? Int }
        #expect(steps == Array(0..<steps.count) && lines.last?["steps"] as? Int == steps.count)
      }
    }

    @Test func aFullDiskDoesNotStopTheLaboratory() throws {
      let terminal = try PseudoTerminal(Self.small + ["--log", "/dev/full"])
      try terminal.wait(forText: "step 1")
      try terminal.type("i")
      try terminal.wait(forText: "the same initial weights")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(1))
      #expect(terminal.unrestored == [])
      #expect(terminal.screen.contains("cannot write to '/dev/full': No space left on device"))
    }

    @Test(.enabled(if: !Program.isSanitized, "a sanitizer's own files may not grow either"))
    func aFileThatMayNotGrowKeepsItsWholeLines() throws {
      let words = (Self.small + ["--log", path]).joined(separator: " ")
      let tmux = try TmuxSession(
        "ulimit -f 8; PROGRAM \(words); echo exit=$?; exec cat", columns: 200)
      try tmux.wait(for: "solved")
      try tmux.press("q")
      try tmux.wait(for: "exit=1")
      #expect(try tmux.screen().contains("File too large"))
      #expect(try runs(lines()).first?.isEmpty == false)
    }

    @Test func whatIsNoNewFileIsRefusedBeforeTheScreenOpens() throws {
      try TextFile.write("mine", to: path)
      let cases = [
        ("-", 2, "--log: expected a file, found -"), ("", 2, "--log: expected a file"),
        (path, 1, "expected a new or empty"), (folder.path, 1, "cannot write"),
        ("/nowhere/l", 1, "cannot write"), ("/dev/tty", 1, "expected a file"),
      ]
      for (name, code, part) in cases {
        let terminal = try PseudoTerminal(["run", "--log", name])
        #expect(try terminal.waitForExit() == .exited(Int32(code)))
        #expect(terminal.screen.contains(part), "\(terminal.screen)")
      }
      #expect(try TextFile.read(path) == "mine")
    }
  }
}
