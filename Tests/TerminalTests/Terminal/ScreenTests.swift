import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Everything that starts the real program, one after the other: two cores, measured answers.
@Suite(.serialized) enum RealTerminal {
  /// What every frame from 40×12 up shows.
  static let title = "q quit"
  /// A model whose steps take no time worth mentioning, even where a sanitizer watches each of them.
  static let small = ["--layers", "2", "--width", "16"]
}

extension PseudoTerminal {
  /// Starts again, trains up to `step`, 2 or later, and pauses there by itself: no step is in progress
  /// then whose numbers would still be drawn.
  func train(until step: Int) throws {
    try type(" ")
    try wait(forText: "paused")
    // The step in progress may still end and be shown before that, but it is none of the new run.
    try type("i")
    try wait(for: "step 0, paused") { $0.lines[0].contains("step 0  paused") }
    try type(":until \(step)\r")
    try wait(for: "step \(step), paused") { $0.lines[0].contains("step \(step)  paused") }
  }

  /// Presses a key that means nothing, and reads to the frame that says so.
  ///
  /// Axes follow the newest numbers a moment later; with the next key they have.
  func pressInVain() throws {
    try type("\u{1b}[5~")
    try wait(forText: "no such key here")
  }
}

extension RealTerminal {
  @Suite struct ScreenTests {
    @Test func opensAtTheUsualSize() throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      #expect(terminal.screen.isAlternate)
      #expect(!terminal.screen.isCursorVisible)
      #expect(terminal.screen.unknown == [])
      #expect(terminal.screen.colorCount > 0)
    }

    @Test func followsEverySize() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      for (columns, rows) in [(1, 1), (400, 100), (40, 12), (3, 50), (200, 2), (120, 36)] {
        let before = terminal.screen.clearCount
        terminal.resize(columns: columns, rows: rows)
        try terminal.wait(for: "a frame of this size") { $0.clearCount > before }
      }
      try terminal.wait(forText: title)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test(arguments: [(1, 1), (400, 100), (2, 1), (1, 40)]) func startsAtAnySize(
      columns: Int, rows: Int
    ) throws {
      let terminal = try PseudoTerminal(RealTerminal.small, columns: columns, rows: rows)
      try terminal.wait(for: "a frame") { $0.isAlternate && $0.frameCount > 0 }
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test func sizesFromTheEnvironmentAreNotBelieved() throws {
      let terminal = try PseudoTerminal(
        RealTerminal.small, columns: 100, rows: 30, environment: ["LINES": "10", "COLUMNS": "20"])
      try terminal.wait(forText: title)
      try terminal.wait(for: "the last rows") { !$0.lines[20..<30].joined().isEmpty }
    }

    @Test func noColorSendsNoColour() throws {
      let terminal = try PseudoTerminal(RealTerminal.small, environment: ["NO_COLOR": "1"])
      try terminal.wait(forText: title)
      try terminal.redraw()
      #expect(terminal.screen.colorCount == 0)
    }

    @Test func colourFlagsComeBeforeNoColor() throws {
      let terminal = try PseudoTerminal(
        RealTerminal.small + ["--color", "always"], environment: ["NO_COLOR": "1"])
      try terminal.wait(forText: title)
      #expect(terminal.screen.colorCount > 0)
      let never = try PseudoTerminal(RealTerminal.small + ["--color", "never"])
      try never.wait(forText: title)
      try never.redraw()
      #expect(never.screen.colorCount == 0)
    }

    @Test func theFileComesBeforeNoColorAndAfterTheFlag() throws {
      let folder = try TemporaryDirectory()
      let path = folder.path + "/config.toml"
      for (word, flags, isColoured) in [
        ("always", [], true), ("always", ["--color", "auto"], false), ("auto", [], false),
      ] as [(String, [String], Bool)] {
        try TextFile.write("[screen]\ncolor = \"\(word)\"\n", to: path)
        let terminal = try PseudoTerminal(
          RealTerminal.small + flags, environment: ["NO_COLOR": "1", "RESIDUAL_TUI_CONFIG": path])
        try terminal.wait(forText: title)
        #expect((terminal.screen.colorCount > 0) == isColoured, "\(word) \(flags)")
      }
    }

    @Test(arguments: ["xterm", "linux", "vt100", "screen", "tmux-256color"])
    func drawsOnOtherTerminals(name: String) throws {
      let terminal = try PseudoTerminal(RealTerminal.small, environment: ["TERM": name])
      try terminal.wait(forText: title)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored.filter { !$0.contains("alternate") } == [])
    }

    @Test(arguments: ["C", "POSIX", "xx_YY.ISO-8859-1"])
    func localesWithoutUTF8GetASCII(locale: String) throws {
      let terminal = try PseudoTerminal(RealTerminal.small, environment: ["LC_ALL": locale])
      try terminal.wait(forText: title)
      try terminal.type("?")
      try terminal.wait(forText: "help: the live screen")
      #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test func redrawRepaintsEverything() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      try terminal.train(until: 3)
      try terminal.pressInVain()
      let before = terminal.screen.lines
      terminal.scribble()
      #expect(terminal.screen.contains("scribble"))
      try terminal.redraw()
      // But for the note, which says that it was drawn anew.
      #expect(terminal.screen.lines.dropLast(2) == before.dropLast(2))
    }
  }
}
