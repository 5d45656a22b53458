/// Turns what a cell means into what a terminal can show.
///
/// The background stays the terminal's own. Inks that carry words have a middle luminance, so
/// that they read on dark and on light backgrounds; red and green never oppose each other.
package enum Theme {
  /// Resolves `style` for a terminal of the given depth.
  package static func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    Appearance(
      foreground: color(style.ink, depth),
      background: style.paper.map { color($0, depth) } ?? .standard,
      attributes: style.attributes.union(emphasis(style.ink, depth)))
  }

  private static func color(_ ink: Ink, _ depth: ColorDepth) -> TerminalColor {
    switch depth {
    case .mono: .standard
    case .ansi16: ansi(ink)
    case .palette256: palette(ink).index.map { .indexed($0) } ?? .standard
    case .truecolor: palette(ink).rgb.map { .rgb($0.red, $0.green, $0.blue) } ?? .standard
    }
  }

  /// What stands in for colour where there is none or little of it.
  private static func emphasis(_ ink: Ink, _ depth: ColorDepth) -> Attributes {
    switch (ink, depth) {
    case (.muted, .mono), (.faint, .mono), (.ghost, .mono): .dim
    case (.accent, .mono), (.warning, .mono), (.bad, .mono): .bold
    case (.faint, .ansi16), (.ghost, .ansi16): .dim
    default: []
    }
  }

  private static func ansi(_ ink: Ink) -> TerminalColor {
    switch ink {
    case .text, .muted, .faint, .ghost: .standard
    case .accent: .indexed(6)
    case .good: .indexed(4)
    case .warning: .indexed(3)
    case .bad: .indexed(1)
    case .series(let index): .indexed([6, 3, 5, 4][wrapped(Int(index), 4)])
    case .ramp(let step): .indexed([5, 4, 6, 2, 3][Int(min(max(step, 0), 15)) * 5 / 16])
    }
  }

  private static func palette(_ ink: Ink) -> Shade {
    switch ink {
    case .text: Shade()
    case .muted: Shade(0x767676, 243)
    case .faint: Shade(0x585858, 240)
    case .accent: Shade(0x0087d7, 32)
    case .good: Shade(0x008787, 30)
    case .warning: Shade(0xaf8700, 136)
    case .bad: Shade(0xd75f5f, 167)
    case .series(let index): series[wrapped(Int(index), series.count)]
    case .ghost: Shade(0x808080, 244)
    case .ramp(let step): ramp[Int(min(max(step, 0), 15))]
    }
  }

  private static func wrapped(_ index: Int, _ count: Int) -> Int {
    ((index % count) + count) % count
  }

  /// Blue, orange, violet, teal: apart in luminance and for colour-blind eyes.
  private static let series = [
    Shade(0x0087d7, 32), Shade(0xd78700, 172), Shade(0xaf5fd7, 134), Shade(0x00af87, 36),
  ]

  /// Sixteen steps of viridis from 0.28 up: its darkest part would vanish on black.
  private static let ramp = [
    Shade(0x433e85, 60), Shade(0x3e4989, 60), Shade(0x38588c, 61), Shade(0x32648e, 25),
    Shade(0x2d708e, 31), Shade(0x287c8e, 31), Shade(0x23888e, 30), Shade(0x1f948c, 37),
    Shade(0x21a585, 36), Shade(0x2eb37c, 36), Shade(0x46c06f, 72), Shade(0x65cb5e, 77),
    Shade(0x89d548, 113), Shade(0xaddc30, 149), Shade(0xd2e21b, 184), Shade(0xfde725, 220),
  ]
}

/// A colour in both of the forms that terminals take; without either, the terminal's own.
private struct Shade {
  var rgb: (red: UInt8, green: UInt8, blue: UInt8)?
  var index: UInt8?

  init() {}

  init(_ hex: UInt32, _ index: UInt8) {
    rgb = (
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
      UInt8(truncatingIfNeeded: hex)
    )
    self.index = index
  }
}
