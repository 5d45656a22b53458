/// Which characters a terminal can be trusted with.
package enum Glyphs: String, CaseIterable, Hashable, Sendable {
  /// Box drawing, blocks and braille: a UTF-8 locale, ambiguous characters one column wide.
  case braille
  /// As `braille`, curves in half blocks: where the font has no braille.
  case block
  /// Braille curves, everything else ASCII: where ambiguous characters may be two columns wide.
  case narrow
  /// ASCII only.
  case ascii

  /// How one of the loose dots of the run before looks, for the legend.
  var looseDot: String {
    switch self {
    case .braille, .narrow: "⠂"
    case .block: "·"
    case .ascii: "o"
    }
  }

  /// The mark of one of four lanes, beside its colour.
  func laneMark(_ index: Int) -> Unicode.Scalar {
    let marks: [Unicode.Scalar] =
      self == .ascii || self == .narrow ? ["*", "#", "+", "v"] : ["●", "■", "◆", "▼"]
    return marks[((index % marks.count) + marks.count) % marks.count]
  }

  /// The addition of branch and skip: unlike a fork in every set.
  var add: String { isPlain ? "(+)" : "⊕" }

  /// Whether it has no arrows, no dot that is an operator, no root.
  private var isPlain: Bool { self == .ascii || self == .narrow }

  /// A key's name as it can be read in this set: its substitutes would be the names of other keys.
  func keyName(_ name: String) -> String {
    guard isPlain else { return name }
    return name.replacing("↑", with: "up").replacing("↓", with: "down")
      .replacing("←", with: "left").replacing("→", with: "right")
  }

  /// A formula as it can be read in this set.
  func formula(_ text: String) -> String {
    isPlain ? text.replacing("·", with: "*").replacing("√", with: "sqrt ") : text
  }

  /// `scalar`, or its replacement in this set: always one column for one column.
  func substitute(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isPlain, scalar.value >= 0x80 else { return scalar }
    if self == .narrow, (0x2800...0x28ff).contains(scalar.value) { return scalar }
    if let plain = Self.plain[scalar] { return plain }
    return self == .narrow && CharacterWidth.columns(of: scalar) == 2 ? scalar : "?"
  }

  private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
    "─": "-", "│": "|", "┬": "+", "╰": "`", "╯": "'", "╌": ".", "╳": "x", "▶": ">", "⊕": "+",
    "┊": ":", "┄": "-", "▲": "^", "▼": "v", "▸": ">", "·": ".", "–": "-", "—": "-", "…": "~",
    "×": "x",
    "α": "a", "≥": ">", "≤": "<", "↑": "^", "↓": "v", "←": "<", "→": ">", "█": "#", "░": ":",
    "▏": " ", "▎": "-", "▍": "-", "▌": "=", "▋": "=", "▊": "=", "▉": "#", "±": "~", "√": "v",
    "‹": "<", "›": ">", "∞": "i", "ε": "e", "²": "2", "‖": "|", "●": "*", "○": "o", "⋮": ":",
    "▀": "#",
    "▄": "#", "⠂": ".", "◀": "<", "ᵀ": "T", "Σ": "S", "−": "-", "′": "'", "η": "n", "λ": "l",
    "▐": "#", "∂": "d",
  ]
}

extension Canvas {
  /// Replaces every character that the glyph set does not have.
  mutating func restrict(to glyphs: Glyphs) {
    guard glyphs == .narrow || glyphs == .ascii else { return }
    for row in 0..<rows {
      for column in 0..<columns where self[column, row].scalar.value >= 0x80 {
        let scalar = self[column, row].scalar
        let plain = glyphs.substitute(scalar)
        self[column, row].scalar = plain
        if CharacterWidth.columns(of: scalar) == 2, CharacterWidth.columns(of: plain) == 1 {
          self[column + 1, row].isContinuation = false
        }
      }
    }
  }
}
