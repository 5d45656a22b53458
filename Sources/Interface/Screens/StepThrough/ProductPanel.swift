import Engine

/// The running product of the amplifications: how large stream or gradient has become at every tap
/// on the way, in the order in which one walks.
struct ProductPanel {
  private static let gutter = 6

  let walk: WalkState
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 4, area.columns > 2 * Self.gutter else { return }
    var area = area
    let isForward = walk.operation?.phase == .forward
    let sizes = isForward ? walk.streams : walk.gradients
    let heading = area.cutTop(1)
    let name = (isForward ? StepWords.streamProduct : StepWords.gradientProduct)[language]
    canvas.write(
      StyledText(name, Style(.text, .bold)).clipped(to: heading.columns), column: heading.column,
      row: heading.row, in: heading)
    let ends = area.cutBottom(1)
    let tail = area.cutBottom(1)
    drawSteepest(sizes, in: tail, on: &canvas)
    let products = sizes.map(\.product).filter { $0 > 0 && $0.isFinite }
    guard let least = products.min(), let largest = products.max() else {
      canvas.write(
        StepWords.nothingPassed[language], column: area.column, row: area.row, Style(.muted),
        in: area)
      return
    }
    let low = min(Logarithm.base10(least).rounded(.down), -1)
    let high = max(Logarithm.base10(largest).rounded(.up), 0)
    let axis = Axis(scale: .log, low: low, high: high)
    for (row, decade) in [(area.row, high), (area.rowEnd - 1, low)] {
      let label = NumberFormat.padded("1e\(Int(decade))", to: Self.gutter - 1)
      canvas.write(label, column: area.column, row: row, Style(.muted), in: area)
    }
    let plot = Rect(
      column: area.column + Self.gutter, row: area.row, columns: area.columns - Self.gutter,
      rows: area.rows)
    drawCurve(sizes, axis, in: plot, on: &canvas)
    drawEnds(isForward, in: ends, on: &canvas)
  }

  private var language: Language { state.language }

  private var tapCount: Int { 2 * state.lane.launch.layers + 2 }

  private func dot(_ place: Int, _ columns: Int) -> Int {
    place * (2 * columns - 1) / max(tapCount - 1, 1)
  }

  private func drawCurve(
    _ sizes: [TapSize], _ axis: Axis, in area: Rect, on canvas: inout Canvas
  ) {
    var line: [Double?] = Array(repeating: nil, count: 2 * area.columns)
    for (place, size) in sizes.enumerated() where size.product > 0 {
      line[dot(place, area.columns)] = size.product
    }
    LinePlot(axis: axis, area: area, glyphs: state.glyphs)
      .draw(line: line, Style(.series(0)), on: &canvas)
    guard let place = present(sizes), let height = axis.position(sizes[place].product) else {
      return
    }
    let row = area.rowEnd - 1 - Int((height * Double(area.rows - 1)).rounded())
    canvas.write(
      "●", column: area.column + dot(place, area.columns) / 2, row: row, Style(.accent, .bold),
      in: area)
  }

  /// The last tap that the cursor has passed.
  private func present(_ sizes: [TapSize]) -> Int? {
    let passed = walk.operations.prefix(walk.index + 1)
      .filter { ($0.phase == .forward) == (walk.operation?.phase == .forward) }
      .compactMap(\.tap)
    return passed.last.flatMap { tap in sizes.lastIndex { $0.tap == tap } }
  }

  /// The sublayer that changes it most, of those passed.
  private func drawSteepest(_ sizes: [TapSize], in area: Rect, on canvas: inout Canvas) {
    guard let most = walk.steepest, let last = sizes.last else { return }
    let words = [
      StepWords.steepest(most.tap.description, NumberFormat.text(most.factor)),
      StepWords.soFar(NumberFormat.text(last.product)),
    ]
    canvas.write(
      StyledText.fitting(words.map { StyledText($0[language]) }, width: area.columns),
      column: area.column, row: area.row, in: area)
  }

  private func drawEnds(_ isForward: Bool, in area: Rect, on canvas: inout Canvas) {
    let (first, last) =
      isForward
      ? (LiveWords.embedding, LiveWords.final)
      : (StepWords.loss, LiveWords.embedding)
    canvas.write(
      first[language], column: area.column + Self.gutter, row: area.row, Style(.muted), in: area)
    canvas.writeTrailing(StyledText(last[language], Style(.muted)), row: area.row, in: area)
  }
}
