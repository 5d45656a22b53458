import Engine

/// A scalar along the steps of the run, with the run before as a ghost.
struct CurvePanel {
  private static let labelWidth = 5

  let state: AppState
  let metric: Fact
  let isFocused: Bool

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 2, area.columns > Self.labelWidth + 2 else { return }
    var area = area
    let hasCurve = state.shownLanes.contains { lane in
      lane.report == nil || lane.history.bounds(metric) != nil || isBroken(lane)
    }
    CurveHeading(
      state: state, metric: metric, isFocused: isFocused, level: hasCurve ? level : nil
    ).draw(in: area.cutTop(1), on: &canvas)
    guard hasCurve else {
      _ = area.cutLeft(2)
      canvas.writeWrapped(LiveWords.notMeasuredYet[state.language], Style(.muted), in: area)
      return
    }
    let time = area.rows > 2 ? area.cutBottom(1) : nil
    let ticks = ticks(rows: area.rows)
    let longest = ticks.map { CharacterWidth.columns(of: $0.label) }.max() ?? 0
    var labels = area.cutLeft(max(Self.labelWidth, longest + 1))
    _ = labels.cutRight(1)
    let plot = LinePlot(axis: state.curveAxis(of: metric), area: area, glyphs: state.glyphs)
    canvas.publish(
      area, click: canvas.hitArea(column: area.column, row: area.row)?.click,
      reading: .curve(metric, steps: state.shownSteps))
    drawLabels(ticks, plot, in: labels, on: &canvas)
    if let level { plot.drawLevel(level, Style(.muted), on: &canvas) }
    let timeAxis = TimeAxis(state: state, columns: area.columnRange)
    timeAxis.drawMarks(over: area, on: &canvas)
    drawCurves(plot, on: &canvas)
    if let time { timeAxis.draw(row: time.row, on: &canvas) }
  }

  /// At most every second row, at distances that the rows' rounding leaves even.
  private func ticks(rows: Int) -> [Axis.Tick] {
    let axis = state.curveAxis(of: metric)
    let area = Rect(column: 0, row: 0, columns: 1, rows: rows)
    let plot = LinePlot(axis: axis, area: area, glyphs: state.glyphs)
    return axis.ticks { ticks in
      let places = ticks.map { plot.row(atShare: $0.position) }
      let gaps = zip(places, places.dropFirst()).map { $0 - $1 }
      return ticks.count <= max(min(rows / 2 + 1, 7), 2)
        && (gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1
    }
  }

  private func drawCurves(_ plot: LinePlot, on canvas: inout Canvas) {
    guard state.screen != .compare else { return drawLanes(plot, on: &canvas) }
    let count = 2 * plot.area.columns
    let steps = state.shownSteps
    if let ghost = state.lane.ghost {
      plot.drawDotted(
        ghost.resampled(metric, steps: steps, count: count), Style(.ghost), on: &canvas)
    }
    let history = state.lane.history
    let style = Style(metric.curveInk)
    let raw = state.smoothing == nil ? style : Style(.faint)
    plot.draw(
      history.resampled(metric, steps: steps, count: count), raw, band: Style(.faint), on: &canvas)
    guard let factor = state.smoothing else { return }
    plot.draw(
      line: history.smoothed(metric, factor: factor, steps: steps, count: count), style, on: &canvas
    )
  }

  /// The curves of all lanes, that of the selected one in front, and the lanes' marks on them.
  private func drawLanes(_ plot: LinePlot, on canvas: inout Canvas) {
    let count = 2 * plot.area.columns
    let steps = state.shownSteps
    let lanes = state.lanes.filter { $0.id != state.lane.id } + [state.lane]
    let lines = lanes.map { lane in
      let bins = lane.history.resampled(metric, steps: steps, count: count)
      let raw = state.smoothing == nil ? lane.style : Style(.faint)
      plot.draw(bins, raw, band: nil, plain: mark(lane), on: &canvas)
      return state.smoothing.map {
        lane.history.smoothed(metric, factor: $0, steps: steps, count: count)
      } ?? bins.map(\.mean)
    }
    for (lane, line) in zip(lanes, lines) {
      if state.smoothing != nil {
        plot.draw(line: line, lane.style, plain: mark(lane), on: &canvas)
      }
    }
    for (lane, line) in zip(lanes, lines) {
      plot.draw(
        mark: mark(lane), of: lane.id - 1, on: line, Style(lane.style.ink, .bold), on: &canvas)
    }
  }

  private func mark(_ lane: LaneState) -> Unicode.Scalar { state.glyphs.laneMark(lane.id - 1) }

  /// Whether a lane's newest number is none.
  private func isBroken(_ lane: LaneState) -> Bool {
    state.newest(metric, in: lane).map { !$0.isFinite } ?? false
  }

  private func drawLabels(
    _ ticks: [Axis.Tick], _ plot: LinePlot, in area: Rect, on canvas: inout Canvas
  ) {
    var free = Int.max
    for tick in ticks {
      let row = area.row + plot.row(atShare: tick.position)
      guard row < free else { continue }
      canvas.writeTrailing(StyledText(tick.label, Style(.muted)), row: row, in: area)
      free = row
    }
  }

  /// The value of knowing nothing; `nil` where there is none to name.
  private var level: Double? {
    switch metric {
    case .loss, .evaluationLoss: state.lane.guessing
    case .accuracy: state.lane.chance
    case .updateRatio: metric.row.guide
    default: nil
    }
  }
}
