import Engine

/// A screen of text: no line is so long that one loses the next, footer and note stand below.
struct TextScreen {
  private static let widest = 92

  let state: AppState

  /// Columns of text on a screen of a given width.
  static func width(columns: Int) -> Int { min(columns - 2, widest) }

  /// Tells, at the end of the first row, that what is below has no room.
  static func drawMore(_ language: Language, on canvas: inout Canvas) {
    canvas.writeTrailing(
      StyledText(HelpWords.more[language], Style(.muted)), row: canvas.bounds.row, in: canvas.bounds
    )
  }

  /// Draws footer and note; answers where the text goes.
  func drawFrame(on canvas: inout Canvas) -> Rect {
    var area = canvas.bounds
    FooterLine(state: state).draw(in: area.cutBottom(1), on: &canvas)
    FooterLine(state: state).drawNote(in: area.cutBottom(1), on: &canvas)
    _ = area.cutLeft(1)
    return area.cutLeft(Self.width(columns: canvas.bounds.columns))
  }
}
