/// A short number in digits of blocks, to be read from the last row of a room.
///
/// Digits are three squares wide and five high; a square is `scale.columns` by `scale.rows` cells.
struct BlockDigits {
  static let height = 5
  /// The squares of the widest number: `4e-3`.
  static let widest = 15

  /// One line of squares per row from above.
  private(set) var lines: [[Bool]]

  /// Draws what of `text` is a digit, a sign, a point or a letter of `nan`, `inf` and exponents.
  init(_ text: String) {
    lines = Array(repeating: [], count: Self.height)
    for character in text {
      guard let rows = Self.shapes[character] else { continue }
      for (index, row) in rows.split(separator: "/").enumerated() {
        lines[index] += (lines[index].isEmpty ? [] : [false]) + row.map { $0 == "#" }
      }
    }
  }

  func draw(
    column: Int, row: Int, scale: (columns: Int, rows: Int), _ style: Style, in area: Rect,
    on canvas: inout Canvas
  ) {
    for (index, line) in lines.enumerated() {
      for (place, isSet) in line.enumerated() where isSet {
        let block = String(repeating: "█", count: scale.columns)
        for offset in 0..<scale.rows {
          canvas.write(
            block, column: column + place * scale.columns, row: row + index * scale.rows + offset,
            style, in: area)
        }
      }
    }
  }

  /// A loss in four characters at most: `2.78`, `12.5`, `754`, `4e-3`, `8e4`, `nan`; what is too
  /// small for a loss in single precision is 0.
  static func text(_ value: Double) -> String {
    let size = abs(value)
    if size < 1e-9 { return "0" }
    guard size >= 0.01, size < 999.5 else { return NumberFormat.shortest(value, digits: 1) }
    return NumberFormat.fixed(value, digits: size < 9.995 ? 2 : size < 99.95 ? 1 : 0)
  }

  private static let shapes: [Character: String] = [
    "0": "###/#.#/#.#/#.#/###", "1": ".#./##./.#./.#./###", "2": "###/..#/###/#../###",
    "3": "###/..#/###/..#/###", "4": "#.#/#.#/###/..#/..#", "5": "###/#../###/..#/###",
    "6": "###/#../###/#.#/###", "7": "###/..#/..#/..#/..#", "8": "###/#.#/###/#.#/###",
    "9": "###/#.#/###/..#/###", ".": "././././#", "-": ".../.../###/.../...",
    "e": "###/#.#/###/#../###", "n": ".../.../###/#.#/#.#", "a": ".../.../###/#.#/###",
    "i": "#/./#/#/#", "f": ".##/#../###/#../#..",
  ]
}
