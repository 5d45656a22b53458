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

  /// Draws the dots; cells without any stay as they are.
  ///
  /// In braille, cells drawn twice keep both dots; other glyph sets show one curve per cell, with
  /// `plain` for ASCII.
  func draw(
    in area: Rect, _ style: Style, glyphs: Glyphs, plain: Unicode.Scalar, on canvas: inout Canvas
  ) {
    for row in 0..<rows {
      for column in 0..<columns where cells[row * columns + column] != 0 {
        let at = (column: area.column + column, row: area.row + row)
        guard area.contains(column: at.column, row: at.row) else { continue }
        let dots = cells[row * columns + column]
        let scalar: Unicode.Scalar =
          switch glyphs {
          case .ascii: plain
          case .block: Self.block(dots)
          case .braille, .narrow: Self.braille(dots, over: canvas[at.column, at.row].scalar)
          }
        canvas[at.column, at.row] = Cell(scalar, style)
      }
    }
  }

  private static func braille(_ dots: UInt8, over old: Unicode.Scalar) -> Unicode.Scalar {
    let below = (0x2800...0x28ff).contains(old.value) ? old.value - 0x2800 : 0
    return Unicode.Scalar(0x2800 + (UInt32(dots) | below)) ?? " "
  }

  /// The half of the cell that the dots are in.
  private static func block(_ dots: UInt8) -> Unicode.Scalar {
    let upper = dots & 0x1b != 0
    let lower = dots & 0xe4 != 0
    return upper ? lower ? "█" : "▀" : "▄"
  }
}
