extension LiveLayout {
  /// The panels that can be focused on a screen of that size, in the order of `tab`.
  ///
  /// A single curve shows whichever of the two is focused.
  static func panels(columns: Int, rows: Int, layers: Int) -> [AppState.Panel] {
    let bars: [AppState.Panel] = [.activation, .gradient]
    guard columns >= smallest.columns, rows >= smallest.rows else { return bars }
    let wish = Wish(layers: layers, focus: .activation)
    let layout = LiveLayout(columns: columns, rows: rows, wish: wish)
    return layout.curves.isEmpty ? bars : AppState.Panel.allCases
  }
}
