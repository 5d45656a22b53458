/// The lines of a demo below the laboratory: what is said, and the keys that it takes.
struct DemoPanel {
  /// Columns of two lines at 80, which every caption fits into.
  static let captionColumns = 156

  let player: DemoPlayer
  let state: AppState

  /// Rows for captions: two at 80 columns, more where it is narrower, none where the screens need all.
  static func captionRows(columns: Int, rows: Int) -> Int {
    let width = max(columns - 2, 1)
    let wanted = columns >= 80 ? 2 : captionColumns / width + 1
    return min(wanted, max(rows - LiveLayout.smallest.rows, 0))
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows > 0 else { return }
    canvas.clear(area)
    var area = area
    let keys = area.cutBottom(1)
    let text = player.caption?[state.language] ?? player.demo.title[state.language]
    let lines = WrappedText.lines(text, width: area.columns - 2)
    for (index, line) in lines.prefix(area.rows).enumerated() {
      canvas.write(
        line, column: area.column + 1, row: area.row + index, Style(.accent, .bold), in: area)
    }
    let place = StyledText("\(player.said)/\(player.demo.captionCount) ", Style(.muted))
    canvas.writeTrailing(place, row: keys.row, in: keys)
    canvas.write(
      StyledText.fitting(hints, width: keys.columns - place.width - 3), column: keys.column + 1,
      row: keys.row, in: keys)
  }

  private var hints: [StyledText] {
    guard !player.isOver else { return [StyledText(DemoWords.over[state.language], Style(.muted))] }
    return DemoWords.keys(isPaused: player.isPaused, speed: player.speed).map { key, words in
      StyledText(key, Style(.accent, .bold))
        + StyledText(" " + words[state.language], Style(.muted))
    }
  }
}
