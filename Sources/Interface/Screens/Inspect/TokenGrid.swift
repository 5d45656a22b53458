import Engine

/// A map of one number for every pair of tokens, with the tokens beside and above it.
///
/// Where there are more tokens than cells, a cell holds a square of pairs and shows the extreme.
struct TokenGrid {
  /// Rows above the cells: a heading and the tokens.
  static let headings = 2

  let labels: [TokenLabel]
  /// Tokens of a cell in either direction.
  let group: Int
  /// Columns of a cell.
  let cellWidth: Int

  /// What a cell stands for.
  var cell: TokenCell { TokenCell(group: group, width: cellWidth) }

  private var labelWidth: Int { labels.map(\.width).max() ?? 0 }

  /// Cells in either direction.
  private var cells: Int { (labels.count + group - 1) / group }

  var columns: Int { labelWidth + 1 + cells * cellWidth }
  var rows: Int { Self.headings + cells }

  /// How many of them fit side by side and one above the other, a blank or two between.
  func capacity(columns: Int, rows: Int) -> Int { across(columns) * (rows / self.rows) }

  /// How many fit side by side.
  func across(_ columns: Int) -> Int { (columns + 2) / (self.columns + 2) }

  /// The largest cells of which `count` maps fit; as many as fit of the smallest where none does.
  static func fitting(
    _ count: Int, _ labels: [TokenLabel], columns: Int, rows: Int, widest: Int
  ) -> TokenGrid? {
    for group in 1...max(labels.count, 1) {
      let grids = stride(from: widest, through: 1, by: -1).map {
        TokenGrid(labels: labels, group: group, cellWidth: $0)
      }
      guard let last = grids.last, last.capacity(columns: columns, rows: rows) > 0 else { continue }
      return grids.first { $0.capacity(columns: columns, rows: rows) >= count } ?? last
    }
    return nil
  }

  /// Where the cells of a map in that place lie.
  func body(in area: Rect) -> Rect {
    Rect(
      column: area.column + labelWidth + 1, row: area.row + Self.headings,
      columns: cells * cellWidth, rows: cells
    ).intersection(area)
  }

  /// Draws the map of `values` `[T, T]`, each divided by `scale`.
  func draw(
    _ values: ArraySlice<Float>, _ ramp: Ramp, scale: Double, heading: StyledText, in area: Rect,
    glyphs: Glyphs, on canvas: inout Canvas
  ) {
    canvas.write(heading.clipped(to: columns), column: area.column, row: area.row, in: area)
    let left = area.column + labelWidth + 1
    for cell in 0..<cells {
      let label = labels[cell * group]
      if label.width <= cellWidth {
        canvas.write(
          label.text, column: left + cell * cellWidth, row: area.row + 1, label.style, in: area)
      }
      let row = area.row + Self.headings + cell
      canvas.write(
        label.text, column: left - 1 - label.width, row: row, label.style, in: area)
      for other in 0..<cells {
        let pair = self.cell.pair(other * cellWidth, cell)
        let value = Self.extreme(values, pair, count: labels.count).map { Double($0) / scale }
        for column in 0..<cellWidth {
          let at = left + other * cellWidth + column
          guard area.contains(column: at, row: row) else { continue }
          canvas[at, row] = ramp.cell(value, glyphs: glyphs)
        }
      }
    }
  }

  /// The value of the largest magnitude of some pairs in a map `[count, count]`; what is not finite
  /// wins.
  static func extreme(
    _ values: ArraySlice<Float>, _ pair: TokenCell.Pair, count: Int
  ) -> Float? {
    let tokens = 0..<count
    guard values.count == count * count else { return nil }
    var result: Float?
    for i in pair.rows.clamped(to: tokens) {
      for j in pair.columns.clamped(to: tokens) {
        let value = values[values.startIndex + i * count + j]
        guard value.isFinite else { return value }
        if abs(value) >= abs(result ?? 0) { result = value }
      }
    }
    return result
  }
}
