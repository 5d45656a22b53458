/// Colours by magnitude: the steps, and how a number becomes a cell of a heat map.
///
/// A cell carries its value three times: as colour on colour where the terminal has 256 or more,
/// as the ink of a shade where it has 16, as the shade alone where it has none.
package enum Ramp: Hashable, Sendable {
  /// 0…1, from little to much.
  case sequential
  /// -1…1, blue below zero and orange above.
  case diverging

  /// The last step of the sequential ramp; the first is 0.
  static let last = 15
  /// The last step on either side of the diverging ramp.
  static let end = 8

  /// The cell of a value, which sticks to the nearer end; `nil` is not measured.
  package func cell(_ value: Double?, glyphs: Glyphs) -> Cell {
    guard let value else { return .blank }
    guard value.isFinite else { return Cell("!", Style(.bad, .bold)) }
    let ink = ink(value)
    return Cell(shade(value, glyphs), Style(ink, on: ink))
  }

  /// This cell with a mark that is readable on every step of the ramp.
  package func markedCell(_ value: Double?) -> Cell {
    guard let value, value.isFinite else { return Cell("+", Style(.contrast)) }
    return Cell("+", Style(.contrast, on: ink(value)))
  }

  private func ink(_ value: Double) -> Ink {
    switch self {
    case .sequential: .ramp(Int8((min(max(value, 0), 1) * Double(Self.last)).rounded()))
    case .diverging: .diverging(Int8((min(max(value, -1), 1) * Double(Self.end)).rounded()))
    }
  }

  private func shade(_ value: Double, _ glyphs: Glyphs) -> Unicode.Scalar {
    let isPlain = glyphs == .ascii || glyphs == .narrow
    let shades =
      switch (self, value < 0) {
      case (.sequential, _): isPlain ? Self.plainShades : Self.shades
      case (.diverging, false): isPlain ? Self.plainRising : Self.shades
      case (.diverging, true): isPlain ? Self.plainFalling : Self.falling
      }
    let share = min(max(self == .diverging ? abs(value) : value, 0), 1)
    return shades[Int((share * Double(shades.count - 1)).rounded())]
  }

  /// The shades of values below zero, from little to much, for a legend.
  static func shadesBelowZero(_ glyphs: Glyphs) -> String {
    let shades = glyphs == .ascii || glyphs == .narrow ? plainFalling : falling
    return shades.dropFirst().map { String(Character($0)) }.joined(separator: " ")
  }

  private static let shades: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]
  private static let falling: [Unicode.Scalar] = [" ", "·", "-", "=", "≡"]
  private static let plainShades: [Unicode.Scalar] = [
    " ", ".", ":", "-", "=", "+", "*", "#", "%", "@",
  ]
  private static let plainRising: [Unicode.Scalar] = [" ", ".", "+", "*", "#"]
  private static let plainFalling: [Unicode.Scalar] = [" ", ",", "-", "=", "%"]

  static func step(_ step: Int8) -> Int { min(max(Int(step), 0), last) }
  static func side(_ step: Int8) -> Int { min(abs(Int(step)), end) }
}
