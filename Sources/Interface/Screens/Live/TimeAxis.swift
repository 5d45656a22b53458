/// Steps laid out over columns.
struct StepColumns: Hashable, Sendable {
  let steps: Range<Int>
  let count: Int

  /// The steps that stand in a column or, where none does, the last one before it.
  func steps(of column: Int) -> Range<Int> {
    let end = start(of: column + 1)
    return min(start(of: column), end - 1)..<end
  }

  /// The column of a step.
  func column(of step: Int) -> Int { (step - steps.lowerBound) * count / max(steps.count, 1) }

  /// The first step of a column or of a later one.
  private func start(of column: Int) -> Int {
    steps.lowerBound + (column * steps.count + count - 1) / max(count, 1)
  }
}

/// The steps along a plot, the steps at which the stack was rewired, and the cursor on time.
struct TimeAxis {
  let steps: Range<Int>
  /// The plot's columns on the screen.
  let columns: Range<Int>
  /// The columns of rewirings.
  private let marks: [Int]
  /// The column of the cursor.
  private(set) var cursor: Int?
  private var labels: [Label] = []

  private struct Label {
    var column: Int
    var text: String
    var style: Style
    var end: Int { column + text.utf8.count }

    /// Whether a column is on it or right beside it.
    func touches(_ column: Int) -> Bool { (self.column - 1...end).contains(column) }
  }

  init(state: AppState, columns: Range<Int>) {
    let steps = state.shownSteps
    self.steps = steps
    self.columns = columns
    func column(_ step: Int) -> Int? {
      guard steps.contains(step), !columns.isEmpty else { return nil }
      return columns.lowerBound + StepColumns(steps: steps, count: columns.count).column(of: step)
    }
    marks = state.shownLanes.flatMap(\.history.marks).compactMap(column)
    cursor = state.cursor.flatMap(column)
    place("\(steps.lowerBound)", from: columns.lowerBound)
    let last = "\(steps.upperBound)"
    place(last, from: columns.upperBound - last.utf8.count)
    if let step = state.cursor { placeCursor("\(step)") }
    let middle = "\(steps.lowerBound + steps.count / 2)"
    let start = columns.lowerBound + (columns.count - middle.utf8.count) / 2
    let label = Label(column: start, text: middle, style: Style(.muted))
    if !marks.contains(where: label.touches) { place(middle, from: start) }
  }

  /// The steps that a column stands for: one at least.
  func steps(ofColumn index: Int) -> Range<Int> {
    StepColumns(steps: steps, count: columns.count).steps(of: index)
  }

  /// Places the cursor's number below it, or as near as the two ends allow.
  private mutating func placeCursor(_ text: String) {
    guard let cursor, let first = labels.first, let last = labels.last else { return }
    guard text != first.text else {
      labels[0].style = Style(.accent, .bold)
      return
    }
    let start = min(cursor - text.utf8.count / 2, last.column - 1 - text.utf8.count)
    place(text, from: max(start, first.end + 1), Style(.accent, .bold))
  }

  /// Places a number where it keeps a blank to those that stand there.
  private mutating func place(
    _ text: String, from column: Int, _ style: Style = Style(.muted)
  ) {
    let label = Label(column: column, text: text, style: style)
    let isFree = labels.allSatisfy { $0.end < label.column || label.end < $0.column }
    if isFree, column >= columns.lowerBound { labels.append(label) }
  }

  /// Vertical lines over a plot; where the arrow beside it would meet a number it stands in the
  /// plot's last row.
  func drawMarks(over area: Rect, on canvas: inout Canvas) {
    for column in marks {
      drawLine("┊", column, Style(.warning), area, on: &canvas)
      guard !hasRoom(column), area.rows > 0 else { continue }
      canvas.write("▲", column: column, row: area.rowEnd - 1, Style(.warning), in: area)
    }
    if let cursor { drawLine("│", cursor, Style(.accent), area, on: &canvas) }
  }

  private func drawLine(
    _ text: String, _ column: Int, _ style: Style, _ area: Rect, on canvas: inout Canvas
  ) {
    for row in area.rowRange { canvas.write(text, column: column, row: row, style, in: area) }
  }

  /// The numbers, and an arrow to each rewiring where no number is in its way.
  func draw(row: Int, arrow: String = "▲", on canvas: inout Canvas) {
    let area = Rect(column: columns.lowerBound, row: row, columns: columns.count, rows: 1)
    for label in labels {
      canvas.write(label.text, column: label.column, row: row, label.style, in: area)
    }
    for column in marks where hasRoom(column) {
      canvas.write(arrow, column: column, row: row, Style(.warning), in: area)
    }
  }

  private func hasRoom(_ column: Int) -> Bool { !labels.contains { $0.touches(column) } }
}
