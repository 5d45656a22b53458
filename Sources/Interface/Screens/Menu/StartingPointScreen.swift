import Engine

/// The menu of starting points: their names, and what the chosen one shows.
struct StartingPointScreen {
  private static let nameWidth = 14
  private static let widest = 92

  let state: AppState
  /// The chosen one.
  let index: Int

  /// A line of the list.
  private enum Line: Hashable {
    case heading(LocalizedText)
    case point(Int)
  }

  func draw(on canvas: inout Canvas) {
    var area = canvas.bounds
    let title = area.cutTop(1)
    let footer = area.cutBottom(1)
    canvas.write(MenuWords.title[state.language], column: 1, row: title.row, Style(.accent, .bold))
    FooterLine(state: state).drawHints(KeyTable.menu, in: footer, on: &canvas)
    let text = text(width: min(area.columns - 4, Self.widest))
    var details = area.cutBottom(min(text.count + 1, area.rows / 2))
    if details.rows > text.count { _ = details.cutTop(1) }
    for (row, line) in text.prefix(details.rows).enumerated() {
      canvas.write(line, column: 2, row: details.row + row, in: details)
    }
    drawList(in: area, on: &canvas)
  }

  /// What is seen, and the configuration that shows it.
  private func text(width: Int) -> [StyledText] {
    let point = StartingPoint.all[index]
    let lines = WrappedText.lines(point.text[state.language], width: width).map { StyledText($0) }
    return lines + [StyledText("--config \(point.line)", Style(.muted)).clipped(to: width)]
  }

  private func drawList(in area: Rect, on canvas: inout Canvas) {
    let lines = lines(room: area.rows)
    let place = lines.firstIndex(of: .point(index)) ?? 0
    let first = min(max(place - area.rows / 2, 0), max(lines.count - area.rows, 0))
    for (offset, line) in lines[first...].prefix(area.rows).enumerated() {
      let row = area.row + offset
      switch line {
      case .heading(let words):
        canvas.write(words[state.language], column: 1, row: row, Style(.text, .bold), in: area)
      case .point(let index): draw(index, row: row, in: area, on: &canvas)
      }
    }
  }

  /// The two headings where there is room for them.
  private func lines(room: Int) -> [Line] {
    let points = StartingPoint.all.indices.map(Line.point)
    guard room >= points.count + 2 else { return points }
    let count = StartingPoint.all.count { $0.group == .variant }
    return [.heading(MenuWords.variants)] + points[..<count] + [.heading(MenuWords.threads)]
      + points[count...]
  }

  private func draw(_ index: Int, row: Int, in area: Rect, on canvas: inout Canvas) {
    let point = StartingPoint.all[index]
    let isChosen = index == self.index
    let blanks = Self.nameWidth - CharacterWidth.columns(of: point.name)
    let number = index < 9 ? "\(index + 1)" : " "
    let phrase =
      StyledText((isChosen ? "▸" : " ") + number + " ", Style(isChosen ? .accent : .muted))
      + StyledText(point.name, Style(.accent, isChosen ? [.bold, .reverse] : .bold))
      + StyledText(String(repeating: " ", count: max(blanks, 1)))
      + StyledText(point.title[state.language], Style(isChosen ? .text : .muted))
    canvas.write(phrase.clipped(to: area.columns - 2), column: 1, row: row, in: area)
    let place = Rect(column: area.column, row: row, columns: area.columns, rows: 1)
    canvas.publish(place, click: .perform(isChosen ? .start : .chooseStartingPoint(index)))
  }
}
