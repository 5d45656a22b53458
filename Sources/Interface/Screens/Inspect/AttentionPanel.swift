import Engine

/// The attention maps of one sequence: a row for each token that looks, a column for each that is
/// looked at.
struct AttentionPanel {
  let state: AppState
  let inspection: Inspection

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    let legend = area.cutBottom(1)
    let labels = inspection.tokens.map {
      TokenLabel($0, vocabulary: state.lane.launch.vocabularySize)
    }
    let heads = heads
    guard
      let grid = TokenGrid.fitting(
        heads.count, labels, columns: area.columns, rows: area.rows,
        widest: heads.count == 1 ? 4 : 2)
    else { return }
    let shown = heads.prefix(grid.capacity(columns: area.columns, rows: area.rows))
    let scale = scale(shown)
    let across = grid.across(area.columns)
    for (index, head) in shown.enumerated() {
      let place = Rect(
        column: area.column + index % across * (grid.columns + 2),
        row: area.row + index / across * grid.rows, columns: grid.columns, rows: grid.rows)
      grid.draw(
        map(head), .sequential, scale: scale, heading: heading(head, width: place.columns),
        in: place,
        glyphs: state.glyphs, on: &canvas)
      canvas.publish(place, click: .perform(.showHead(head)))
      canvas.publish(
        grid.body(in: place), click: .perform(.showHead(head)),
        reading: .attention(head: head, grid.cell))
    }
    drawLegend(grid, shown: shown.count, scale, in: legend, on: &canvas)
  }

  private var headCount: Int { state.lane.launch.heads }

  private var heads: [Int] { state.inspect.head.map { [$0] } ?? Array(0..<headCount) }

  private func map(_ head: Int) -> ArraySlice<Float> {
    let count = inspection.tokens.count * inspection.tokens.count
    return inspection.attention[head * count..<(head + 1) * count]
  }

  /// The largest of the maps on the screen, rounded up: the end of the ramp.
  private func scale(_ heads: ArraySlice<Int>) -> Double {
    let largest = heads.lazy.flatMap { map($0) }.filter(\.isFinite).max() ?? 1
    return min(Axis.niceBound(Double(largest)), 1)
  }

  /// As much as fits: heads are told apart by their numbers.
  private func heading(_ head: Int, width: Int) -> StyledText {
    let entropy = NumberFormat.fixed(Entropies.mean(map(head), inspection.tokens.count), digits: 2)
    let name = StyledText(InspectWords.head(head)[state.language], Style(.text, .bold))
    let whole =
      name + StyledText("  \(InspectWords.entropy[state.language]) \(entropy)", Style(.muted))
    let number = StyledText("\(head + 1)", Style(.text, .bold))
    return [whole, name].first { $0.width <= width } ?? number
  }

  private func drawLegend(
    _ grid: TokenGrid, shown: Int, _ scale: Double, in area: Rect, on canvas: inout Canvas
  ) {
    let left = heads.count - shown
    let parts = [
      left > 0 ? InspectWords.heads(shown: shown, of: headCount) : LocalizedText(same: ""),
      grid.group > 1 ? InspectWords.grouped(grid.group) : LocalizedText(same: ""),
      InspectWords.rowsAttend,
      InspectWords.uniform(Entropies.uniform(inspection.tokens.count)),
    ]
    let ramp = RampLegend(ramp: .sequential, low: "0", high: NumberFormat.text(scale))
    let end = ramp.draw(column: area.column, in: area, glyphs: state.glyphs, on: &canvas)
    let phrases = parts.map { StyledText($0[state.language], Style(.muted)) }
    canvas.write(
      StyledText.fitting(phrases, width: area.columnEnd - end - 3), column: end + 3, row: area.row,
      in: area)
  }
}

/// The entropy of attention: how widely a token looks.
enum Entropies {
  /// Mean over the rows of −Σ p·ln p, in nats.
  static func mean(_ map: ArraySlice<Float>, _ count: Int) -> Double {
    let sum = map.reduce(0.0) { sum, share in
      let p = Double(share)
      return p == 0 ? sum : sum - p * Logarithm.base10(p) / Logarithm.base10OfE
    }
    return sum / Double(count)
  }

  /// The entropy of uniform attention: ln `count`.
  static func uniform(_ count: Int) -> Double {
    Logarithm.base10(Double(count)) / Logarithm.base10OfE
  }
}

extension Logarithm {
  /// log10 e.
  static let base10OfE = 0.4342944819032518
}

/// A strip of a ramp between the numbers at its ends.
struct RampLegend {
  private static let cells = 8

  let ramp: Ramp
  let low: String
  let high: String

  /// Draws it; answers the column after it.
  func draw(column: Int, in area: Rect, glyphs: Glyphs, on canvas: inout Canvas) -> Int {
    var column = canvas.write(low + " ", column: column, row: area.row, Style(.muted), in: area)
    for step in 0..<Self.cells where area.contains(column: column, row: area.row) {
      let share = Double(step) / Double(Self.cells - 1)
      let value = ramp == .diverging ? 2 * share - 1 : share
      canvas[column, area.row] = ramp.cell(value, glyphs: glyphs)
      column += 1
    }
    return canvas.write(" " + high, column: column, row: area.row, Style(.muted), in: area)
  }
}
