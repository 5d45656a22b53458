package import Engine

/// How much the live screen shows.
package enum ScreenLayout: String, CaseIterable, Hashable, Sendable {
  /// All that there is room for.
  case full
  /// Large and sparse, to be read from the last row of a room.
  case projector
}

/// How the screen looks and speaks: what was asked for, within what the terminal can show.
package struct Look: Hashable, Sendable {
  /// The language asked for; `shownLanguage` is the one on the screen.
  package var language: Language
  package var theme: Theme { didSet { isThemeChosen = true } }
  package var glyphs: Glyphs { didSet { areGlyphsChosen = true } }
  package var layout: ScreenLayout
  /// Whether the terminal takes characters outside ASCII.
  package let isUTF8: Bool
  /// The colours that the terminal shows.
  package internal(set) var depth: ColorDepth
  private var isThemeChosen: Bool
  private var areGlyphsChosen: Bool

  /// Without a wish, the theme is `standard` and glyphs are the richest that the locale can show,
  /// until the terminal tells of itself.
  package init(
    language: Language = .english, theme: Theme? = nil, standard: Theme = .dark,
    glyphs: Glyphs? = nil, layout: ScreenLayout = .full, isUTF8: Bool = true,
    depth: ColorDepth = .truecolor
  ) {
    self.language = language
    self.theme = theme ?? standard
    self.glyphs = isUTF8 ? glyphs ?? .braille : .ascii
    self.layout = layout
    isThemeChosen = theme != nil
    areGlyphsChosen = glyphs != nil || !isUTF8
    self.isUTF8 = isUTF8
    self.depth = depth
  }

  /// Follows what the terminal says of itself, where nobody has chosen.
  ///
  /// One that moves its cursor by more than two columns takes a character's bytes for characters.
  mutating func adopt(_ reply: TerminalReply) {
    switch reply {
    case .background(let red, let green, let blue):
      if !isThemeChosen { theme = Theme(background: (red, green, blue)) }
    case .ambiguousWidth(let columns):
      if !areGlyphsChosen, columns > 1 { glyphs = columns == 2 ? .narrow : .ascii }
    }
  }

  /// English wherever Chinese characters cannot be drawn.
  package var shownLanguage: Language { showsChinese ? language : .english }

  var showsChinese: Bool { glyphs != .ascii }

  /// The glyph sets that the terminal can show.
  var glyphSets: [Glyphs] { isUTF8 ? Glyphs.allCases : [.ascii] }
}
