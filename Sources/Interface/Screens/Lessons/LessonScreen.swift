import Engine

/// The menu of lessons, a question, or what came true.
struct LessonScreen {
  let state: AppState

  func draw(on canvas: inout Canvas) {
    var area = TextScreen(state: state).drawFrame(on: &canvas)
    for (index, paragraph) in LessonText(state).paragraphs.enumerated() {
      if index > 0, hasGap(before: paragraph.kind) { _ = area.cutTop(1) }
      draw(paragraph.kind, paragraph.words[state.language], in: &area, on: &canvas)
    }
    if state.lessons.page == .menu {
      _ = area.cutTop(area.rows > Lesson.all.count + 1 ? 1 : 0)
      drawList(in: area, on: &canvas)
    }
  }

  /// Choices stand close to each other where rows are few.
  private func hasGap(before kind: LessonText.Kind) -> Bool {
    if case .choice(let index) = kind { return index == 0 || state.rows > 30 }
    return true
  }

  private func draw(
    _ kind: LessonText.Kind, _ text: String, in area: inout Rect, on canvas: inout Canvas
  ) {
    let style = style(kind)
    for (offset, line) in lines(kind, text, width: area.columns).enumerated() {
      let row = area.cutTop(1)
      guard row.rows > 0 else { return }
      canvas.write(line, column: row.column, row: row.row, style, in: row)
      guard case .choice(let index) = kind else { continue }
      if offset == 0, index == state.lessons.choice {
        canvas.write("▸", column: row.column, row: row.row, Style(.accent, .bold), in: row)
      }
      canvas.publish(row, click: .key(.character(Character(LessonWords.letter(index).english))))
    }
  }

  /// A choice hangs behind its letter.
  private func lines(_ kind: LessonText.Kind, _ text: String, width: Int) -> [String] {
    guard case .choice = kind else { return WrappedText.lines(text, width: width) }
    let body = WrappedText.lines(String(text.dropFirst(3)), width: width - 5)
    return body.enumerated().map { index, line in
      (index == 0 ? "  \(text.prefix(1))  " : "     ") + line
    }
  }

  private func style(_ kind: LessonText.Kind) -> Style {
    switch kind {
    case .title: Style(.accent, .bold)
    case .text: Style(.text)
    case .question: Style(.text, .bold)
    case .choice(let index): index == state.lessons.choice ? Style(.accent) : Style(.text)
    case .good: Style(.good, .bold)
    case .bad: Style(.warning, .bold)
    case .muted: Style(.muted)
    }
  }

  private func drawList(in area: Rect, on canvas: inout Canvas) {
    let first = min(
      max(state.lessons.index - area.rows / 2, 0), max(Lesson.all.count - area.rows, 0))
    if first + area.rows < Lesson.all.count { TextScreen.drawMore(state.language, on: &canvas) }
    for (offset, index) in Lesson.all.indices.dropFirst(first).prefix(area.rows).enumerated() {
      let lesson = Lesson.all[index]
      let isChosen = index == state.lessons.index
      let result = state.lessons.results[lesson.name]
      let done = result.map {
        StyledText("  " + LessonWords.done($0)[state.language], Style($0 ? .good : .muted))
      }
      let phrase =
        StyledText(isChosen ? "▸" : " ", Style(.accent, .bold))
        + StyledText("\(index + 1)  ", Style(.muted))
        + StyledText(lesson.title[state.language], isChosen ? Style(.accent, .bold) : Style(.text))
        + (done ?? StyledText())
      let row = Rect(column: area.column, row: area.row + offset, columns: area.columns, rows: 1)
      canvas.write(phrase.clipped(to: row.columns), column: row.column, row: row.row, in: row)
      canvas.publish(row, click: .perform(.lesson(.open(index))))
    }
  }
}
