import Interface
import TestSupport
import Testing

@testable import ResidualTUI

/// What the terminal is asked, and its replies among keys.
@Suite struct TerminalQuestionsTests {
  private static let all: TerminalQuestions = [.background, .ambiguousWidth]

  /// All events that some bytes make while replies are awaited, with a pause at each `|`.
  private func events(_ text: String, awaiting questions: TerminalQuestions = all) -> [Event] {
    var decoder = KeyDecoder()
    decoder.expect(questions)
    let events = text.utf8.flatMap { byte in
      byte == UInt8(ascii: "|") ? decoder.flush() : decoder.decode(byte)
    }
    return events + decoder.flush()
  }

  private static let white = Event.terminal(.background(red: 255, green: 255, blue: 255))

  @Test(
    arguments: [
      ("rgb:ffff/ffff/ffff", (255, 255, 255)), ("rgb:0/0/0", (0, 0, 0)),
      ("rgb:f/8/0", (255, 136, 0)),
      ("rgb:fdfd/f6f6/e3e3", (253, 246, 227)), ("rgb:28/2a/36", (40, 42, 54)),
      ("rgba:ffff/8080/0000/ffff", (255, 128, 0)),
    ] as [(String, (UInt8, UInt8, UInt8))], ["\u{7}", "\u{1b}\\"])
  func backgroundsAreRead(reply: (String, (UInt8, UInt8, UInt8)), end: String) {
    let (red, green, blue) = reply.1
    #expect(
      events("\u{1b}]11;\(reply.0)\(end)q")
        == [.terminal(.background(red: red, green: green, blue: blue)), .key(.character("q"))])
  }

  @Test(arguments: [
    "11;rgb:ffff/ffff", "11;rgb:fffff/0/0", "11;rgb:g/0/0", "11;rgb:0/0/0/0", "11;rgba:0/0/0",
    "11;",
    "10;rgb:0/0/0", "11;#ffffff", "11;rgb:+1/0/0", "", "11;rgb:\u{2f}\u{2f}",
  ])
  func otherStringsAreSkipped(string: String) {
    for end in ["\u{7}", "\u{1b}\\"] {
      #expect(events("\u{1b}]\(string)\(end)|q") == [.key(.character("q"))])
    }
  }

  @Test(arguments: [1, 2, 3]) func theCursorTellsAWidth(columns: Int) {
    #expect(
      events("\u{1b}[2;\(columns + 1)Rq")
        == [.terminal(.ambiguousWidth(columns)), .key(.character("q"))])
  }

  @Test(arguments: ["1;2R", "2;0R", "2R", "2;2;2R", "2;R", "R"])
  func otherReportsAreSkipped(report: String) {
    #expect(events("\u{1b}[\(report)q") == [.key(.character("q"))])
  }

  /// After every byte but the first a pause may come, of any length.
  @Test(arguments: [
    ("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\", white),
    ("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}", white),
    ("\u{1b}[2;3R", .terminal(.ambiguousWidth(2))),
  ])
  func repliesComeInPieces(reply: String, event: Event) {
    let bytes = reply.unicodeScalars.map(String.init)
    for cut in 2..<bytes.count {
      let text = bytes[..<cut].joined() + "||" + bytes[cut...].joined() + "q"
      #expect(events(text) == [event, .key(.character("q"))], "\(cut)")
    }
    let pieces = bytes[0] + bytes[1...].joined(separator: "|")
    #expect(events(pieces + "q") == [event, .key(.character("q"))])
  }

  /// What nobody asked for, or has been told, is skipped where it comes in one piece.
  @Test func repliesCountOnceAndOnlyWhenAwaited() {
    let reply = "\u{1b}]11;rgb:ffff/ffff/ffff\u{7}"
    let report = "\u{1b}[2;2R"
    #expect(events(reply + report, awaiting: []) == [])
    #expect(events(reply + reply, awaiting: .background) == [Self.white])
    #expect(
      events(report + reply + report) == [.terminal(.ambiguousWidth(1)), Self.white])
  }

  @Test func keysAndPastesAroundRepliesStay() {
    #expect(
      events("n\u{1b}]11;rgb:ffff/ffff/ffff\u{7}\u{1b}[A\u{1b}[200~x\u{1b}[2;2R\u{1b}[201~")
        == [.key(.character("n")), Self.white, .key(.up), .paste("x")])
    #expect(events("\u{1b}|q") == [.key(.escape), .key(.character("q"))])
    #expect(events("\u{1b}]11;rgb:ff|\u{1b}q") == [.key(.escape), .key(.character("q"))])
  }

  @Test(arguments: 0..<50) func noBytesMakeItDeafForLong(seed: Int) {
    var random = SmallRandom(seed: UInt64(seed))
    var decoder = KeyDecoder()
    decoder.expect(Self.all)
    for _ in 0..<500 { _ = decoder.decode(UInt8(truncatingIfNeeded: random.next())) }
    _ = decoder.flush()
    _ = decoder.decode(UInt8(ascii: "q"))
    _ = decoder.flush()
    #expect(decoder.decode(UInt8(ascii: "q")) == [.key(.character("q"))])
  }

  private func asked(
    _ name: String, depth: ColorDepth = .palette256, isUTF8: Bool = true, isANSI: Bool = true,
    theme: Theme? = nil, glyphs: Glyphs? = nil
  ) -> TerminalQuestions {
    let abilities = TerminalAbilities(
      depth: depth, isUTF8: isUTF8, name: name, colors: 256, isANSI: isANSI)
    return TerminalQuestions(abilities, theme: theme, glyphs: glyphs)
  }

  @Test(arguments: [
    "xterm", "xterm-256color", "xterm-direct", "xterm-kitty", "screen.xterm-256color",
    "tmux-256color", "alacritty", "foot-extra", "rxvt-unicode-256color",
  ])
  func terminalsThatKnowTheQuestionsAreAsked(name: String) {
    #expect(asked(name) == Self.all)
    #expect(asked(name, isANSI: false) == [])
  }

  @Test(arguments: ["linux", "vt100", "vt220", "ansi", "cons25", "sun", "xtermish"])
  func othersAreNot(name: String) {
    #expect(asked(name) == [])
  }

  @Test func onlyWhatIsNotChosenIsAsked() {
    #expect(asked("xterm", theme: .light) == .ambiguousWidth)
    #expect(asked("xterm", depth: .mono) == .ambiguousWidth)
    #expect(asked("xterm", glyphs: .block) == .background)
    #expect(asked("xterm", isUTF8: false) == .background)
    #expect(asked("xterm", theme: .dark, glyphs: .ascii).text == "")
    #expect(Self.all.fitting(columns: 4, rows: 2) == Self.all)
    #expect(Self.all.fitting(columns: 3, rows: 2) == .background)
    #expect(Self.all.fitting(columns: 80, rows: 1) == .background)
  }
}
