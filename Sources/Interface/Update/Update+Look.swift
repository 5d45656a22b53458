import Engine

extension AppState {
  /// Performs what changes how the screen looks; returns its effect in words.
  mutating func performLook(_ action: Action) -> LocalizedText {
    switch action {
    case .nextLanguage:
      look.language = look.language.next
      return LookWords.name(look.language)
    case .nextTheme:
      look.theme = following(look.theme, in: Theme.allCases)
      return LocalizedText("theme ", "配色：") + LookWords.name(look.theme)
    case .nextLayout: return show(following(look.layout, in: ScreenLayout.allCases))
    default:
      look.glyphs = following(look.glyphs, in: look.glyphSets)
      return LocalizedText("glyphs ", "字符：") + LookWords.name(look.glyphs)
    }
  }

  /// Arranges the live screen anew; the focus stays on a panel that it shows.
  mutating func show(_ layout: ScreenLayout) -> LocalizedText {
    look.layout = layout
    resize(columns: columns, rows: rows)
    let isShown = layout == .full || ProjectorLayout.fits(columns: columns, rows: rows)
    return LookWords.layout(layout, isShown: isShown, needed: ProjectorLayout.smallest)
  }
}
