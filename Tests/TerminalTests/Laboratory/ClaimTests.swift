import TestSupport
import Testing

@testable import ResidualTUI

extension RealTerminal {
  /// The claims screen with the real engine.
  @Suite struct ClaimTests {
    @Test(.enabled(if: !Program.isSanitized, "a sanitizer trains too slowly"))
    func aClaimIsRunMeasuredAndFlipped() throws {
      let terminal = try PseudoTerminal(["run", "--pace", "unlimited"])
      try terminal.wait(forStep: 1)
      try terminal.type(":claim R1\r")
      try terminal.wait(forText: "Not measured here yet")
      try terminal.type("\r")
      try terminal.wait(forText: "R1 holds · enter shows")
      #expect(terminal.screen.contains("residual-tui  ●1 ■"))
      #expect(terminal.screen.contains("12 layers") && terminal.screen.contains("step 0"))
      try terminal.type("\r")
      try terminal.wait(forText: "measured here: holds, as recorded")
      try terminal.type("f")
      try terminal.wait(forText: "R1: --residual off. Nothing is added any more.")
      try terminal.wait(forStep: 1)
      #expect(terminal.screen.contains("y = LN(F(x))"))
      try terminal.type("5")
      try terminal.wait(forText: "measured here: holds")
      try terminal.type("\u{1b}")
      try terminal.wait(forText: "R1  holds       holds")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    /// A piped script waits for models, lanes and numbers.
    @Test(.enabled(if: !Program.isSanitized, "a sanitizer trains too slowly"))
    func aClaimIsTold() throws {
      let folder = try TemporaryDirectory()
      let script = folder.path + "/script"
      try TextFile.write("claim R1\nenter\nenter\nquit\n", to: script)
      let told = try RunProgram.run(["run", "--accessible"], input: script)
      #expect(told.code == 0 && told.errors.isEmpty, "\(told.errors)")
      let asked = try #require(told.lines.firstIndex { $0.hasPrefix("Not measured here yet") })
      let judged = try #require(told.lines.firstIndex { $0.hasPrefix("R1 holds · enter") })
      let page = try #require(told.lines.firstIndex { $0.hasPrefix("Measured here: holds") })
      #expect(asked < judged && judged < page)
    }
  }
}
