import Engine

/// Per layer and weight matrix: gradient norm and update ratio, for tall terminals.
struct MatrixPanel {
  /// The columns it needs.
  static let columns = 7 + 9 * 3

  /// The rows above its numbers.
  static let headings = 2

  private static let names = ["query", "key", "value", "output", "expand", "contract"]

  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard let layers = state.report?.layers, !layers.isEmpty, area.rows >= 3 else { return }
    defer { if state.oldWiring != nil { canvas.dim(area) } }
    var area = area
    let room = area.rows - Self.headings
    let count = min(layers.count, room)
    let shown = (0..<count).map { $0 * layers.count / count }
    var gutter = area.cutLeft(7)
    let heading = gutter.cutTop(2)
    canvas.writeTrailing(Phrase(LiveWords.layer, Style(.muted)), row: heading.row + 1, in: heading)
    for (index, layer) in shown.enumerated() {
      canvas.writeTrailing(
        Phrase("\(layer + 1)", Style(.muted)), row: gutter.row + index, in: gutter)
    }
    for column in columns where area.columns >= 9 {
      draw(column, shown.map { layers[$0] }, in: area.cutLeft(9), on: &canvas)
    }
  }

  private struct Column {
    var first: String
    var second: String
    var value: (LayerReport) -> Double?
  }

  private var columns: [Column] {
    let layer = [
      Column(first: "weight", second: "gradient") { $0.gradientNorm },
      Column(first: "update", second: "ratio") { $0.updateRatio },
      Column(first: "q/v", second: "gradient") { $0.definedQueryValueRatio },
    ]
    let matrices = Self.names.enumerated().map { index, name in
      Column(first: name, second: "gradient") {
        index < $0.matrices.count ? $0.matrices[index].gradientNorm : nil
      }
    }
    return layer + matrices
  }

  private func draw(
    _ column: Column, _ layers: [LayerReport], in area: Rect, on canvas: inout Canvas
  ) {
    canvas.writeTrailing(Phrase(column.first, Style(.muted)), row: area.row, in: area)
    canvas.writeTrailing(Phrase(column.second, Style(.muted)), row: area.row + 1, in: area)
    for (index, layer) in layers.enumerated() {
      let value = column.value(layer)
      let style = value.map { $0.isFinite ? Style(.text) : Style(.bad, .bold) } ?? Style(.faint)
      canvas.writeTrailing(
        Phrase(NumberFormat.text(value), style), row: area.row + 2 + index, in: area)
    }
  }
}
