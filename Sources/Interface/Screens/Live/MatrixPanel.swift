import Engine

/// Per layer and weight matrix: gradient norm and update ratio, for tall terminals.
struct MatrixPanel {
  /// The columns it needs.
  static let columns = 7 + 9 * 3

  /// The rows above its numbers.
  static let headings = 2

  private static let names = [
    LocalizedText("query", "查询"), LocalizedText("key", "键"), LocalizedText("value", "值"),
    LocalizedText("output", "输出"),
    LocalizedText("expand", "升维"), LocalizedText("contract", "降维"),
  ]
  private static let gradient = LocalizedText("gradient", "梯度")

  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard let layers = state.lane.report?.layers, !layers.isEmpty, area.rows >= 3 else { return }
    defer { if state.oldWiring != nil { canvas.dim(area) } }
    var area = area
    let room = area.rows - Self.headings
    let count = min(layers.count, room)
    let shown = (0..<count).map { $0 * layers.count / count }
    var gutter = area.cutLeft(7)
    let heading = gutter.cutTop(2)
    let name = StyledText(LiveWords.layer[state.language], Style(.muted))
    canvas.writeTrailing(name, row: heading.row + 1, in: heading)
    if state.cursor != nil, let newest = state.lane.report?.step {
      let step = StyledText("@\(newest)", Style(.muted))
      canvas.writeTrailing(step, row: heading.row, in: heading)
    }
    for (index, layer) in shown.enumerated() {
      canvas.writeTrailing(
        StyledText("\(layer + 1)", Style(.muted)), row: gutter.row + index, in: gutter)
    }
    for column in columns where area.columns >= 9 {
      draw(column, shown.map { layers[$0] }, in: area.cutLeft(9), on: &canvas)
    }
  }

  private struct Column {
    var first: LocalizedText
    var second: LocalizedText
    var value: (LayerReport) -> Double?
  }

  private var columns: [Column] {
    let layer = [
      Column(first: LocalizedText("weight", "权重"), second: Self.gradient) { $0.gradientNorm },
      Column(first: LocalizedText("update", "更新"), second: LocalizedText("ratio", "比")) {
        $0.updateRatio
      },
      Column(first: LocalizedText(same: "q/v"), second: Self.gradient) {
        $0.definedQueryValueRatio
      },
    ]
    let matrices = Self.names.enumerated().map { index, name in
      Column(first: name, second: Self.gradient) {
        index < $0.matrices.count ? $0.matrices[index].gradientNorm : nil
      }
    }
    return layer + matrices
  }

  private func draw(
    _ column: Column, _ layers: [LayerReport], in area: Rect, on canvas: inout Canvas
  ) {
    for (index, name) in [column.first, column.second].enumerated() {
      let heading = StyledText(name[state.language], Style(.muted))
      canvas.writeTrailing(heading, row: area.row + index, in: area)
    }
    for (index, layer) in layers.enumerated() {
      let value = column.value(layer)
      let style = value.map { $0.isFinite ? Style(.text) : Style(.bad, .bold) } ?? Style(.faint)
      canvas.writeTrailing(
        StyledText(NumberFormat.text(value), style), row: area.row + 2 + index, in: area)
    }
  }
}
