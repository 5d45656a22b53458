/// How many colours the terminal shows.
package enum ColorDepth: String, CaseIterable, Hashable, Sendable {
  case mono, ansi16 = "16", palette256 = "256", truecolor
}

/// Whether colours may be used at all; `auto` goes by NO_COLOR.
package enum ColorChoice: String, CaseIterable, Hashable, Sendable {
  case auto, always, never
}

/// A colour as a terminal takes it.
package enum TerminalColor: Hashable, Sendable {
  /// The terminal's own default foreground or background.
  case standard
  /// 0…15 ANSI, 16…255 cube and greys.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// What xterm shows for it out of the box; `nil` for the terminal's default.
  package var rgb: (red: UInt8, green: UInt8, blue: UInt8)? {
    switch self {
    case .standard: nil
    case .rgb(let red, let green, let blue): (red, green, blue)
    case .indexed(let index): Self.parts(of: Self.xterm(index))
    }
  }

  private static func xterm(_ index: UInt8) -> UInt32 {
    let ansi: [UInt32] = [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
      0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
    if index < 16 { return ansi[Int(index)] }
    if index >= 232 { return (UInt32(index) - 232) * 0x0a0a0a + 0x080808 }
    func level(_ step: UInt32) -> UInt32 { step == 0 ? 0 : 40 * step + 55 }
    let entry = UInt32(index) - 16
    return level(entry / 36) << 16 | level(entry / 6 % 6) << 8 | level(entry % 6)
  }

  private static func parts(of hex: UInt32) -> (red: UInt8, green: UInt8, blue: UInt8) {
    (
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
      UInt8(truncatingIfNeeded: hex)
    )
  }
}

/// A style with its colours resolved: what ncurses needs to know, and nothing more.
package struct Appearance: Hashable, Sendable {
  package var foreground: TerminalColor
  package var background: TerminalColor
  package var attributes: Attributes
}
