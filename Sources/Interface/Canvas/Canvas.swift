/// One cell of a canvas.
package struct Cell: Hashable, Sendable {
  /// One printable scalar of one or two columns.
  package var scalar: Unicode.Scalar
  package var style: Style
  /// The right half of a two-column character; its `scalar` is a blank that nobody draws.
  package var isContinuation: Bool

  package init(_ scalar: Unicode.Scalar, _ style: Style = .plain, isContinuation: Bool = false) {
    self.scalar = scalar
    self.style = style
    self.isContinuation = isContinuation
  }

  package static let blank = Cell(" ")
}

/// A plain grid of cells; (0, 0) is top left, and writing outside it is clipped.
package struct Canvas: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  /// Row by row, `columns * rows` of them.
  package private(set) var cells: [Cell]
  /// What lies where, for the mouse.
  var hitAreas: [HitArea] = []

  package init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    self.cells = Array(repeating: .blank, count: self.columns * self.rows)
  }

  /// The cell at a position; outside the canvas reads as blank and writes nothing.
  package subscript(column: Int, row: Int) -> Cell {
    get { contains(column, row) ? cells[row * columns + column] : .blank }
    set { if contains(column, row) { cells[row * columns + column] = newValue } }
  }

  /// The cells of a row that exists, from left to right.
  package func cells(ofRow row: Int) -> ArraySlice<Cell> {
    cells[row * columns..<(row + 1) * columns]
  }

  private func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < columns && row >= 0 && row < rows
  }
}
