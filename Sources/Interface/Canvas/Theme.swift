/// How many colours the terminal shows.
package enum ColorDepth: String, CaseIterable, Hashable, Sendable {
  case mono, ansi16 = "16", palette256 = "256", truecolor
}

/// A colour as a terminal takes it.
package enum TerminalColor: Hashable, Sendable {
  /// The terminal's own default foreground or background.
  case standard
  /// 0…15 ANSI, 16…255 cube and greys.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

/// A style with its colours resolved: what ncurses needs to know, and nothing more.
package struct Appearance: Hashable, Sendable {
  package var foreground: TerminalColor
  package var background: TerminalColor
  package var attributes: Attributes
}
