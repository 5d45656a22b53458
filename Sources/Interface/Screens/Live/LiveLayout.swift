/// Where the panels of the live screen lie; a pure function of size, depth and focus.
///
/// When room is short, panels give way in this order: matrices, third and fourth curve, diagram,
/// lower curve, tick labels, upper curve, settings. Title, wiring, profile, verdict, last key
/// and footer stay down to the smallest size.
struct LiveLayout: Hashable, Sendable {
  static let smallest = (columns: 40, rows: 12)

  /// What a layout depends on besides the size.
  struct Wish: Hashable, Sendable {
    var layers: Int
    var focus: AppState.Panel
  }

  private(set) var title: Rect
  private(set) var wiring: Rect
  private(set) var profile: Rect
  /// Upper, lower, and more where there is room; empty when there is none.
  private(set) var curves: [Rect] = []
  private(set) var matrices: Rect?
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
    if columns >= 72 { placeBeside(wish, columns: columns) } else { placeBelow(wish) }
    cutMatrices(wish)
  }

  /// Rows of headings above the profile's bars.
  var profileHeadings: Int { profile.rows >= 9 ? 2 : 1 }

  private mutating func placeBeside(_ wish: Wish, columns: Int) {
    let curveFocus = wish.focus == .upperCurve || wish.focus == .lowerCurve
    let share = curveFocus ? 44 : 36
    var side = profile.cutRight(columns * share / 100)
    _ = profile.cutRight(2)
    _ = side.cutRight(1)
    let count = side.rows < 10 ? 1 : max(2, min(4, side.rows / 11))
    var weights = Array(repeating: 2, count: count)
    if wish.focus == .upperCurve { weights[0] = 3 }
    if wish.focus == .lowerCurve, count > 1 { weights[1] = 3 }
    curves = Self.stack(side, weights: weights)
  }

  /// Narrow terminals: curves below the profile, which keeps a row per layer if it can.
  private mutating func placeBelow(_ wish: Wish) {
    _ = profile.cutRight(1)
    guard profile.rows >= 16 else { return }
    let spare = profile.rows - profileHeadings - (wish.layers + 2)
    let below = profile.cutBottom(spare >= 6 ? spare : profile.rows * 45 / 100)
    curves = Self.stack(below, weights: below.rows >= 12 ? [1, 1] : [1])
  }

  private mutating func cutMatrices(_ wish: Wish) {
    let spare = profile.rows - profileHeadings - (2 * wish.layers + 2)
    guard spare >= 8, profile.columns >= MatrixPanel.columns else { return }
    var area = profile.cutBottom(spare)
    _ = area.cutTop(1)
    matrices = area
  }

  private static func stack(_ area: Rect, weights: [Int]) -> [Rect] {
    var rest = area
    let total = weights.reduce(0, +)
    return weights.indices.map { index in
      index + 1 == weights.count ? rest : rest.cutTop(area.rows * weights[index] / total)
    }
  }
}
