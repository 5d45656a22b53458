/// A field of dots, two wide and four high per cell, as braille has them.
struct DotGrid {
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  let columns: Int
  let rows: Int
  private var cells: [UInt8]

  /// A grid over `columns` × `rows` cells.
  init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  var dotColumns: Int { 2 * columns }
  var dotRows: Int { 4 * rows }

  /// Sets a dot; (0, 0) is top left, dots outside are clipped.
  mutating func set(x: Int, y: Int) {
    guard x >= 0, x < dotColumns, y >= 0, y < dotRows else { return }
    cells[y / 4 * columns + x / 2] |= Self.bits[x % 2][y % 4]
  }

  /// Draws the dots; cells without any stay as they are, cells drawn twice keep both dots.
  func draw(in area: Rect, _ style: Style, ascii: Unicode.Scalar?, on canvas: inout Canvas) {
    for row in 0..<rows {
      for column in 0..<columns where cells[row * columns + column] != 0 {
        let at = (column: area.column + column, row: area.row + row)
        guard area.contains(column: at.column, row: at.row) else { continue }
        let old = canvas[at.column, at.row].scalar.value
        let below = ascii == nil && (0x2800...0x28ff).contains(old) ? old - 0x2800 : 0
        let braille = Unicode.Scalar(0x2800 + (UInt32(cells[row * columns + column]) | below))
        canvas[at.column, at.row] = Cell(ascii ?? braille ?? " ", style)
      }
    }
  }
}
