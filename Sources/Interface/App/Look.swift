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
  package var theme: Theme
  package var glyphs: Glyphs
  package var layout: ScreenLayout
  /// Whether the terminal takes characters outside ASCII.
  package let isUTF8: Bool
  /// The colours that the terminal shows.
  package let depth: ColorDepth

  /// Without a wish, glyphs are the richest that the terminal can show.
  package init(
    language: Language = .english, theme: Theme = .dark, glyphs: Glyphs? = nil,
    layout: ScreenLayout = .full, isUTF8: Bool = true, depth: ColorDepth = .truecolor
  ) {
    self.language = language
    self.theme = theme
    self.glyphs = isUTF8 ? glyphs ?? .braille : .ascii
    self.layout = layout
    self.isUTF8 = isUTF8
    self.depth = depth
  }

  /// English wherever Chinese characters cannot be drawn.
  package var shownLanguage: Language { showsChinese ? language : .english }

  var showsChinese: Bool { glyphs != .ascii }

  /// The glyph sets that the terminal can show.
  var glyphSets: [Glyphs] { isUTF8 ? Glyphs.allCases : [.ascii] }
}
