import CNcurses
import Interface

/// ncurses' colour pairs, one for each combination of foreground and background, made when first
/// drawn: making all that a terminal has takes up to 85 ms.
struct PairTable {
  /// What ncurses wants to know of a style.
  struct Ink: Hashable, Sendable {
    var pair: Int32
    var attributes: attr_t
    /// Whether characters have the colour of what is behind them.
    var isSolid = false
  }

  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  private let colors: Int
  private let limit: Int
  private var pairs: [Colors: Int32] = [:]

  /// `colors` and `limit` of the terminal, 0 where colour is not used.
  init(colors: Int, limit: Int) {
    self.colors = colors
    self.limit = limit
  }

  /// The pair and the attributes that show `appearance`.
  mutating func resolve(_ appearance: Appearance) -> Ink {
    let ink = CursesColor(appearance.foreground, colors: colors)
    let paper = CursesColor(appearance.background, colors: colors)
    var attributes = Self.attributes(appearance.attributes)
    if ink.needsBold { attributes |= cn_a_bold() }
    return Ink(
      pair: pair(Colors(foreground: ink.number, background: paper.number)),
      attributes: attributes, isSolid: ink.number >= 0 && ink == paper)
  }

  private mutating func pair(_ wanted: Colors) -> Int32 {
    if wanted.foreground < 0 && wanted.background < 0 { return 0 }
    if let known = pairs[wanted] { return known }
    // A number out of range would be accepted and drawn in a wrong colour: use the default.
    let number = Int32(pairs.count + 1)
    guard number < limit,
      init_extended_pair(number, wanted.foreground, wanted.background) == OK
    else { return 0 }
    pairs[wanted] = number
    return number
  }

  private static func attributes(_ attributes: Attributes) -> attr_t {
    var result: attr_t = 0
    if attributes.contains(.bold) { result |= cn_a_bold() }
    if attributes.contains(.dim) { result |= cn_a_dim() }
    if attributes.contains(.reverse) { result |= cn_a_reverse() }
    if attributes.contains(.underline) { result |= cn_a_underline() }
    return result
  }
}
