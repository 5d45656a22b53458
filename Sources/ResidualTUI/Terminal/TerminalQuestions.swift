import Interface

/// What the terminal is asked once it shows the first frame, and what its replies look like.
struct TerminalQuestions: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// The colour of its background (OSC 11).
  static let background = Self(rawValue: 1)
  /// How wide it draws a character of ambiguous width, told by its cursor.
  static let ambiguousWidth = Self(rawValue: 2)

  /// A reply that takes longer changes nothing any more.
  static let nanoseconds: Int64 = 150_000_000

  /// Where the character is printed; in the first row the reply would be a function key of xterm's.
  private static let row = 2

  /// Terminals that take a string they do not know without showing it.
  private static let families: Set<Substring> = [
    "xterm", "rxvt", "screen", "tmux", "foot", "alacritty", "kitty", "wezterm", "ghostty",
    "konsole", "gnome", "vte", "iterm", "iterm2", "nsterm", "st", "mintty", "contour", "mlterm",
    "putty", "rio",
  ]
}

extension TerminalQuestions {
  /// What is worth asking of a terminal, `theme` and `glyphs` being what a person asks for.
  init(_ abilities: TerminalAbilities, theme: Theme?, glyphs: Glyphs?) {
    self = []
    guard Self.areKnown(to: abilities.name), abilities.isANSI else { return }
    if theme == nil, abilities.depth != .mono { insert(.background) }
    if glyphs == nil, abilities.isUTF8 { insert(.ambiguousWidth) }
  }

  /// Whether the terminal of this description knows the questions, or at least shows none of them.
  static func areKnown(to name: String) -> Bool {
    families.contains(name.prefix { $0 != "-" && $0 != "." })
  }

  /// Those that a screen of this size has room for.
  func fitting(columns: Int, rows: Int) -> Self {
    columns >= 4 && rows >= Self.row ? self : subtracting(.ambiguousWidth)
  }

  /// The row of the screen that asking spoils.
  var spoiltRow: Int? { contains(.ambiguousWidth) ? Self.row - 1 : nil }

  /// What asks for them; cursor and colours are afterwards as before.
  var text: String {
    (contains(.background) ? "\u{1b}]11;?\u{1b}\\" : "")
      + (contains(.ambiguousWidth) ? "\u{1b}7\u{1b}[\(Self.row);1H⊕\u{1b}[6n\u{1b}8" : "")
  }

  /// Reads a string of the terminal's, without its frame: `11;rgb:ffff/ffff/dddd`.
  func background(_ string: [UInt8]) -> TerminalReply? {
    guard contains(.background) else { return nil }
    let text = String(decoding: string, as: UTF8.self)
    guard let start = Self.beginnings.first(where: text.hasPrefix) else { return nil }
    let parts = text.dropFirst(start.count).split(separator: "/", omittingEmptySubsequences: false)
      .map(Self.channel)
    guard parts.count == (start.hasSuffix("a:") ? 4 : 3), let red = parts[0], let green = parts[1],
      let blue = parts[2]
    else { return nil }
    return .background(red: red, green: green, blue: blue)
  }

  /// Reads a report of the cursor's place, `ESC [ 2 ; 3 R`.
  func ambiguousWidth(_ parameters: [UInt8], final: UInt8) -> TerminalReply? {
    guard contains(.ambiguousWidth), final == UInt8(ascii: "R") else { return nil }
    let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";").map { Int($0) }
    guard numbers.count == 2, numbers[0] == Self.row, let column = numbers[1], column >= 1 else {
      return nil
    }
    return .ambiguousWidth(column - 1)
  }

  /// Whether the beginning of a string may become an awaited reply.
  func mayBecomeBackground(_ string: [UInt8]) -> Bool {
    guard contains(.background), string.count <= 40 else { return false }
    return Self.beginnings.contains { beginning in
      let known = Array(beginning.utf8)
      return known.starts(with: string)
        || string.starts(with: known) && string.dropFirst(known.count).allSatisfy(Self.isPart)
    }
  }

  /// Whether the beginning of a sequence may become an awaited report.
  func mayBecomeWidth(_ parameters: [UInt8]) -> Bool {
    contains(.ambiguousWidth) && parameters.count <= 10
      && parameters.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }
  }

  private static let beginnings = ["11;rgb:", "11;rgba:"]

  /// One to four hexadecimal digits, of which all ones are full strength.
  private static func channel(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.count), digits.utf8.allSatisfy(isPart),
      let value = Int(digits, radix: 16)
    else { return nil }
    return UInt8(value * 255 / ((1 << (4 * digits.count)) - 1))
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: "/"): true
    default: false
    }
  }
}
