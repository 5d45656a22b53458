import Interface
import TestSupport
import Testing

@testable import ResidualTUI

@Suite struct KeyDecoderTests {
  /// The keys of a text typed in one go, pause included.
  private func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for byte in bytes { keys += Self.keys(decoder.decode(byte)) }
    return keys + Self.keys(decoder.flush())
  }

  private static func keys(_ events: [Event]) -> [Key] {
    events.compactMap { event in
      guard case .key(let key) = event else { return nil }
      return key
    }
  }

  @Test func plainCharactersAreThemselves() {
    #expect(keys("aZ ?~".utf8) == ["a", "Z", " ", "?", "~"].map(Key.character))
  }

  @Test func charactersOfSeveralBytesAreDecoded() {
    #expect(keys("é中😀".utf8) == ["é", "中", "😀"].map(Key.character))
  }

  @Test func aCharacterMayArriveInPieces() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(0xe4) == [])
    #expect(decoder.decode(0xb8) == [])
    #expect(decoder.decode(0xad) == [.key(.character("中"))])
  }

  /// A slow line cuts anywhere but behind a lone escape; nothing of a paste may become a key.
  @Test(arguments: 2...6) func aPasteMayBeCutWhereItBegins(count: Int) {
    var decoder = KeyDecoder()
    let bytes = Array("\u{1b}[200~q\u{1b}[201~".utf8)
    var (events, now) = ([Event](), MonotonicTime(nanoseconds: 0))
    for byte in bytes.prefix(count) { events += decoder.decode(.byte(byte)) }
    events += decoder.pause(at: now)
    now = now + (KeyDecoder.patience - 1)
    events += decoder.pause(at: now)
    for byte in bytes.dropFirst(count) { events += decoder.decode(.byte(byte)) }
    #expect(events == [.paste("q")] && decoder.limit == nil)
  }

  /// ncurses tells a new size before bytes that it has read already.
  @Test(arguments: 1...12) func aNewSizeComesBetweenAnyTwoBytes(count: Int) {
    var decoder = KeyDecoder()
    let bytes = Array("\u{1b}[200~q\u{1b}[201~".utf8)
    var events: [Event] = []
    for byte in bytes.prefix(count) { events += decoder.decode(.byte(byte)) }
    events += decoder.decode(.resized)
    for byte in bytes.dropFirst(count) { events += decoder.decode(.byte(byte)) }
    #expect(events == [.paste("q")])
  }

  @Test(arguments: ["\u{1b}[20", "\u{1b}]11;", "\u{1b}O"]) func whatStaysBrokenIsDropped(
    text: String
  ) {
    var decoder = KeyDecoder()
    for byte in text.utf8 { #expect(decoder.decode(.byte(byte)) == []) }
    #expect(decoder.pause(at: MonotonicTime(nanoseconds: 5)) == [])
    #expect(decoder.limit == MonotonicTime(nanoseconds: 5 + KeyDecoder.patience))
    #expect(decoder.pause(at: MonotonicTime(nanoseconds: 5 + KeyDecoder.patience)) == [])
    #expect(decoder.limit == nil && decoder.decode(.byte(0x71)) == [.key(.character("q"))])
  }

  @Test func aLoneEscapeIsNotWaitedFor() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(.byte(0x1b)) == [])
    #expect(decoder.pause(at: MonotonicTime(nanoseconds: 0)) == [.key(.escape)])
  }

  @Test(
    arguments: [
      [0xff], [0xc0, 0xaf], [0xe4, 0xb8], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
      [0xc2, 0x85],
      [0xe0, 0x80, 0x80], [0x80], [0],
    ] as [[UInt8]])
  func invalidBytesAreSkippedAndTheNextKeyCounts(bytes: [UInt8]) {
    #expect(keys(bytes + [UInt8(ascii: "q")]) == [.character("q")])
  }

  @Test func controlCharactersAreNamed() {
    #expect(
      keys([0x0d, 0x0a, 0x09, 0x7f, 0x08, 0x0c, 0x1a])
        == [.enter, .enter, .tab, .backspace, .backspace, .control("l"), .control("z")])
  }

  @Test func aLoneEscapeIsAKeyOnceNothingFollows() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(0x1b) == [])
    #expect(decoder.flush() == [.key(.escape)])
    #expect(decoder.flush() == [])
  }

  @Test func altAndAKeyAreBothKeys() {
    #expect(keys("\u{1b}x".utf8) == [.escape, .character("x")])
    #expect(keys("\u{1b}\u{1b}".utf8) == [.escape, .escape])
  }

  @Test(
    arguments: [
      ("[A", .up), ("OB", .down), ("[C", .right), ("OD", .left), ("[H", .home), ("[4~", .end),
      ("[Z", .backTab), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown),
    ] as [(String, Key)])
  func knownSequencesAreKeys(sequence: String, key: Key) {
    #expect(keys("\u{1b}\(sequence)q".utf8) == [key, .character("q")])
  }

  @Test(arguments: [
    "[1;5A", "[<0;240;3m", "[<0;240M", "[<0;0;0M", "[<3;1;1M", "[<99999999999999999999;1;1M",
    "[15~", "[?2026;2$y", "]11;rgb:0/0/0\u{7}", "P1$r\u{1b}\\",
  ])
  func unknownSequencesAreSkipped(sequence: String) {
    #expect(keys("\u{1b}\(sequence)q".utf8) == [.character("q")])
  }

  @Test func anUnfinishedSequenceDoesNotOutliveAPause() {
    var decoder = KeyDecoder()
    for byte in "\u{1b}[12".utf8 { #expect(decoder.decode(byte) == []) }
    #expect(decoder.flush() == [])
    #expect(decoder.decode(UInt8(ascii: "q")) == [.key(.character("q"))])
  }

  /// Everything that some bytes are, pause included.
  private func events(_ text: String) -> [Event] {
    var decoder = KeyDecoder()
    let events = text.utf8.flatMap { decoder.decode($0) }
    return events + decoder.flush()
  }

  @Test(
    arguments: [
      ("0;1;1M", Mouse(.press, column: 0, row: 0)),
      ("4;240;100M", Mouse(.press, column: 239, row: 99)),
      ("32;3;4M", Mouse(.motion, column: 2, row: 3)),
      ("35;3;4M", Mouse(.motion, column: 2, row: 3)),
      ("64;3;4M", Mouse(.wheelUp, column: 2, row: 3)),
      ("65;3;4M", Mouse(.wheelDown, column: 2, row: 3)),
    ] as [(String, Mouse)])
  func mouseReportsAreDecoded(report: String, mouse: Mouse) {
    #expect(events("\u{1b}[<\(report)q") == [.mouse(mouse), .key(.character("q"))])
  }

  @Test func pastesAreOneText() {
    #expect(
      events("\u{1b}[200~norm\u{1b}[A\r中 q\u{1b}[201~q")
        == [.paste("norm\r中 q"), .key(.character("q"))])
  }

  @Test func aPasteMayComeInPieces() {
    var decoder = KeyDecoder()
    for byte in "\u{1b}[200~".utf8 { _ = decoder.decode(byte) }
    for byte in "qq\u{1b}[201".utf8 {
      #expect(decoder.decode(byte) == [])
      #expect(decoder.flush() == [])
    }
    #expect(decoder.decode(UInt8(ascii: "~")) == [.paste("qq")])
  }

  @Test func escapeLeavesAPasteThatHasNoEnd() {
    #expect(
      events("\u{1b}[200~lost\u{1b}\u{1b}") == [.paste("lost"), .key(.escape)])
    #expect(events("\u{1b}[200~lost\u{1b}q") == [.paste("lost"), .key(.character("q"))])
  }

  @Test func hugePastesAreCut() {
    let text = String(repeating: "x", count: 100_000)
    guard case .paste(let kept)? = events("\u{1b}[200~\(text)\u{1b}[201~").first else {
      Issue.record("no paste")
      return
    }
    #expect(kept.utf8.count == 65536)
  }

  @Test func functionKeysEndWhatCameBefore() {
    var decoder = KeyDecoder()
    _ = decoder.decode(0x1b)
    #expect(decoder.decode(.key(.up)) == [.key(.escape), .key(.up)])
    #expect(decoder.decode(.unknown) == [])
  }

  @Test(arguments: 0..<50) func noBytesMakeItDeaf(seed: Int) {
    var random = SmallRandom(seed: UInt64(seed))
    var decoder = KeyDecoder()
    for _ in 0..<500 { _ = decoder.decode(UInt8(truncatingIfNeeded: random.next())) }
    _ = decoder.flush()
    #expect(decoder.decode(UInt8(ascii: "q")) == [.key(.character("q"))])
  }
}
