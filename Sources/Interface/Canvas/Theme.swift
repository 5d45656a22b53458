/// Turns what a cell means into what a terminal can show.
///
/// All but `highContrast` leave the background to the terminal: `dark` and `light` are chosen for
/// such backgrounds, `terminal` uses its sixteen colours alone. High contrast is a promise about
/// both colours, so it paints its own.
package enum Theme: String, CaseIterable, Hashable, Sendable {
  case dark, light, terminal, mono
  case highContrast = "high-contrast"

  /// The theme for a terminal that tells its background as COLORFGBG does, `15;0`; dark when
  /// nothing is known.
  package init(colorFGBG: String?) {
    let background = colorFGBG?.split(separator: ";").last.flatMap { Int($0) }
    self = background == 7 || (background ?? 0) > 8 ? .light : .dark
  }

  /// The theme for a background of this colour.
  package init(background: (red: UInt8, green: UInt8, blue: UInt8)) {
    self = Self.isBright(background) ? .light : .dark
  }

  /// Resolves `style` for a terminal of the given depth.
  package func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    let depth = used(of: depth)
    let paper = style.paper.flatMap { showsAsPaper($0, depth) ? color($0, depth) : nil }
    var appearance = Appearance(
      foreground: color(style.ink, depth), background: paper ?? self.paper(depth),
      attributes: style.attributes.union(emphasis(style.ink, depth)))
    guard style.ink == .contrast else { return appearance }
    if let rgb = paper?.rgb {
      appearance.foreground = .indexed(Self.isBright(rgb) ? 16 : 231)
    } else {
      appearance.attributes.insert(.reverse)
    }
    return appearance
  }

  /// Whether black is read on it better than white.
  ///
  /// That is so from relative luminance 0.18 on; squares stand for the curve of sRGB.
  private static func isBright(_ rgb: (red: UInt8, green: UInt8, blue: UInt8)) -> Bool {
    func square(_ value: UInt8) -> Double { Double(value) * Double(value) / 65025 }
    let luminance =
      0.2126 * square(rgb.red) + 0.7152 * square(rgb.green) + 0.0722 * square(rgb.blue)
    return luminance > 0.18
  }

  /// The colours that it uses of those that a terminal has.
  private func used(of depth: ColorDepth) -> ColorDepth {
    switch (self, depth) {
    case (.mono, _): .mono
    case (.terminal, .palette256), (.terminal, .truecolor): .ansi16
    default: depth
    }
  }

  private func color(_ ink: Ink, _ depth: ColorDepth) -> TerminalColor {
    switch (depth, ink) {
    case (.mono, _): return .standard
    case (.truecolor, .ramp(let step)):
      return sequential.color(at: Double(Ramp.step(step)) / Double(Ramp.last))
    case (.truecolor, .diverging(let step)):
      let gradient = step < 0 ? falling : rising
      return gradient.color(at: Double(Ramp.side(step)) / Double(Ramp.end))
    default:
      return palette(depth)[ink].map { .indexed($0) } ?? .standard
    }
  }

  private func paper(_ depth: ColorDepth) -> TerminalColor {
    guard depth != .mono else { return .standard }
    return palette(depth).paper.map { .indexed($0) } ?? .standard
  }

  /// Sixteen colours are too few for a ramp: shades stand for its steps there.
  private func showsAsPaper(_ ink: Ink, _ depth: ColorDepth) -> Bool {
    switch (ink, depth) {
    case (_, .mono), (.ramp, .ansi16), (.diverging, .ansi16): false
    default: true
    }
  }

  /// What replaces colour where there is little or none.
  private func emphasis(_ ink: Ink, _ depth: ColorDepth) -> Attributes {
    switch (ink, depth) {
    case (.muted, .mono), (.faint, .mono), (.ghost, .mono): .dim
    case (.accent, .mono), (.warning, .mono), (.bad, .mono): .bold
    case (.faint, .ansi16), (.ghost, .ansi16): self == .highContrast ? [] : .dim
    default: []
    }
  }
}
