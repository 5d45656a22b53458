/// Curves over time on a common axis.
struct LinePlot {
  let axis: Axis
  let area: Rect
  let glyphs: Glyphs

  /// Draws a curve of one bin per dot column.
  ///
  /// A line runs through the means, gaps bridged by straight lines; where a bin holds several steps
  /// a band behind it reaches from the least to the largest, if it has a style.
  func draw(
    _ bins: [Bin], _ style: Style, band: Style?, plain: Unicode.Scalar = "*",
    on canvas: inout Canvas
  ) {
    if let band { draw(bandOf: bins, band, on: &canvas) }
    draw(line: bins.map(\.mean), style, plain: plain, on: &canvas)
    markBroken(bins, on: &canvas)
  }

  private func draw(bandOf bins: [Bin], _ style: Style, on canvas: inout Canvas) {
    var grid = DotGrid(columns: area.columns, rows: area.rows)
    for (x, bin) in bins.enumerated() where bin.count > 1 {
      guard let top = dot(bin.largest), let bottom = dot(bin.least) else { continue }
      for y in min(top, bottom)...max(top, bottom) { grid.set(x: x, y: y) }
    }
    grid.draw(in: area, style, glyphs: glyphs, plain: ":", on: &canvas)
  }

  /// Columns between two marks of one curve.
  static let markDistance = 12

  /// Puts a mark on a curve of dot columns at its end and at regular distances, each of four curves
  /// at places of its own.
  func draw(
    mark: Unicode.Scalar, of curve: Int, on line: [Double?], _ style: Style,
    on canvas: inout Canvas
  ) {
    let values = Self.bridged(line)
    let end = values.lastIndex { $0 != nil }
    for (x, value) in values.enumerated() {
      guard let value, let y = dot(value) else { continue }
      let isPlace = x % (2 * Self.markDistance) == 2 * (curve * 3 + 1) % (2 * Self.markDistance)
      guard isPlace || x == end else { continue }
      canvas.write(
        String(mark), column: area.column + x / 2, row: area.row + y / 4, style, in: area)
    }
  }

  /// Draws straight lines through the values of dot columns, in ASCII of `plain`.
  func draw(
    line values: [Double?], _ style: Style, plain: Unicode.Scalar = "*", on canvas: inout Canvas
  ) {
    var grid = DotGrid(columns: area.columns, rows: area.rows)
    var previous: (x: Int, y: Int)?
    for (x, value) in values.enumerated() {
      guard let value, let y = dot(value) else { continue }
      if let previous { connect(previous, (x, y), &grid) }
      grid.set(x: x, y: y)
      previous = (x, y)
    }
    grid.draw(in: area, style, glyphs: glyphs, plain: plain, on: &canvas)
  }

  /// Draws a curve as loose dots: what came before, never mistaken for the present.
  ///
  /// Where it leaves the axis nothing is drawn but one arrow at that edge.
  func drawDotted(_ bins: [Bin], _ style: Style, on canvas: inout Canvas) {
    var grid = DotGrid(columns: area.columns, rows: area.rows)
    for (x, value) in Self.bridged(bins.map(\.mean)).enumerated() where x % 3 == 0 {
      if let value, axis.contains(value), let y = dot(value) { grid.set(x: x, y: y) }
    }
    let loose = glyphs == .block ? Glyphs.ascii : glyphs
    let plain: Unicode.Scalar = glyphs == .block ? "·" : "o"
    grid.draw(in: area, style, glyphs: loose, plain: plain, on: &canvas)
    drawArrows(bins, style, on: &canvas)
  }

  /// Points to what lies above or below the axis, at the middle of each.
  private func drawArrows(_ bins: [Bin], _ style: Style, on canvas: inout Canvas) {
    let outside = Self.bridged(bins.map(\.mean)).enumerated().compactMap { x, value in
      value.flatMap { axis.contains($0) ? nil : (x: x, isAbove: axis.position($0) == 1) }
    }
    for (arrow, row) in [("↑", area.row), ("↓", area.rowEnd - 1)] {
      let columns = outside.filter { $0.isAbove == (arrow == "↑") }.map { $0.x / 2 }
      guard !columns.isEmpty else { continue }
      let column = area.column + columns[columns.count / 2]
      canvas.write(arrow, column: column, row: row, style, in: area)
    }
  }

  /// Draws a level line across the plot.
  func drawLevel(_ value: Double, _ style: Style, on canvas: inout Canvas) {
    guard let position = axis.position(value), area.rows > 0 else { return }
    let row = area.row + row(atShare: position)
    canvas.write(
      String(repeating: "┄", count: area.columns), column: area.column, row: row, style, in: area)
  }

  /// The row, from the top of the plot, at a share of its height.
  func row(atShare share: Double) -> Int { dot(atShare: share) / 4 }

  private func dot(_ value: Double) -> Int? { axis.position(value).map { dot(atShare: $0) } }

  private func dot(atShare share: Double) -> Int {
    Int(((1 - share) * Double(max(4 * area.rows - 1, 0))).rounded())
  }

  private func connect(
    _ first: (x: Int, y: Int), _ second: (x: Int, y: Int), _ grid: inout DotGrid
  ) {
    let steps = max(abs(second.x - first.x), abs(second.y - first.y))
    for step in 0..<max(steps, 0) {
      let share = Double(step) / Double(steps)
      grid.set(
        x: first.x + Int((Double(second.x - first.x) * share).rounded()),
        y: first.y + Int((Double(second.y - first.y) * share).rounded()))
    }
  }

  /// Marks the columns that hold numbers which are none.
  private func markBroken(_ bins: [Bin], on canvas: inout Canvas) {
    for (x, bin) in bins.enumerated() where bin.brokenCount > 0 {
      canvas.write("!", column: area.column + x / 2, row: area.row, Style(.bad, .bold), in: area)
    }
  }

  /// The values, with straight lines over the gaps between them.
  private static func bridged(_ values: [Double?]) -> [Double?] {
    var result = values
    var last: Int?
    for x in result.indices {
      guard let value = result[x] else { continue }
      if let last, x - last > 1, let start = result[last] {
        for gap in last + 1..<x {
          result[gap] = start + (value - start) * Double(gap - last) / Double(x - last)
        }
      }
      last = x
    }
    return result
  }
}
