/// Horizontal bars of eighths of a cell on a common axis.
struct BarPlot {
  private static let partial: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  let axis: Axis
  /// Columns of the bars alone.
  let area: Rect
  private let labelled: [Axis.Tick]
  /// Where the lines stand, from the left edge of the bars.
  private let lines: [Int]

  /// Plans bars on `axis`: labels where they keep a blank between them, in the bars' columns and
  /// `labelRoom` more to the right; lines at even distances of three columns or more.
  init(axis: Axis, area: Rect, labelRoom: Int = 0) {
    self.axis = axis
    self.area = area
    let columns = area.columns
    let labelled = axis.ticks { Self.starts($0, columns, columns + labelRoom) != nil }
    self.labelled = labelled
    // Lines without labels are even: else they would say nothing.
    let grid = axis.ticks { ticks in
      let columns = ticks.map { Self.column($0, columns) }
      let isEven = ticks.enumerated().allSatisfy { index, tick in
        abs(tick.position * Double(ticks.count - 1) - Double(index)) < 1e-6
      }
      return zip(columns, columns.dropFirst().dropLast()).allSatisfy { $1 - $0 >= 3 }
        && (isEven || ticks.count == labelled.count)
        && labelled.allSatisfy { tick in
          ticks.contains { abs($0.position - tick.position) < 1e-9 }
        }
    }
    lines = grid.map { Self.column($0, columns) }
  }

  /// Draws one value, and where a row holds several, the least of them as the solid part.
  func draw(_ values: Extremes, row: Int, on canvas: inout Canvas) {
    drawGrid(row, on: &canvas)
    guard let shown = values.shown else { return }
    guard let position = axis.position(shown) else {
      canvas.write("!", column: area.column, row: row, Style(.bad, .bold), in: area)
      return
    }
    let style = Style(.ramp(Int8((position * 15).rounded())))
    guard axis.low >= 0 || axis.scale == .log else {
      drawSigned(position, row, style, on: &canvas)
      return
    }
    let least = values.least.flatMap { axis.position($0) } ?? position
    let end = Int((position * Double(area.columns)).rounded(.up))
    if least < position {
      for column in 0..<min(end, area.columns) {
        canvas.write("░", column: area.column + column, row: row, style, in: area)
      }
    }
    drawSolid(min(least, position), row, style, on: &canvas)
  }

  /// A value of one lane among others.
  struct Mark: Hashable, Sendable {
    var value: Double
    var scalar: Unicode.Scalar
    var style: Style
  }

  /// Draws several values on one row, a line from the least to the largest, and `=` where some
  /// meet in one cell.
  func draw(_ marks: [Mark], row: Int, on canvas: inout Canvas) {
    drawGrid(row, on: &canvas)
    var cells: [Int: Mark] = [:]
    for mark in marks {
      guard let position = axis.position(mark.value) else {
        canvas.write("!", column: area.column, row: row, Style(.bad, .bold), in: area)
        continue
      }
      let column = min(Int(position * Double(area.columns)), max(area.columns - 1, 0))
      let meets = cells[column] != nil
      cells[column] =
        meets ? Mark(value: mark.value, scalar: "=", style: Style(.text, .bold)) : mark
    }
    if let first = cells.keys.min(), let last = cells.keys.max() {
      let line = String(repeating: "─", count: last - first)
      canvas.write(line, column: area.column + first, row: row, Style(.faint), in: area)
    }
    for (column, mark) in cells {
      canvas.write(
        String(mark.scalar), column: area.column + column, row: row, mark.style, in: area)
    }
  }

  private func drawSolid(_ position: Double, _ row: Int, _ style: Style, on canvas: inout Canvas) {
    let eighths = max(Int((position * Double(area.columns * 8)).rounded()), 1)
    for column in 0..<eighths / 8 {
      canvas.write("█", column: area.column + column, row: row, style, in: area)
    }
    guard eighths % 8 > 0 else { return }
    let scalar = Self.partial[eighths % 8]
    canvas.write(String(scalar), column: area.column + eighths / 8, row: row, style, in: area)
  }

  /// A bar from zero to either side, in whole cells.
  private func drawSigned(_ position: Double, _ row: Int, _ style: Style, on canvas: inout Canvas) {
    let zero = axis.position(0) ?? 0
    let last = Double(max(area.columns - 1, 0))
    let first = Int((min(zero, position) * last).rounded())
    let end = Int((max(zero, position) * last).rounded())
    for column in first...max(first, end) {
      canvas.write("█", column: area.column + column, row: row, style, in: area)
    }
  }

  private func drawGrid(_ row: Int, on canvas: inout Canvas) {
    for line in lines {
      canvas.write("┊", column: area.column + line, row: row, Style(.faint), in: area)
    }
  }

  /// Marks a value on its row, over the bar, which shows through; off the axis nothing is drawn.
  func drawMark(_ value: Double, _ text: String, row: Int, _ style: Style, on canvas: inout Canvas)
  {
    guard axis.contains(value), let position = axis.position(value) else { return }
    let column = min(Int(position * Double(area.columns)), area.columns - 1)
    let cell = canvas[area.column + column, row]
    let style = cell.scalar == "█" ? Style(.contrast, on: cell.style.ink) : style
    canvas.write(text, column: area.column + column, row: row, style, in: area)
  }

  /// Writes the labels of the axis; they may run on to the right of the bars.
  func drawTicks(in labels: Rect, on canvas: inout Canvas) {
    let starts =
      Self.starts(labelled, area.columns, labels.columns)
      ?? labelled.map { Self.column($0, area.columns) }
    for (tick, start) in zip(labelled, starts) {
      canvas.write(
        tick.label, column: labels.column + start, row: labels.row, Style(.muted), in: labels)
    }
  }

  /// Where the labels of ticks begin; `nil` when two of them would touch.
  private static func starts(_ ticks: [Axis.Tick], _ columns: Int, _ room: Int) -> [Int]? {
    var free = 0
    var starts: [Int] = []
    for (index, tick) in ticks.enumerated() {
      let width = CharacterWidth.columns(of: tick.label)
      // Past the last bar there is nothing to point at: the last label may stand there.
      let wanted = max(column(tick, columns), index + 1 == ticks.count ? free : 0)
      let start = min(wanted, room - width)
      guard start >= free else { return nil }
      starts.append(start)
      free = start + width + 1
    }
    return starts
  }

  private static func column(_ tick: Axis.Tick, _ columns: Int) -> Int {
    min(Int(tick.position * Double(columns) + 1e-9), max(columns - 1, 0))
  }
}
