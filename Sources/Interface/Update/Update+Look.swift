import Engine

extension AppState {
  mutating func nextLanguage() -> LocalizedText {
    look.language = look.language.next
    return LookWords.name(look.language)
  }

  mutating func nextTheme() -> LocalizedText {
    look.theme = following(look.theme, in: Theme.allCases)
    return LookWords.theme(look.theme)
  }

  mutating func nextGlyphs() -> LocalizedText {
    look.glyphs = following(look.glyphs, in: look.glyphSets)
    return LookWords.glyphs(look.glyphs)
  }

  /// Rearranges the live screen; the focus stays on a panel that it shows.
  mutating func show(_ layout: ScreenLayout) -> LocalizedText {
    look.layout = layout
    resize(columns: columns, rows: rows)
    let isShown = layout == .full || ProjectorLayout.fits(columns: columns, rows: rows)
    return LookWords.layout(layout, isShown: isShown, needed: ProjectorLayout.smallest)
  }
}
