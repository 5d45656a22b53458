import TestSupport
import Testing

/// The real program and what the terminal tells of itself.
///
/// A reply counts within 150 ms. On a machine that is busy it may come later, so that what follows
/// from it is tried until it does; what must not follow, once.
extension RealTerminal {
  @Suite struct AskingTests {
    private static let question = "\u{1b}]11;?\u{1b}\\"

    private func terminal(
      _ arguments: [String] = [], _ environment: [String: String] = [:],
      answers: ScreenModel.Answers? = nil
    ) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        RealTerminal.small + arguments, environment: environment, answers: answers)
      try terminal.wait(forText: title)
      return terminal
    }

    /// Waits until all answers are on their way: before any key that is typed then.
    private func answered(_ terminal: PseudoTerminal, replies: Int) throws -> PseudoTerminal {
      try terminal.wait(for: "\(replies) replies") { $0.replies.count == replies }
      return terminal
    }

    private func text(_ terminal: PseudoTerminal) -> String {
      String(decoding: terminal.output, as: UTF8.self)
    }

    /// Whether one of many tries comes out so.
    private func succeeds(_ attempt: () throws -> Bool) rethrows -> Bool {
      let alarm = Alarm()
      while !alarm.hasRung { if try attempt() { return true } }
      return false
    }

    /// The theme, by the one that follows it.
    private func theme(
      _ environment: [String: String], _ background: String
    ) throws -> String {
      let terminal = try answered(
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
      let terminal = try terminal()
      try terminal.wait(for: "the question") { _ in text(terminal).contains(Self.question) }
      let output = text(terminal)
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
      try terminal.redraw()
      #expect(!text(terminal).contains("]11;?") && !text(terminal).contains("[6n"))
      #expect(terminal.screen.replies == [])
    }

    private static let lateReply = [
      "\u{1b}]11;rg", "b:ffff/ff", "ff/ffff\u{1b}", "\\", "\u{1b}[2;", "3", "R",
    ]

    /// In pieces and long after anybody waits for it.
    @Test func aLateReplyIsNoKey() throws {
      let terminal = try terminal()
      try terminal.wait(for: "the question") { _ in text(terminal).contains("[6n") }
      try terminal.train(until: 3)
      try terminal.pressInVain()
      // By the program's own clock that takes longer than it waits for a reply.
      try terminal.wait(for: "the end of the note") { !$0.contains("no such key here") }
      let before = terminal.screen.lines
      for (index, piece) in Self.lateReply.enumerated() {
        try terminal.type(piece)
        // A new size is no key and may come between any two bytes: it is drawn behind the piece.
        let clears = terminal.screen.clearCount
        terminal.resize(columns: 80, rows: index.isMultiple(of: 2) ? 25 : 24)
        try terminal.wait(for: "the new size") { $0.clearCount > clears }
      }
      terminal.resize(columns: 80, rows: 24)
      try terminal.wait(for: "the old size") { $0.lines[23].contains(title) }
      #expect(terminal.screen.lines == before)
      try terminal.type("t")
      try terminal.wait(forText: "t: theme light")
    }

    @Test func askingLeavesNoTrace() throws {
      let terminal = try answered(
        terminal(answers: .init(background: "rgb:0/0/0")), replies: 2)
      try expectWhole(terminal)
      #expect(terminal.screen.contains("⊕") && terminal.screen.unknown == [])
    }

    @Test func wideCharactersMakeItNarrow() throws {
      #expect(
        try succeeds {
          let terminal = try answered(terminal(answers: .init(ambiguousColumns: 2)), replies: 1)
          try terminal.pressInVain()
          guard !terminal.screen.description.contains("─") else { return false }
          try expectWhole(terminal)
          return terminal.screen.contains("(+)")
        })
    }

    /// Drawing everything again must change nothing.
    private func expectWhole(_ terminal: PseudoTerminal) throws {
      try terminal.train(until: 3)
      try terminal.pressInVain()
      let before = terminal.screen
      #expect(try terminal.redraw().count > 1000)
      #expect(before.lines.dropLast(2) == terminal.screen.lines.dropLast(2))
    }

    /// A reply on its way when somebody quits is waited for.
    @Test func noReplyIsLeftForTheShell() throws {
      let isRead = try succeeds {
        let folder = try TemporaryDirectory()
        let marks = folder.path + "/marks"
        let terminal = try PseudoTerminal(RealTerminal.small + ["--record", marks])
        try terminal.wait(for: "the question") { _ in text(terminal).contains("[6n") }
        try terminal.type("q")
        try terminal.wait(for: "the key's mark") { _ in
          (try? TextFile.read(marks))?.contains(#""m","q""#) == true
        }
        try terminal.type("\u{1b}]11;rgb:0/0/0\u{1b}\\\u{1b}[2;2R")
        let status = try terminal.waitForExit()
        try terminal.echo("echoed")
        guard status == .exited(0), terminal.unrestored == [] else { return false }
        return terminal.unread == "echoed\n".utf8.count && !terminal.screen.contains("rgb")
      }
      #expect(isRead)
    }
  }
}
