import Engine

/// The stack from the embedding down to the final tap: wiring, activations and gradients, all
/// on the same rows.
struct ProfilePanel {
  static let extraWidth = 9
  static let gap = 2

  let state: AppState
  /// Rows of headings: names, and tick labels where there are two.
  let headings: Int
  /// Whether the heat map takes the place of the bars.
  let showsHeatMap: Bool

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    let rows = ProfileRow.rows(layers: state.lane.launch.layers, room: area.rows - headings)
    let gutter = StackGutter(state: state, rows: rows)
    gutter.draw(in: area.cutLeft(gutter.columns), headings: headings, on: &canvas)
    guard state.lane.report != nil else {
      drawWaiting(area, on: &canvas)
      return
    }
    guard !showsHeatMap else {
      HeatMapPanel(state: state, isFocused: true)
        .draw(in: area, rows: rows, headings: headings, on: &canvas)
      return
    }
    let columns = ProfileColumns(width: area.columns, focus: state.focus)
    let left = area.cutLeft(columns.activation)
    drawBars(
      state.activationMetric, state.focus == .activation, rows, in: left, on: &canvas)
    _ = area.cutLeft(Self.gap)
    let right = area.cutLeft(columns.gradient)
    drawBars(state.gradientMetric, state.focus == .gradient, rows, in: right, on: &canvas)
    for metric in extras.prefix(columns.extras) {
      drawNumbers(metric, rows, in: area.cutLeft(Self.extraWidth), on: &canvas)
    }
  }

  /// Further metrics for wide terminals, the most telling first.
  private var extras: ArraySlice<Fact> { state.profileMetrics.dropFirst(2) }

  private func drawBars(
    _ metric: Fact, _ isFocused: Bool, _ rows: [ProfileRow], in area: Rect,
    on canvas: inout Canvas
  ) {
    drawHeading(metric, isFocused, in: area, on: &canvas)
    let panel: Panel = metric == state.gradientMetric ? .gradient : .activation
    canvas.publish(area, click: .perform(.focus(panel)))
    var body = area
    _ = body.cutTop(headings)
    let whole = state.values(of: metric)?.values ?? []
    guard whole.contains(where: { $0 != nil }) else {
      canvas.writeWrapped(state.absence(of: metric), Style(.muted), in: body)
      return
    }
    var bars = body
    // A sign takes one column more.
    let numbers = bars.cutRight(NumberFormat.width + (metric.isSigned ? 1 : 0))
    let labelRoom = bars.cutRight(1).columns + numbers.columns
    let plot = BarPlot(axis: state.axis(of: metric), area: bars, labelRoom: labelRoom)
    if headings > 1 {
      let labels = Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: 1)
      plot.drawTicks(in: labels, on: &canvas)
    }
    let law = state.law(of: metric)
    for (index, row) in rows.enumerated() {
      let values = Self.extremes(whole, row)
      plot.draw(values, row: body.row + index, on: &canvas)
      canvas.publish(
        Rect(column: area.column, row: body.row + index, columns: area.columns, rows: 1),
        click: .perform(row.selection.map(Action.select) ?? .focus(panel)),
        reading: .taps(metric, row.taps))
      if let guide = metric.row.guide, row.layers != nil {
        plot.drawMark(guide, "│", row: body.row + index, Style(.muted), on: &canvas)
      }
      if let value = law.flatMap({ expected($0, whole, row) }) {
        plot.drawMark(value, "×", row: body.row + index, Style(.accent, .bold), on: &canvas)
      }
      drawNumber(values.shown, row: body.row + index, in: numbers, on: &canvas)
    }
    if state.oldWiring(of: metric) != nil { canvas.dim(body) }
  }

  /// Where a law puts the stream that leaves a row's last sublayer.
  private func expected(_ law: DepthLaw, _ values: [Double?], _ row: ProfileRow) -> Double? {
    guard row.layers != nil, let first = values.first, let embedding = first else { return nil }
    return law.expected(tap: row.taps.upperBound - 1, embedding: embedding)
  }

  /// The metric's name, the short one where the long one does not fit.
  private func drawHeading(
    _ metric: Fact, _ isFocused: Bool, in area: Rect, on canvas: inout Canvas
  ) {
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let marker = isFocused ? "▸" : " "
    let language = state.language
    let (first, second) = metric.row.heading
    let long = metric.words[language]
    let short = first[language] + " " + second[language]
    let origin = origin(metric)
    let step = step(metric).map { " " + $0 } ?? ""
    let telling = state.cursor == nil ? origin : step
    // Of the two words the one that tells more.
    let brief = (first.english.hasSuffix(".") ? first : second)[language]
    let marks = state.oldWiring(of: metric) == nil ? [""] : [" " + LiveWords.old[language]]
    let names =
      [long + origin + step, short + origin + step, long + telling, short + telling]
      + (state.cursor == nil ? [] : [brief + step])
      + marks.flatMap { [short + $0, brief + $0] } + [brief]
    let phrases = names.map { StyledText(marker + $0, style) }
    let phrase = phrases.first { $0.width <= area.columns } ?? phrases[names.count - 1]
    canvas.write(phrase, column: area.column, row: area.row, in: area)
  }

  private func drawNumbers(
    _ metric: Fact, _ rows: [ProfileRow], in area: Rect, on canvas: inout Canvas
  ) {
    let (first, second) = metric.row.heading
    let under = second[state.language]
    // Of a range that does not fit the beginning, marked as such.
    let start = state.values(of: metric)?.steps.lowerBound
    let step = step(metric).map { $0.count <= area.columns ? $0 : "@\(start ?? 0)–" }
    let names = headings > 1 ? [first[state.language], step ?? under] : [under]
    for (index, name) in names.enumerated() {
      canvas.writeTrailing(StyledText(name, Style(.muted)), row: area.row + index, in: area)
    }
    let whole = state.values(of: metric)?.values ?? []
    for (index, row) in rows.enumerated() {
      drawNumber(
        Self.extremes(whole, row).shown, row: area.row + headings + index, in: area, on: &canvas)
    }
    var body = area
    _ = body.cutTop(headings)
    if state.oldWiring(of: metric) != nil { canvas.dim(body) }
  }

  private func drawNumber(_ value: Double?, row: Int, in area: Rect, on canvas: inout Canvas) {
    let style = value.map { $0.isFinite ? Style(.text) : Style(.bad, .bold) } ?? Style(.faint)
    canvas.writeTrailing(StyledText(NumberFormat.text(value), style), row: row, in: area)
  }

  private static func extremes(_ values: [Double?], _ row: ProfileRow) -> Extremes {
    Extremes(values[row.taps.clamped(to: 0..<values.count)].compactMap(\.self))
  }

  /// ` of post` for numbers of another wiring than the one on the screen.
  private func origin(_ metric: Fact) -> String {
    state.oldWiring(of: metric).map { " " + LiveWords.of($0)[state.language] } ?? ""
  }

  /// `@140` for numbers of an earlier step than the rest.
  private func step(_ metric: Fact) -> String? {
    guard let steps = state.values(of: metric)?.steps else { return nil }
    guard state.cursor != nil || steps.lowerBound != state.lane.report?.step else { return nil }
    return LiveWords.at(steps)
  }

  private func drawWaiting(_ area: Rect, on canvas: inout Canvas) {
    var area = area
    _ = area.cutTop(headings)
    _ = area.cutLeft(2)
    let fitting = state.waitingWords.first { CharacterWidth.columns(of: $0) <= area.columns }
    canvas.writeWrapped(fitting ?? "", Style(.muted), in: area)
  }
}

/// How the profile's width is shared: two panels of bars, the focused one larger, then numbers.
struct ProfileColumns: Hashable, Sendable {
  private(set) var activation: Int
  private(set) var gradient: Int
  /// Columns of numbers beside the bars.
  private(set) var extras: Int

  init(width: Int, focus: Panel) {
    extras = min(max((width - 40) / ProfilePanel.extraWidth, 0), 8)
    let bars = max(width - extras * ProfilePanel.extraWidth - ProfilePanel.gap, 0)
    let shift = bars / 12
    switch focus {
    case .activation: activation = bars / 2 + shift
    case .gradient: activation = bars - bars / 2 - shift
    case .upperCurve, .lowerCurve, .heatMap: activation = bars / 2
    }
    gradient = bars - activation
  }
}
