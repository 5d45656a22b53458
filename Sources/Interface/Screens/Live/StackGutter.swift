import Engine

/// The left edge of the profile: layer numbers and the wiring of every sublayer.
///
///     layer att ffn
///         3 │po ╳po
///
/// `│` is a skip, `╳` a cut one, `┊` another scale or several; the letters are the placement's
/// first two, `··` where a row holds several.
struct StackGutter {
  let state: AppState
  let rows: [ProfileRow]
  /// Whether the wiring is shown beside the layers; lanes side by side each have their own.
  var showsWiring = true

  /// Marker, label, blank, then two codes or a sublayer's kind with a blank after each.
  var columns: Int { 1 + labelWidth + (showsWiring ? 9 : isPerSublayer ? 5 : 1) }

  private var labelWidth: Int {
    rows.contains { CharacterWidth.columns(of: label($0)) > 5 } ? 7 : 5
  }
  private var isPerSublayer: Bool {
    let layers = rows.dropFirst().dropLast()
    return !layers.isEmpty && layers.allSatisfy { $0.sublayers.count == 1 }
  }

  func draw(in area: Rect, headings: Int, on canvas: inout Canvas) {
    drawHeadings(in: area, headings, on: &canvas)
    for (index, row) in rows.enumerated() {
      draw(row, at: area.row + headings + index, in: area, on: &canvas)
    }
  }

  private func drawHeadings(in area: Rect, _ headings: Int, on canvas: inout Canvas) {
    let style = Style(.muted)
    let left = area.column + 1
    let layer = NumberFormat.padded(LiveWords.layer[state.language], to: labelWidth)
    canvas.write(layer, column: left, row: area.row, style, in: area)
    if !isPerSublayer, showsWiring {
      let codes = LiveWords.attention + " " + LiveWords.feedforward
      canvas.write(codes, column: left + labelWidth + 1, row: area.row, style, in: area)
    }
    let most = rows.map(\.taps.count).max() ?? 1
    guard headings > 1, most > 1, showsWiring else { return }
    let extreme = LiveWords.extreme(of: most)[state.language]
    canvas.write(extreme, column: left, row: area.row + 1, style, in: area)
  }

  private func draw(_ row: ProfileRow, at line: Int, in area: Rect, on canvas: inout Canvas) {
    let isSelected = holdsSelection(row)
    let left = area.column + 1
    let style = isSelected ? Style(.accent, .bold) : Style(.muted)
    if isSelected { canvas.write("▸", column: area.column, row: line, style, in: area) }
    canvas.write(
      NumberFormat.padded(label(row), to: labelWidth), column: left, row: line, style, in: area)
    let codes = left + labelWidth + 1
    if let selection = row.selection {
      let place = Rect(column: area.column, row: line, columns: area.columns, rows: 1)
      canvas.publish(place, click: .perform(.select(selection)))
    }
    guard row.layers != nil else {
      guard showsWiring else { return }
      if row.taps.lowerBound > 0 { drawFinalNorm(column: codes, row: line, in: area, on: &canvas) }
      return
    }
    if isPerSublayer {
      let kind = Sublayer(index: row.sublayers.lowerBound).kind
      let name = kind == .attention ? LiveWords.attention : LiveWords.feedforward
      canvas.write(name, column: codes, row: line, style, in: area)
      guard showsWiring else { return }
      drawCode(Array(row.sublayers), column: codes + 4, row: line, in: area, on: &canvas)
      return
    }
    guard showsWiring else { return }
    for (index, kind) in SublayerKind.allCases.enumerated() {
      let sublayers = row.sublayers.filter { Sublayer(index: $0).kind == kind }
      drawCode(sublayers, column: codes + 4 * index, row: line, in: area, on: &canvas)
    }
  }

  private func drawFinalNorm(column: Int, row: Int, in area: Rect, on canvas: inout Canvas) {
    let needed = state.lane.wiring.last?.placement.needsFinalNorm ?? false
    let norm = StackWords.normName(state.lane.launch.normKind)
    let text = needed ? norm : LiveWords.without(norm)[state.language]
    canvas.write(text, column: column, row: row, Style(needed ? .accent : .faint), in: area)
  }

  private func drawCode(
    _ sublayers: [Int], column: Int, row: Int, in area: Rect, on canvas: inout Canvas
  ) {
    let selected = state.selection.indices(layers: state.lane.launch.layers)
    let isSelected = state.selection != .everything && sublayers.contains { selected.contains($0) }
    let attributes: Attributes = isSelected ? .reverse : []
    let wirings = sublayers.map { state.lane.wiring[$0] }
    guard let first = wirings.first else { return }
    let skip = wirings.allSatisfy { $0.skipScale == first.skipScale } ? first.skipScale : nil
    let glyph = skip == 0 ? "╳" : skip == state.lane.launch.onScale ? "│" : "┊"
    let ink: Ink = skip == 0 ? .warning : .good
    canvas.write(glyph, column: column, row: row, Style(ink, attributes), in: area)
    // Where a row holds several layers a click can only select.
    if sublayers.count == 1 {
      let part = Selection.sublayer(Sublayer(index: sublayers[0]))
      canvas.publish(
        Rect(column: column, row: row, columns: 1, rows: 1), click: .perform(.toggleSkip(part)))
      canvas.publish(
        Rect(column: column + 1, row: row, columns: 2, rows: 1),
        click: .perform(.changePlacement(part)))
    }
    let alike = wirings.allSatisfy { $0.placement == first.placement }
    let code = alike ? StackWords.code(first.placement) : "··"
    canvas.write(code, column: column + 1, row: row, Style(.text, attributes), in: area)
  }

  private func holdsSelection(_ row: ProfileRow) -> Bool {
    guard state.selection != .everything else { return false }
    return row.sublayers.overlaps(state.selection.indices(layers: state.lane.launch.layers))
  }

  private func label(_ row: ProfileRow) -> String {
    guard let layers = row.layers else {
      return (row.taps.lowerBound == 0 ? LiveWords.embedding : LiveWords.final)[state.language]
    }
    if isPerSublayer, !row.sublayers.lowerBound.isMultiple(of: 2) { return "" }
    return layers.count == 1 ? "\(layers.lowerBound)" : "\(layers.lowerBound)–\(layers.upperBound)"
  }
}
