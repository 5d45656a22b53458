/// A line of text that is being typed.
struct LineEditor: Hashable, Sendable {
  /// More characters than anybody types; what is pasted beyond them is dropped.
  static let limit = 4096

  private(set) var characters: [Character]
  /// The character before which typing goes on.
  private(set) var cursor: Int

  /// A line with the cursor at its end.
  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }

  /// Text before the cursor.
  var head: String { String(characters[..<cursor]) }

  /// Text after the cursor.
  var tail: String { String(characters[cursor...]) }

  /// Puts text in at the cursor; control characters, line ends among them, are dropped.
  mutating func insert(_ text: String) {
    let printable = String.UnicodeScalarView(text.unicodeScalars.filter(Self.isPrintable))
    let added = Array(String(printable)).prefix(Self.limit - characters.count)
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Takes an editing key; answers whether it was one.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left: cursor = max(cursor - 1, 0)
    case .right: cursor = min(cursor + 1, characters.count)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .backspace: remove(max(cursor - 1, 0)..<cursor)
    case .delete: remove(cursor..<min(cursor + 1, characters.count))
    case .control("u"): remove(0..<cursor)
    case .control("w"): remove(wordStart..<cursor)
    default: return false
    }
    return true
  }

  /// Where the word before the cursor begins.
  private var wordStart: Int {
    let blanks = characters[..<cursor].lastIndex { !$0.isWhitespace }
    guard let last = blanks else { return 0 }
    return characters[..<last].lastIndex(where: \.isWhitespace).map { $0 + 1 } ?? 0
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    CharacterWidth.printable(scalar) == scalar
  }
}
