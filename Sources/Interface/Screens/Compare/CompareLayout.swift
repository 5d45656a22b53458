/// Where the panels of the compare screen lie; a pure function of size, depth, lanes and focus.
///
/// When room is short, panels give way in this order: verdict, second row and second column of
/// profiles, further curves, the table's headings, the last curve. Title, table, one profile, last
/// key and footer stay down to the smallest size.
struct CompareLayout: Hashable, Sendable {
  /// What a layout depends on besides the size.
  struct Wish: Hashable, Sendable {
    /// Rows of the deepest lane.
    var layers: Int
    var lanes: Int
    var focus: Panel
  }

  private(set) var title: Rect
  private(set) var table: Rect
  /// In the order of their metrics; where there is one it is the focused one.
  private(set) var profiles: [Rect] = []
  private(set) var curves: [Rect] = []
  private(set) var verdict: Rect?
  private(set) var note: Rect
  private(set) var footer: Rect

  init(columns: Int, rows: Int, wish: Wish) {
    var area = Rect(column: 0, row: 0, columns: columns, rows: rows)
    title = area.cutTop(1)
    footer = area.cutBottom(1)
    note = area.cutBottom(1)
    // Headings, a line for each lane, and of a single one how to add another.
    table = area.cutTop((rows >= 16 ? 1 : 0) + max(wish.lanes, 2))
    if rows >= 42 {
      _ = area.cutTop(1)
      verdict = area.cutBottom(2)
      _ = area.cutBottom(1)
    }
    if columns >= 72 {
      placeBeside(area, columns, wish)
    } else {
      _ = area.cutRight(1)
      if area.rows >= 14 { curves = [area.cutBottom(area.rows * 2 / 5)] }
      profiles = [area]
    }
  }

  private mutating func placeBeside(_ area: Rect, _ columns: Int, _ wish: Wish) {
    var area = area
    let isCurve = wish.focus == .upperCurve || wish.focus == .lowerCurve
    let hasTwo = columns >= 140
    var side = area.cutRight(columns * (hasTwo ? isCurve ? 36 : 28 : isCurve ? 44 : 35) / 100)
    _ = area.cutRight(2)
    _ = side.cutRight(1)
    curves = Self.stack(side, count: max(1, min(6, side.rows / 8)))
    var lower: Rect?
    let needed = 2 * wish.layers + 4
    if hasTwo, area.rows >= needed + wish.layers + 5 {
      lower = area.cutBottom(min(area.rows - needed - 1, needed))
      area.rows = needed
    }
    for row in [area, lower].compactMap(\.self) {
      guard hasTwo else {
        profiles.append(row)
        continue
      }
      var rest = row
      profiles.append(rest.cutLeft(row.columns / 2 - 1))
      _ = rest.cutLeft(2)
      profiles.append(rest)
    }
  }

  private static func stack(_ area: Rect, count: Int) -> [Rect] {
    var rest = area
    return (0..<count).map { index in
      index + 1 == count ? rest : rest.cutTop(area.rows / count)
    }
  }

  /// The panels that a screen of this size shows, in the order in which `tab` walks through them.
  ///
  /// Where there is room for one profile or one curve it is the focused one of two, so both count.
  static func panels(columns: Int, rows: Int, wish: Wish) -> [Panel] {
    let layout = CompareLayout(columns: columns, rows: rows, wish: wish)
    let profiles: [Panel] = [.activation, .gradient]
    return layout.curves.isEmpty ? profiles : profiles + [.upperCurve, .lowerCurve]
  }
}

extension AppState {
  /// What the layout of the compare screen depends on.
  var compareWish: CompareLayout.Wish {
    CompareLayout.Wish(layers: mostLayers, lanes: lanes.count, focus: focus)
  }

  /// Layers of the deepest lane.
  var mostLayers: Int { lanes.reduce(1) { max($0, $1.launch.layers) } }
}
