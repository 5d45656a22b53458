/// An area of cells; half open, never of negative size.
struct Rect: Hashable, Sendable {
  var column: Int
  var row: Int
  var columns: Int
  var rows: Int

  init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
  }

  var columnEnd: Int { column + columns }
  var rowEnd: Int { row + rows }
  var columnRange: Range<Int> { column..<columnEnd }
  var rowRange: Range<Int> { row..<rowEnd }
  var isEmpty: Bool { columns == 0 || rows == 0 }

  func contains(column: Int, row: Int) -> Bool {
    columnRange.contains(column) && rowRange.contains(row)
  }

  func intersection(_ other: Rect) -> Rect {
    let column = max(self.column, other.column)
    let row = max(self.row, other.row)
    return Rect(
      column: column, row: row, columns: min(columnEnd, other.columnEnd) - column,
      rows: min(rowEnd, other.rowEnd) - row)
  }

  /// Cuts rows off the top, as many as there are up to `count`.
  mutating func cutTop(_ count: Int) -> Rect {
    let count = min(max(count, 0), rows)
    defer {
      row += count
      rows -= count
    }
    return Rect(column: column, row: row, columns: columns, rows: count)
  }

  /// Cuts rows off the bottom.
  mutating func cutBottom(_ count: Int) -> Rect {
    let count = min(max(count, 0), rows)
    rows -= count
    return Rect(column: column, row: rowEnd, columns: columns, rows: count)
  }

  /// Cuts columns off the left.
  mutating func cutLeft(_ count: Int) -> Rect {
    let count = min(max(count, 0), columns)
    defer {
      column += count
      columns -= count
    }
    return Rect(column: column, row: row, columns: count, rows: rows)
  }

  /// Cuts columns off the right.
  mutating func cutRight(_ count: Int) -> Rect {
    let count = min(max(count, 0), columns)
    columns -= count
    return Rect(column: columnEnd, row: row, columns: count, rows: rows)
  }
}
