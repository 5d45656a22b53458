import TestSupport
import Testing

extension RealTerminal {
  @Suite struct CompareTests {
    /// Post-norm stalls where pre-norm solves the task, from the same start.
    @Test(.enabled(if: !Program.isSanitized, "a sanitizer trains too slowly"))
    func aRewiredTwinIsSeenBesideItsSource() throws {
      let terminal = try PseudoTerminal(columns: 100, rows: 30)
      try terminal.wait(forText: title)
      try terminal.type("2")
      try terminal.wait(forText: "c adds a twin from step 0")
      // The first numbers: the model is there, and lanes can be added.
      try terminal.wait(forText: "embed ┊")
      try terminal.type("c")
      try terminal.wait(forText: "■ 2 post")
      try terminal.type("n")
      try terminal.wait(forText: "■ 2 pre")
      try terminal.type("i")
      try terminal.wait(forText: "● 1 post")
      try terminal.wait(forText: "solved")
      try terminal.wait(forText: "@0")
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      // Layer 1 of both, and their ratio.
      try terminal.type("\tj")
      try terminal.wait(forText: "▸gradient RMS")
      try terminal.wait(forText: "j: layer 1")
      try terminal.type("x")
      try terminal.wait(forText: "c adds a twin from step 0")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }
  }
}
