import TestSupport
import Testing

@testable import ResidualTUI

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  /// The `:` line, the mouse and pastes, in the real program.
  @Suite struct CommandTests {
    @Test func anotherModelStartsAgain() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forStep: 5)
      try terminal.type(":layers 24\r")
      try terminal.wait(forText: "24 layers")
      try terminal.wait(forText: " 23–24 │po")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.screen.description.contains("layers=24"))
    }

    @Test(.enabled(if: !Program.isSanitized, "a sanitizer trains too slowly"))
    func aModelThatIsTooLargeIsRefusedAndTheRunGoesOn() throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forStep: 5)
      try terminal.type(":config layers=128,width=1024,heads=1,sequence=512,batch=1024\r")
      try terminal.wait(forText: "the run goes on as it is: this model needs")
      try terminal.wait(forStep: 40)
      #expect(terminal.screen.contains("12 layers"))
    }

    @Test func savedWeightsAreReadBack() throws {
      let folder = try TemporaryDirectory()
      let path = folder.path + "/a b.safetensors"
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      // Of a run that goes on for long, the table has no row for each step.
      try terminal.train(until: 5)
      try terminal.type(":save \(path)\r")
      try terminal.wait(forText: "written to")
      try terminal.type(":save \(path)\r")
      try terminal.wait(forText: " exists: ")
      // Nobody waits for the answer: quitting does.
      try terminal.type(":export \(folder.path)/curve.csv\r:save! \(path)\rq")
      #expect(try terminal.waitForExit() == .exited(0))
      let result = try RunProgram.run(
        ["train"] + RealTerminal.small + ["--weights", path, "--steps", "1"])
      #expect(result.code == 0, "\(result.errors)")
      let table = try TextFile.read(folder.path + "/curve.csv")
      #expect(table.hasPrefix("step,steps,loss,") && table.contains("\n5,1,"))
    }

    @Test func filesThatCannotBeWrittenAreTold() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      try terminal.type(":save /no/such/x\r")
      try terminal.wait(forText: "No such file or directory")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func aClickSelects() throws {
      let terminal = try PseudoTerminal(["--width", "16"])
      try terminal.wait(forStep: 1)
      #expect(terminal.screen.inputModes == ["1000", "1002", "1003", "1006", "2004"])
      let row = try #require(terminal.screen.lines.firstIndex { $0.contains(" 7 │po") })
      try terminal.type("\u{1b}[<0;4;\(row + 1)M\u{1b}[<0;4;\(row + 1)m")
      try terminal.wait(for: "the selection") { $0.lines[row].hasPrefix("▸") }
      try terminal.type("\u{1b}[<35;20;\(row + 1)M")
      try terminal.wait(forText: "7.attention")
      try terminal.type("\u{1b}[<0;79;24M")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test func withoutTheMouseNothingIsAskedOfIt() throws {
      let terminal = try PseudoTerminal(RealTerminal.small + ["--no-mouse"])
      try terminal.wait(forStep: 5)
      #expect(terminal.screen.inputModes == ["2004"])
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains("?100"))
      try terminal.type(":mouse on\r")
      try terminal.wait(for: "the mouse") { $0.inputModes.contains("1006") }
      try terminal.type(":mouse off\r")
      try terminal.wait(for: "no mouse") { $0.inputModes == ["2004"] }
    }

    @Test func pastesAreNoKeys() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      try terminal.type("\u{1b}[200~q\u{1b}[201~:\u{1b}[200~norm\n pre\u{1b}[201~")
      try terminal.wait(forText: ":norm pre")
      try terminal.type("\r")
      try terminal.wait(forText: "y = x + F(LN(x))")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func untilPausesAtItsStep() throws {
      let terminal = try PseudoTerminal(
        ["run", "--pace", "unlimited"] + TrainCommandTests.small.dropFirst())
      try terminal.wait(forText: title)
      try terminal.train(until: 30)
      #expect(terminal.screen.contains("paused at step 30"))
    }
  }
}
