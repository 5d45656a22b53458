/// Every key of the live screen, every symbol on it, and the thresholds of the verdicts.
struct HelpScreen {
  private static let widest = 92

  let state: AppState
  let scroll: Int

  /// Rows of text that fit on the screen.
  static func pageRows(of state: AppState) -> Int { max(state.rows - 3, 0) }

  /// Rows of text that there are.
  static func lineCount(of state: AppState) -> Int {
    HelpText.lines(for: state, width: textWidth(state.columns)).count
  }

  func draw(on canvas: inout Canvas) {
    var area = canvas.bounds
    let title = area.cutTop(1)
    let footer = area.cutBottom(1)
    FooterLine(state: state).drawNote(in: area.cutBottom(1), on: &canvas)
    let lines = HelpText.lines(for: state, width: Self.textWidth(canvas.columns))
    let first = min(max(scroll, 0), max(lines.count - area.rows, 0))
    let shown = lines[first..<min(first + area.rows, lines.count)]
    let heading = Phrase(HelpWords.title(state.screen)[state.language], Style(.accent, .bold))
    canvas.write(heading, column: 1, row: title.row)
    let words = HelpWords.position(first: first + 1, last: first + shown.count, of: lines.count)
    let position = Phrase(words[state.language] + " ", Style(.muted))
    canvas.writeTrailing(position, row: title.row, in: title)
    for (index, line) in shown.enumerated() {
      canvas.write(line, column: 2, row: area.row + index, in: area)
    }
    drawFooter(in: footer, hasMore: first + shown.count < lines.count, on: &canvas)
  }

  private func drawFooter(in area: Rect, hasMore: Bool, on canvas: inout Canvas) {
    let more = Phrase((hasMore ? HelpWords.more : HelpWords.end)[state.language], Style(.muted))
    canvas.writeTrailing(more + Phrase(" "), row: area.row, in: area)
    let hints = KeyTable.help.compactMap { FooterLine.hint($0, state) }
    let room = area.columns - more.width - 4
    canvas.write(
      Phrase.fitting(hints, width: room), column: area.column + 1, row: area.row, in: area)
  }

  private static func textWidth(_ columns: Int) -> Int { min(columns - 4, widest) }
}
