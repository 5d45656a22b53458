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
    _ = area.cutBottom(1)
    let lines = HelpText.lines(for: state, width: Self.textWidth(canvas.columns))
    let first = min(max(scroll, 0), max(lines.count - area.rows, 0))
    let shown = lines[first..<min(first + area.rows, lines.count)]
    canvas.write(Phrase(HelpWords.title, Style(.accent, .bold)), column: 1, row: title.row)
    let position = HelpWords.position(first: first + 1, last: first + shown.count, of: lines.count)
    canvas.writeTrailing(Phrase(position + " ", Style(.muted)), row: title.row, in: title)
    for (index, line) in shown.enumerated() {
      canvas.write(line, column: 2, row: area.row + index, in: area)
    }
    drawFooter(in: footer, hasMore: first + shown.count < lines.count, on: &canvas)
  }

  private func drawFooter(in area: Rect, hasMore: Bool, on canvas: inout Canvas) {
    let more = Phrase(hasMore ? HelpWords.more : HelpWords.end, Style(.muted))
    canvas.writeTrailing(more + Phrase(" "), row: area.row, in: area)
    let hints = KeyTable.help.compactMap { binding in
      binding.footer(state).map {
        Phrase(binding.shortName, Style(.accent, .bold)) + Phrase(" " + $0, Style(.muted))
      }
    }
    let room = area.columns - more.width - 4
    canvas.write(
      Phrase.fitting(hints, width: room), column: area.column + 1, row: area.row, in: area)
  }

  private static func textWidth(_ columns: Int) -> Int { min(columns - 4, widest) }
}
