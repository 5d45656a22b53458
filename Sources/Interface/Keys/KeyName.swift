extension Key {
  /// Reads a key as the key table writes it, `n`, `space`, `ctrl-l`, or as arrows are typed, `up`;
  /// `nil` for anything else.
  package init?(named name: String) {
    if let key = Self.named[name] {
      self = key
    } else if name.hasPrefix("ctrl-"), let letter = Self.letter(name.dropFirst(5)) {
      self = .control(letter)
    } else if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first,
      CharacterWidth.printable(scalar) == scalar, CharacterWidth.columns(of: scalar) > 0
    {
      self = .character(Character(scalar))
    } else {
      return nil
    }
  }

  /// The names of all keys that are more than one character long.
  package static var longNames: [String] {
    named.keys.sorted() + ["ctrl-a"]
  }

  private static func letter(_ text: Substring) -> Character? {
    guard text.count == 1, let letter = text.first, ("a"..."z").contains(letter) else { return nil }
    return letter
  }

  private static let named: [String: Key] = {
    let keys: [Key] = [
      .character(" "), .up, .down, .left, .right, .enter, .escape, .tab, .backTab, .backspace,
      .delete, .home, .end, .pageUp, .pageDown,
    ]
    let written = Dictionary(uniqueKeysWithValues: keys.map { ($0.name, $0) })
    return written.merging(["up": .up, "down": .down, "left": .left, "right": .right]) { $1 }
  }()
}
