/// Every key of the live screen, every symbol on it, and the thresholds of the verdicts.
struct HelpScreen {
  private static let widest = 92

  let state: AppState
  let scroll: Int

  /// Rows of text that fit on the screen.
  static func pageRows(of state: AppState) -> Int { max(state.rows - 3, 0) }

  /// Rows of text that there are.
  static func lineCount(of state: AppState) -> Int { lines(of: state).count }

  /// The text as it is broken into rows.
  static func lines(of state: AppState) -> [StyledText] {
    HelpText.lines(for: state, width: textWidth(state.columns))
  }

  func draw(on canvas: inout Canvas) {
    var area = canvas.bounds
    let title = area.cutTop(1)
    let footer = area.cutBottom(1)
    FooterLine(state: state).drawNote(in: area.cutBottom(1), on: &canvas)
    let lines = HelpText.lines(for: state, width: Self.textWidth(canvas.columns))
    let first = min(max(scroll, 0), max(lines.count - area.rows, 0))
    let shown = lines[first..<min(first + area.rows, lines.count)]
    let heading = StyledText(HelpWords.page(state).title[state.language], Style(.accent, .bold))
    canvas.write(heading, column: 1, row: title.row)
    let words = HelpWords.position(first: first + 1, last: first + shown.count, of: lines.count)
    let position = StyledText(words[state.language] + " ", Style(.muted))
    canvas.writeTrailing(position, row: title.row, in: title)
    for (index, line) in shown.enumerated() {
      canvas.write(line, column: 2, row: area.row + index, in: area)
      mark(line, at: first + index, row: area.row + index, on: &canvas)
    }
    drawFooter(in: footer, hasMore: first + shown.count < lines.count, on: &canvas)
  }

  /// Marks what is searched for, the line that was found last more strongly.
  private func mark(_ line: StyledText, at index: Int, row: Int, on canvas: inout Canvas) {
    guard let search = state.help.search else { return }
    let text = Array(line.text)
    for place in search.places(in: line.text) {
      let start = CharacterWidth.columns(of: String(text[..<place.lowerBound]))
      let width = CharacterWidth.columns(of: String(text[place]))
      canvas.restyle(Rect(column: 2 + start, row: row, columns: width, rows: 1)) { style in
        style = Style(index == search.line ? .accent : .warning, [.bold, .reverse])
      }
    }
  }

  private func drawFooter(in area: Rect, hasMore: Bool, on canvas: inout Canvas) {
    let more = StyledText((hasMore ? HelpWords.more : HelpWords.end)[state.language], Style(.muted))
    canvas.writeTrailing(more + StyledText(" "), row: area.row, in: area)
    var room = area
    _ = room.cutRight(more.width + 2)
    guard let search = state.help.search, search.isTyping else {
      FooterLine(state: state).drawHints(KeyTable.help, in: room, on: &canvas)
      return
    }
    drawSearch(search, in: room, on: &canvas)
  }

  /// What is typed, with its cursor, and how often it occurs.
  private func drawSearch(_ search: HelpSearch, in area: Rect, on canvas: inout Canvas) {
    let found = search.matches(Self.lines(of: state)).count
    let words = search.text.isEmpty ? HelpWords.searchHint : HelpWords.found(found)
    let count = StyledText(words[state.language], Style(.muted))
    canvas.writeTrailing(count + StyledText("  "), row: area.row, in: area)
    var text = area
    _ = text.cutLeft(1)
    _ = text.cutRight(count.width + 4)
    let sign = StyledText("/", Style(.accent, .bold))
    let start = canvas.write(sign, column: text.column, row: text.row, in: text)
    let before = CharacterWidth.columns(of: search.editor.head)
    let hidden = max(before - text.columns + 2, 0)
    _ = text.cutLeft(1)
    canvas.write(search.text, column: start - hidden, row: text.row, in: text)
    let cursor = Rect(column: start + before - hidden, row: text.row, columns: 1, rows: 1)
    canvas.restyle(cursor) { $0.attributes.insert(.reverse) }
  }

  private static func textWidth(_ columns: Int) -> Int { min(columns - 4, widest) }
}
