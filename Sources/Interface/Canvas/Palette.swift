/// A theme's colours as entries of the terminal's palette; `nil` is the terminal's own colour.
struct Palette: Sendable {
  var paper: UInt8?
  var text: UInt8?
  var muted: UInt8?
  var faint: UInt8?
  var ghost: UInt8?
  var accent: UInt8
  var good: UInt8
  var warning: UInt8
  var bad: UInt8
  /// Four lanes.
  var series: [UInt8]
  /// From the least to the largest magnitude.
  var ramp: [UInt8]
  /// From zero to the most negative and to the most positive value.
  var falling: [UInt8]
  var rising: [UInt8]

  /// The entry of a role.
  subscript(ink: Ink) -> UInt8? {
    switch ink {
    case .text, .contrast: text
    case .muted: muted
    case .faint: faint
    case .ghost: ghost
    case .accent: accent
    case .good: good
    case .warning: warning
    case .bad: bad
    case .series(let index): series[((Int(index) % 4) + 4) % 4]
    case .ramp(let step): ramp[Ramp.step(step) * ramp.count / (Ramp.last + 1)]
    case .diverging(let step): side(step)[Ramp.side(step) * (rising.count - 1) / Ramp.end]
    }
  }

  private func side(_ step: Int8) -> [UInt8] { step < 0 ? falling : rising }
}

extension Theme {
  /// The colours of a theme at 16, and at 256 and more.
  func palette(_ depth: ColorDepth) -> Palette {
    let isSmall = depth == .ansi16
    return switch self {
    case .dark: isSmall ? Self.dark16 : Self.dark256
    case .light: isSmall ? Self.light16 : Self.light256
    case .terminal, .mono: Self.terminal16
    case .highContrast: isSmall ? Self.highContrast16 : Self.highContrast256
    }
  }

  private static let dark256 = Palette(
    muted: 247, faint: 245, ghost: 246, accent: 39, good: 43, warning: 178, bad: 210,
    series: [39, 172, 219, 121],
    ramp: [24, 24, 24, 30, 30, 30, 36, 36, 36, 71, 77, 113, 148, 148, 184, 220],
    falling: [237, 238, 24, 24, 31, 32, 39, 39, 117],
    rising: [237, 238, 95, 95, 137, 173, 173, 215, 215])

  private static let light256 = Palette(
    muted: 240, faint: 242, ghost: 241, accent: 25, good: 23, warning: 94, bad: 124,
    series: [26, 94, 127, 23],
    ramp: [78, 71, 36, 36, 30, 30, 30, 30, 60, 60, 25, 25, 53, 53, 53, 53],
    falling: [255, 153, 153, 110, 75, 39, 32, 32, 24],
    rising: [255, 224, 180, 180, 173, 173, 130, 130, 130])

  private static let highContrast256 = Palette(
    paper: 16, text: 231, muted: 252, faint: 248, ghost: 250, accent: 81, good: 85, warning: 226,
    bad: 217, series: [39, 214, 219, 121], ramp: dark256.ramp, falling: dark256.falling,
    rising: dark256.rising)

  private static let dark16 = Palette(
    accent: 14, good: 12, warning: 11, bad: 9, series: [14, 11, 13, 12], ramp: [12, 14, 10, 11],
    falling: [12], rising: [11])

  private static let light16 = Palette(
    accent: 4, good: 6, warning: 5, bad: 1, series: [4, 5, 6, 1], ramp: [6, 2, 5, 4], falling: [4],
    rising: [1])

  /// For any background: none of the brightest, none of the darkest; of the blues the bright one,
  /// as the other cannot be read on black.
  private static let terminal16 = Palette(
    accent: 6, good: 12, warning: 3, bad: 1, series: [6, 3, 5, 12], ramp: [5, 12, 6, 2, 3],
    falling: [12], rising: [3])

  private static let highContrast16 = Palette(
    paper: 0, text: 15, muted: 15, faint: 7, ghost: 7, accent: 14, good: 10, warning: 11, bad: 13,
    series: [14, 11, 13, 10], ramp: [14, 10, 11, 15], falling: [14], rising: [11])
}
