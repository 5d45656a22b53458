/// Where things lie when the screen is read from afar; a pure function of the size.
///
/// The font is large then and the terminal small: few things, each with room around it.
struct ProjectorLayout: Hashable, Sendable {
  /// Below this size the full layout is drawn.
  static let smallest = (columns: 60, rows: 18)
  static let panels: [Panel] = [.activation, .gradient]

  private(set) var title: Rect
  private(set) var wiring: Rect
  private(set) var bars: Rect
  private(set) var loss: Rect
  /// The cells of a square of the loss's digits.
  private(set) var squareColumns: Int
  private(set) var squareRows: Int
  private(set) var verdict: Rect
  private(set) var note: Rect
  private(set) var footer: Rect

  init(columns: Int, rows: Int) {
    var area = Rect(column: 0, row: 0, columns: columns, rows: rows)
    title = area.cutTop(1)
    footer = area.cutBottom(1)
    note = area.cutBottom(1)
    verdict = area.cutBottom(rows >= 30 ? 3 : 2)
    if rows >= 22 {
      _ = area.cutTop(1)
      _ = area.cutBottom(1)
    }
    wiring = area.cutTop(3)
    if rows >= 24 { _ = area.cutTop(1) }
    _ = area.cutLeft(1)
    _ = area.cutRight(1)
    squareRows = max(1, min(area.rows / 12, 4))
    squareColumns = max(1, min((columns - 10) * 45 / 100 / BlockDigits.widest, 2 * squareRows))
    loss = area.cutRight(squareColumns * BlockDigits.widest)
    _ = area.cutRight(3)
    bars = area
  }

  static func fits(columns: Int, rows: Int) -> Bool {
    columns >= smallest.columns && rows >= smallest.rows
  }
}
