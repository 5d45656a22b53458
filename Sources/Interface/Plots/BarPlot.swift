/// Horizontal bars of eighths of a cell on a common axis.
struct BarPlot {
  private static let partial: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  let axis: Axis
  /// Columns of the bars alone.
  let area: Rect
  private let ticks: [Axis.Tick]

  /// Plans bars on `axis`, with lines at least three columns apart.
  init(axis: Axis, area: Rect) {
    self.axis = axis
    self.area = area
    ticks = axis.ticks(limit: max(area.columns / 3 + 1, 2))
  }

  /// Draws one value, and where a row holds several, the least of them as the solid part.
  func draw(_ values: Extremes, row: Int, on canvas: inout Canvas) {
    drawGrid(row, on: &canvas)
    guard let shown = values.shown else { return }
    guard let position = axis.position(shown) else {
      canvas.write("!", column: area.column, row: row, Style(.bad, .bold), in: area)
      return
    }
    let style = Style(.ramp(Int((position * 15).rounded())))
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
    for tick in ticks {
      canvas.write("┊", column: column(of: tick), row: row, Style(.faint), in: area)
    }
  }

  /// Writes as many labels of the axis as fit; they may run on to the right of the bars.
  func drawTicks(in labels: Rect, on canvas: inout Canvas) {
    var free = labels.column
    for tick in ticks {
      let width = CharacterWidth.columns(of: tick.label)
      let start = min(column(of: tick), labels.columnEnd - width)
      guard start >= free else { continue }
      canvas.write(tick.label, column: start, row: labels.row, Style(.muted), in: labels)
      free = start + width + 1
    }
  }

  private func column(of tick: Axis.Tick) -> Int {
    area.column + min(Int(tick.position * Double(area.columns)), max(area.columns - 1, 0))
  }
}
