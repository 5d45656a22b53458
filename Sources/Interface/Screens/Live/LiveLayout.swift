/// Where the panels of the live screen lie; a pure function of size, depth and focus.
///
/// When room is short, panels give way in this order: heat map, matrices, further curves, diagram with
/// settings, lower curve, upper curve, tick labels. Title, formula, profile, verdict, last key and
/// footer stay down to the smallest size.
struct LiveLayout: Hashable, Sendable {
  static let smallest = (columns: 40, rows: 12)

  /// What a layout depends on besides the size.
  struct Wish: Hashable, Sendable {
    var layers: Int
    var focus: Panel
  }

  private(set) var title: Rect
  private(set) var wiring: Rect
  private(set) var profile: Rect
  /// Rows of headings above the profile's bars: names, and tick labels where there is room.
  private(set) var profileHeadings: Int
  /// Upper, lower, and up to three more where there is room; empty when there is none.
  private(set) var curves: [Rect] = []
  private(set) var matrices: Rect?
  /// Layers over time; where there is no room of its own it takes the profile's when focused.
  private(set) var heatMap: Rect?
  private(set) var verdict: Rect
  private(set) var note: Rect
  private(set) var footer: Rect

  init(columns: Int, rows: Int, wish: Wish) {
    var area = Rect(column: 0, row: 0, columns: columns, rows: rows)
    title = area.cutTop(1)
    footer = area.cutBottom(1)
    note = area.cutBottom(1)
    verdict = area.cutBottom(rows >= 16 ? 2 : 1)
    wiring = area.cutTop(rows >= 18 ? 3 : 1)
    if rows >= 42 {
      _ = area.cutTop(1)
      _ = area.cutBottom(1)
    }
    profile = area
    profileHeadings = area.rows >= 9 ? 2 : 1
    if columns >= 72 { placeBeside(wish, columns: columns) } else { placeBelow(wish) }
    fillSpare(wish)
  }

  private mutating func placeBeside(_ wish: Wish, columns: Int) {
    let hasHeatMap = profile.rows >= 28 && columns >= 116
    let share =
      switch wish.focus {
      case .activation, .gradient: 36
      case .upperCurve, .lowerCurve: 44
      // Beside the profile it is one of the panels, in its place it needs the width.
      case .heatMap: hasHeatMap ? 44 : 32
      }
    var side = profile.cutRight(columns * share / 100)
    _ = profile.cutRight(2)
    _ = side.cutRight(1)
    if hasHeatMap { heatMap = side.cutBottom(Self.heatRows(of: side.rows, wish)) }
    let count = side.rows < 10 ? 1 : max(2, min(4, side.rows / 11))
    var weights = Array(repeating: 2, count: count)
    if wish.focus == .upperCurve { weights[0] = 3 }
    if wish.focus == .lowerCurve, count > 1 { weights[1] = 3 }
    curves = Self.stack(side, weights: weights)
  }

  /// Heading, layers and steps: a row per sublayer if that leaves the curves most of the room.
  private static func heatRows(of rows: Int, _ wish: Wish) -> Int {
    let limit = max(14, rows * (wish.focus == .heatMap ? 3 : 2) / 5)
    let wanted = 2 * wish.layers + 2
    return wanted <= limit ? wanted : min(wish.layers + 2, limit)
  }

  /// Narrow terminals: curves below the profile, which keeps a row per layer if it can.
  private mutating func placeBelow(_ wish: Wish) {
    _ = profile.cutRight(1)
    guard profile.rows >= 16 else { return }
    let spare = profile.rows - profileHeadings - (wish.layers + 2)
    let below = profile.cutBottom(spare >= 6 ? spare : profile.rows * 45 / 100)
    curves = Self.stack(below, weights: below.rows >= 12 ? [1, 1] : [1])
  }

  /// Gives the rows that the profile does not need to the matrices and to one more curve.
  private mutating func fillSpare(_ wish: Wish) {
    let room = profile.rows - profileHeadings
    let used = ProfileRow.rows(layers: wish.layers, room: room).count
    guard room - used >= 6 else { return }
    var spare = profile.cutBottom(room - used)
    _ = spare.cutTop(1)
    if spare.rows >= 8, spare.columns >= MatrixPanel.columns {
      matrices = spare.cutTop(MatrixPanel.headings + wish.layers)
      _ = spare.cutTop(1)
    }
    _ = spare.cutLeft(1)
    if spare.rows >= 5 { curves.append(spare) }
  }

  private static func stack(_ area: Rect, weights: [Int]) -> [Rect] {
    var rest = area
    let total = weights.reduce(0, +)
    return weights.indices.map { index in
      index + 1 == weights.count ? rest : rest.cutTop(area.rows * weights[index] / total)
    }
  }
}

extension LiveLayout {
  /// The panels that a screen of this size shows, in the order in which `tab` walks through them.
  ///
  /// Where there is room for one curve it is the focused one of the two, so both count.
  static func panels(columns: Int, rows: Int, layers: Int) -> [Panel] {
    let wish = Wish(layers: layers, focus: .activation)
    let layout = LiveLayout(columns: columns, rows: rows, wish: wish)
    let isTooSmall = columns < smallest.columns || rows < smallest.rows
    return isTooSmall || layout.curves.isEmpty
      ? [.activation, .gradient, .heatMap] : Panel.allCases
  }
}
