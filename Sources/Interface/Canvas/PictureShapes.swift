/// Characters that a picture draws as shapes, so that curves and bars close whatever the font.
///
/// A cell is `width` by `height` user units with its corner at (x, y); shapes are SVG path data.
struct PictureShapes {
  static let width = 9.0
  static let height = 19.0

  var x: Double
  var y: Double

  /// A braille character as one point per dot, to be stroked with round caps; `nil` for others.
  func dots(_ scalar: Unicode.Scalar) -> String? {
    guard (0x2801...0x28ff).contains(scalar.value) else { return nil }
    let bits = scalar.value - 0x2800
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    return places.enumerated().reduce(into: "") { path, item in
      guard bits & (1 << UInt32(item.offset)) != 0 else { return }
      let (column, row) = item.element
      path += move((Double(column) + 0.5) / 2, (Double(row) + 0.5) / 4) + "h0"
    }
  }

  /// A block element as a filled box; `nil` for others.
  func block(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x2580: box(0, 0, 1, 0.5)
    case 0x2581...0x2587: box(0, 1 - Double(scalar.value - 0x2580) / 8, 1, 1)
    case 0x2588: box(0, 0, 1, 1)
    case 0x2589...0x258f: box(0, 0, Double(0x2590 - scalar.value) / 8, 1)
    case 0x2590: box(0.5, 0, 1, 1)
    default: nil
    }
  }

  /// Lines of box drawing, to be stroked; `nil` for others.
  func lines(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "╌": dashes(2, isVertical: false)
    case "┄": dashes(3, isVertical: false)
    case "┆": dashes(3, isVertical: true)
    case "┊": dashes(4, isVertical: true)
    case "╳": move(0, 0) + line(1, 1) + move(1, 0) + line(0, 1)
    case "╭": move(0.5, 1) + curve(1, 0.5)
    case "╮": move(0.5, 1) + curve(0, 0.5)
    case "╰": move(0.5, 0) + curve(1, 0.5)
    case "╯": move(0.5, 0) + curve(0, 0.5)
    default: Self.arms[scalar].map { $0.reduce("") { $0 + move(0.5, 0.5) + line($1.0, $1.1) } }
    }
  }

  private static let arms: [Unicode.Scalar: [(Double, Double)]] = {
    let (left, right, up, down) = ((0.0, 0.5), (1.0, 0.5), (0.5, 0.0), (0.5, 1.0))
    return [
      "─": [left, right], "│": [up, down], "┌": [right, down], "┐": [left, down],
      "└": [right, up], "┘": [left, up], "├": [right, up, down], "┤": [left, up, down],
      "┬": [left, right, down], "┴": [left, right, up], "┼": [left, right, up, down],
    ]
  }()

  private func dashes(_ count: Int, isVertical: Bool) -> String {
    (0..<count).reduce(into: "") { path, index in
      let (start, end) = (
        (Double(index) + 0.2) / Double(count), (Double(index) + 0.8) / Double(count)
      )
      path += isVertical ? move(0.5, start) + line(0.5, end) : move(start, 0.5) + line(end, 0.5)
    }
  }

  private func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> String {
    move(left, top) + "H\(column(right))V\(row(bottom))H\(column(left))z"
  }

  private func move(_ across: Double, _ down: Double) -> String {
    "M\(column(across)) \(row(down))"
  }
  private func line(_ across: Double, _ down: Double) -> String {
    "L\(column(across)) \(row(down))"
  }
  private func curve(_ across: Double, _ down: Double) -> String {
    "Q\(column(0.5)) \(row(0.5)) \(column(across)) \(row(down))"
  }

  private func column(_ share: Double) -> String { Self.number(x + share * Self.width) }
  private func row(_ share: Double) -> String { Self.number(y + share * Self.height) }

  /// A coordinate with at most two decimals.
  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
