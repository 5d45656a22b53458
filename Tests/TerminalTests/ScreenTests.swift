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
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      for (columns, rows) in [(1, 1), (400, 100), (40, 12), (3, 50), (200, 2), (120, 36)] {
        terminal.resize(columns: columns, rows: rows)
        terminal.settle(milliseconds: 50)
      }
      try terminal.wait(forText: title)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test(arguments: [(1, 1), (400, 100), (2, 1), (1, 40)]) func startsAtAnySize(
      columns: Int, rows: Int
    ) throws {
      let terminal = try PseudoTerminal(columns: columns, rows: rows)
      try terminal.wait(for: "a frame") { $0.isAlternate && $0.lines != [""] || rows < 3 }
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test func sizesFromTheEnvironmentAreNotBelieved() throws {
      let terminal = try PseudoTerminal(
        columns: 100, rows: 30, environment: ["LINES": "10", "COLUMNS": "20"])
      try terminal.wait(forText: title)
      try terminal.wait(for: "the last rows") { !$0.lines[20..<30].joined().isEmpty }
    }

    @Test func noColorSendsNoColour() throws {
      let terminal = try PseudoTerminal(environment: ["NO_COLOR": "1"])
      try terminal.wait(forText: title)
      terminal.settle()
      #expect(terminal.screen.colorCount == 0)
    }

    @Test func colourFlagsComeBeforeNoColor() throws {
      let terminal = try PseudoTerminal(
        ["--color", "always"], environment: ["NO_COLOR": "1"])
      try terminal.wait(forText: title)
      #expect(terminal.screen.colorCount > 0)
      let never = try PseudoTerminal(["--color", "never"])
      try never.wait(forText: title)
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
          flags, environment: ["NO_COLOR": "1", "RESIDUAL_TUI_CONFIG": path])
        try terminal.wait(forText: title)
        #expect((terminal.screen.colorCount > 0) == isColoured, "\(word) \(flags)")
      }
    }

    @Test(arguments: ["xterm", "linux", "vt100", "screen", "tmux-256color"])
    func drawsOnOtherTerminals(name: String) throws {
      let terminal = try PseudoTerminal(environment: ["TERM": name])
      try terminal.wait(forText: title)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored.filter { !$0.contains("alternate") } == [])
    }

    @Test(arguments: ["C", "POSIX", "xx_YY.ISO-8859-1"])
    func localesWithoutUTF8GetASCII(locale: String) throws {
      let terminal = try PseudoTerminal(environment: ["LC_ALL": locale])
      try terminal.wait(forText: title)
      try terminal.type("?")
      terminal.settle()
      #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test func redrawRepaintsEverything() throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      try terminal.type(" ")
      terminal.settle()
      let before = terminal.screen.lines
      terminal.scribble()
      try terminal.type("\u{0c}")
      terminal.settle()
      #expect(terminal.screen.lines.filter { $0.contains("scribble") } == [])
      #expect(terminal.screen.lines.count == before.count)
    }
  }
}
