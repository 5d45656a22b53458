import TestSupport
import Testing

/// The real program and what the terminal tells of itself.
///
/// A reply counts within 150 ms. On a machine that is busy it may come later, so that what follows
/// from it is tried a few times; what must not follow, once.
extension RealTerminal {
  @Suite struct AskingTests {
    private static let question = "\u{1b}]11;?\u{1b}\\"

    private func terminal(
      _ arguments: [String] = [], _ environment: [String: String] = [:],
      answers: ScreenModel.Answers? = nil
    ) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(arguments, environment: environment, answers: answers)
      try terminal.wait(forText: title)
      return terminal
    }

    /// Waits until all answers are on their way and what they led to is drawn.
    private func settled(_ terminal: PseudoTerminal, replies: Int) throws -> PseudoTerminal {
      try terminal.wait(for: "\(replies) replies") { $0.replies.count == replies }
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      // The step in progress comes to its end, and is drawn, after the pause was.
      terminal.settle(milliseconds: 400)
      return terminal
    }

    private func text(_ terminal: PseudoTerminal) -> String {
      String(decoding: terminal.output, as: UTF8.self)
    }

    /// Whether one of a few tries comes out so.
    private func succeeds(_ attempt: () throws -> Bool) rethrows -> Bool {
      for _ in 0..<5 where try attempt() { return true }
      return false
    }

    /// The theme, by the one that follows it.
    private func theme(
      _ environment: [String: String], _ background: String
    ) throws -> String {
      let terminal = try settled(
        terminal([], environment, answers: .init(background: background)), replies: 2)
      try terminal.type("t")
      try terminal.wait(forText: "t: theme ")
      let note = terminal.screen.lines.first { $0.contains("t: theme ") } ?? ""
      return note.split(separator: " ").last { ["light", "terminal"].contains($0) } == "light"
        ? "dark" : "light"
    }

    @Test func theBackgroundChoosesTheTheme() throws {
      #expect(try succeeds { try theme([:], "rgb:ffff/ffff/ffff") == "light" })
      #expect(try succeeds { try theme(["COLORFGBG": "0;15"], "rgb:0000/0000/0000") == "dark" })
    }

    @Test func theFirstFrameWaitsForNoAnswer() throws {
      let output = try text(terminal())
      let frame = try #require(output.range(of: " quit"))
      let question = try #require(output.range(of: Self.question))
      #expect(frame.upperBound < question.lowerBound)
    }

    @Test(
      arguments: [
        (["--theme", "dark", "--glyphs", "braille"], [:]), ([], ["TERM": "linux"]),
        ([], ["TERM": "vt100"]), (["--glyphs", "block"], ["NO_COLOR": "1"]),
      ] as [([String], [String: String])])
    func nothingIsAskedInVain(arguments: [String], environment: [String: String]) throws {
      let terminal = try terminal(arguments, environment, answers: .init(background: "rgb:f/f/f"))
      terminal.settle()
      #expect(!text(terminal).contains("]11;?") && !text(terminal).contains("[6n"))
      #expect(terminal.screen.replies == [])
    }

    /// In pieces and long after anybody waits for it.
    @Test func aLateReplyIsNoKey() throws {
      let terminal = try terminal()
      _ = terminal.readFor(seconds: 0.3)
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      for piece in ["\u{1b}]11;rg", "b:ffff/ff", "ff/ffff\u{1b}", "\\", "\u{1b}[2;", "3", "R"] {
        try terminal.type(piece)
        terminal.settle()
      }
      #expect(terminal.screen.contains("space: paused"))
      try terminal.type("t")
      try terminal.wait(forText: "t: theme light")
    }

    @Test(.enabled(if: !Program.isSanitized, "a step takes longer than the pause there"))
    func askingLeavesNoTrace() throws {
      let terminal = try settled(
        terminal(answers: .init(background: "rgb:0/0/0")), replies: 2)
      try expectWhole(terminal)
      #expect(terminal.screen.contains("⊕") && terminal.screen.unknown == [])
    }

    @Test(.enabled(if: !Program.isSanitized, "a step takes longer than the pause there"))
    func wideCharactersMakeItNarrow() throws {
      #expect(
        try succeeds {
          let terminal = try settled(terminal(answers: .init(ambiguousColumns: 2)), replies: 1)
          guard !terminal.screen.description.contains("─") else { return false }
          try expectWhole(terminal)
          return terminal.screen.contains("(+)")
        })
    }

    /// Drawing everything again must change nothing.
    private func expectWhole(_ terminal: PseudoTerminal) throws {
      let before = terminal.screen
      let count = terminal.output.count
      try terminal.type("\u{0c}")
      terminal.settle()
      #expect(terminal.output.count > count + 1000)
      #expect(before.lines.dropLast(2) == terminal.screen.lines.dropLast(2))
    }

    @Test func noReplyIsLeftForTheShell() throws {
      let isRead = try succeeds {
        let terminal = try PseudoTerminal()
        try terminal.wait(for: "the question") { _ in text(terminal).contains("[6n") }
        try terminal.type("q")
        _ = terminal.readFor(seconds: 0.03)
        try terminal.type("\u{1b}]11;rgb:0/0/0\u{1b}\\\u{1b}[2;2R")
        let status = try terminal.waitForExit()
        // What nobody has read is echoed on the restored terminal.
        terminal.settle()
        guard status == .exited(0), terminal.unrestored == [] else { return false }
        return terminal.unread == 0 && !terminal.screen.contains("rgb")
      }
      #expect(isRead)
    }
  }
}
