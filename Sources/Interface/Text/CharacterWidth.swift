/// How many columns a terminal gives a character, from a small table of our own.
///
/// The C library's answer depends on its locale and version; a frame must not.
enum CharacterWidth {
  /// 2 for wide East Asian characters and emoji, 0 for combining marks, else 1.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    guard value >= 0x300 else { return 1 }
    if contains(value, in: zeroWidth) { return 0 }
    return value >= 0x1100 && contains(value, in: doubleWidth) ? 2 : 1
  }

  /// The columns that a text takes.
  static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// `scalar`, or `·` in the place of a control or unassigned character.
  static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20..<0x7f, 0xa0..<0xad, 0xae..<0x300: return scalar
    case 0..<0x20, 0x7f..<0xa0, 0xad: return "·"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator,
      .privateUse:
      return "·"
    default: return scalar
    }
  }

  private static func contains(_ value: UInt32, in table: [ClosedRange<UInt32>]) -> Bool {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      if table[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < table.count && table[low].contains(value)
  }

  /// Combining marks, joiners and variation selectors, ascending.
  private static let zeroWidth: [ClosedRange<UInt32>] = [
    0x300...0x36f, 0x483...0x489, 0x591...0x5bd, 0x610...0x61a, 0x64b...0x65f, 0x6d6...0x6dc,
    0x900...0x902, 0x93c...0x93c, 0x941...0x948, 0x94d...0x94d, 0xe31...0xe31, 0xe34...0xe3a,
    0xe47...0xe4e, 0x1ab0...0x1aff, 0x1dc0...0x1dff, 0x200b...0x200f, 0x202a...0x202e,
    0x2060...0x2064, 0x20d0...0x20ff, 0x302a...0x302d, 0x3099...0x309a, 0xfe00...0xfe0f,
    0xfe20...0xfe2f, 0xfeff...0xfeff, 0x1f3fb...0x1f3ff, 0xe0000...0xe0fff,
  ]

  /// East Asian wide and fullwidth, and emoji shown as pictures, ascending.
  private static let doubleWidth: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x25fd...0x25fe,
    0x2614...0x2615, 0x2648...0x2653, 0x26a1...0x26a1, 0x2705...0x2705, 0x274c...0x274c,
    0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
    0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60,
    0xffe0...0xffe6, 0x16fe0...0x18aff, 0x1b000...0x1b2ff, 0x1f300...0x1f64f, 0x1f680...0x1f6ff,
    0x1f900...0x1faff, 0x20000...0x3fffd,
  ]
}
