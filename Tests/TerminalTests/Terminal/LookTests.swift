import Engine
import TestSupport
import Testing

/// Language, theme and glyphs of the real program.
extension RealTerminal {
  @Suite struct LookTests {
    private func terminal(
      _ arguments: [String] = [], _ environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(RealTerminal.small + arguments, environment: environment)
      try terminal.wait(for: "the footer") { $0.lines.last?.contains("?") == true }
      return terminal
    }

    private func text(_ terminal: PseudoTerminal) -> String {
      String(decoding: terminal.output, as: UTF8.self)
    }

    @Test(arguments: [
      ["LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"], ["LC_ALL": "", "LANG": "en_US.UTF-8"],
      ["LC_ALL": "", "LC_MESSAGES": "C", "LANG": "zh_CN.UTF-8"],
    ])
    func otherLocalesAreEnglish(environment: [String: String]) throws {
      try terminal([], environment).wait(forText: "q quit")
    }

    /// Where the machine lacks the locale's data, too.
    @Test(arguments: [
      ["LC_ALL": "zh_CN.UTF-8"], ["LC_ALL": "", "LANG": "zh_CN.utf8"],
      ["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": "zh_CN"],
    ])
    func chineseLocalesAreChinese(environment: [String: String]) throws {
      try terminal([], environment).wait(forText: "q 退出")
    }

    @Test func theFlagComesBeforeTheLocaleAndTheKeySwitches() throws {
      let terminal = try terminal(["--language", "zh"])
      try terminal.wait(forText: "q 退出")
      try terminal.type("z")
      try terminal.wait(forText: "z: English")
      try terminal.wait(forText: "q quit")
      try terminal.type("z")
      try terminal.wait(forText: "q 退出")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func withoutUTF8ChineseIsRefusedInWords() throws {
      let terminal = try terminal(["--language", "zh", "--glyphs", "braille"], ["LC_ALL": "C"])
      try terminal.wait(forText: "q quit")
      try terminal.type("z")
      try terminal.wait(forText: "Chinese needs a UTF-8 locale")
      #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test func everyThemeDrawsTheWholeScreen() throws {
      let terminal = try terminal()
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      for theme in ["light", "terminal", "mono", "high-contrast", "dark"] {
        try terminal.type("t")
        try terminal.wait(forText: "t: theme \(theme)")
        #expect(terminal.screen.lines.last?.contains("q quit") == true)
        #expect(terminal.screen.unknown == [])
      }
    }

    /// Blanks of the old background would shine through where nothing is drawn.
    @Test func highContrastPaintsEveryCell() throws {
      let terminal = try terminal(["--theme", "high-contrast"])
      #expect(text(terminal).contains("\u{1b}[38;5;231m\u{1b}[48;5;16m"))
      #expect(try !text(self.terminal(["--theme", "dark"])).contains("[48;5;"))
      #expect(try !text(self.terminal(["--theme", "light"])).contains("[48;5;"))
    }

    @Test func theTerminalThemeKeepsToSixteenColours() throws {
      let terminal = try terminal(["--theme", "terminal"])
      try terminal.type("g")
      try terminal.wait(forText: "g: glyphs ")
      #expect(!text(terminal).contains("38;5;") && terminal.screen.colorCount > 0)
      #expect(try terminal.screen.colorCount > 0 && text(self.terminal()).contains("38;5;"))
    }

    @Test func theBackgroundThatTheTerminalTellsChoosesTheTheme() throws {
      let accent = "[38;5;25m"
      #expect(try text(terminal([], ["COLORFGBG": "0;15"])).contains(accent))
      #expect(try !text(terminal([], ["COLORFGBG": "15;0"])).contains(accent))
      let dark = try terminal(["--theme", "dark"], ["COLORFGBG": "0;15"])
      #expect(!text(dark).contains(accent))
    }
  }
}
