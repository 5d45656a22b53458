import CNcurses
import Interface

/// A cell with its style resolved, as ncurses takes it.
struct Glyph: Hashable, Sendable {
  var scalar: Unicode.Scalar
  var ink: PairTable.Ink

  /// A shade in the colour of its paper is invisible: a blank is shorter to send.
  init(_ scalar: Unicode.Scalar, _ ink: PairTable.Ink) {
    self.scalar = ink.isSolid && RowLayout.width(scalar) == 1 ? " " : scalar
    self.ink = ink
  }
}

/// Makes rows of cells safe to hand over: as many columns as the row has, neither more nor fewer.
enum RowLayout {
  /// The cells of a row in order, without the right halves of wide characters.
  ///
  /// A wide character whose right half is missing, a right half without its left one, and a scalar
  /// that has no width become blanks: half a character would shift the rest of the line.
  static func whole(_ cells: ArraySlice<Cell>, width: (Unicode.Scalar) -> Int) -> [Cell] {
    var result: [Cell] = []
    result.reserveCapacity(cells.count)
    var index = cells.startIndex
    while index < cells.endIndex {
      let cell = cells[index]
      let next = index + 1
      let hasRightHalf = next < cells.endIndex && cells[next].isContinuation
      switch cell.isContinuation ? 0 : width(cell.scalar) {
      case 1:
        result.append(cell)
      case 2 where hasRightHalf:
        result.append(cell)
        index += 1
      default:
        result.append(Cell(" ", cell.style))
      }
      index += 1
    }
    return result
  }

  /// Columns of a scalar in a UTF-8 locale: 0 for what must not stand alone, -1 for controls.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    let isPlain = (0x20...0x7e).contains(scalar.value)
    return isPlain ? 1 : Int(wcwidth(wchar_t(scalar.value)))
  }
}
