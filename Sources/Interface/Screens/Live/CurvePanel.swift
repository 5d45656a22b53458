import Engine

/// A scalar along the steps of the run, with the run before as a ghost.
struct CurvePanel {
  private static let labelWidth = 5

  let state: AppState
  let metric: CurveMetric
  let isFocused: Bool

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 2, area.columns > Self.labelWidth + 2 else { return }
    var area = area
    let hasCurve = state.lane.report == nil || state.lane.history.bounds(metric) != nil || isBroken
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
    let plot = LinePlot(axis: state.axis(of: metric), area: area, glyphs: state.glyphs)
    canvas.publish(
      area, click: canvas.spot(column: area.column, row: area.row)?.click,
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
    let axis = state.axis(of: metric)
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
    let count = 2 * plot.area.columns
    let steps = state.shownSteps
    if let ghost = state.lane.ghost {
      plot.drawDotted(
        ghost.resampled(metric, steps: steps, count: count), Style(.ghost), on: &canvas)
    }
    let history = state.lane.history
    let style = Style(.series(Int8(metric.rawValue)))
    let raw = state.smoothing == nil ? style : Style(.faint)
    plot.draw(
      history.resampled(metric, steps: steps, count: count), raw, band: Style(.faint), on: &canvas)
    guard let factor = state.smoothing else { return }
    plot.draw(
      line: history.smoothed(metric, factor: factor, steps: steps, count: count), style, on: &canvas
    )
  }

  /// Whether its newest number is none.
  private var isBroken: Bool { state.newest(metric).map { !$0.isFinite } ?? false }

  private func drawLabels(
    _ ticks: [Axis.Tick], _ plot: LinePlot, in area: Rect, on canvas: inout Canvas
  ) {
    var free = Int.max
    for tick in ticks {
      let row = area.row + plot.row(atShare: tick.position)
      guard row < free else { continue }
      canvas.writeTrailing(Phrase(tick.label, Style(.muted)), row: row, in: area)
      free = row
    }
  }

  /// The value of knowing nothing; `nil` where there is none to name.
  private var level: Double? {
    switch metric {
    case .loss, .evaluationLoss: state.lane.guessing
    case .accuracy: state.lane.chance
    case .updateRatio: CurveMetric.updateGuide
    default: nil
    }
  }
}

/// A curve's name, its newest number, and what the level line and the loose dots stand for.
private struct CurveHeading {
  let state: AppState
  let metric: CurveMetric
  let isFocused: Bool
  let level: Double?

  /// Everything in long words or in short ones; then the loose dots before the level line, which
  /// looks the same in every run.
  func draw(in area: Rect, on canvas: inout Canvas) {
    let old = ghostWords(LiveWords.old)
    let before = ghostWords(LiveWords.before)
    let long = smoothing(LiveWords.smoothed)
    let short = smoothing(LiveWords.shortlySmoothed)
    let choices = [
      Phrase.joined([head, long, levelWords(longWord, isShort: false), before], gap: "  "),
      Phrase.joined([head, long, levelWords(shortWord, isShort: false), old], gap: " "),
      Phrase.joined([head, short, levelWords(shortWord, isShort: true), old], gap: " "),
      Phrase.joined([head, short, old], gap: " "), Phrase.joined([head, short], gap: " "),
    ]
    let fitting = choices.first { $0.width <= area.columns } ?? head.clipped(to: area.columns)
    canvas.write(fitting, column: area.column, row: area.row, in: area)
  }

  /// The number stands in a column of fixed width: what follows it must not jump.
  private var head: Phrase {
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let number = NumberFormat.text(state.shown(metric))
    let step = state.cursor == nil ? "" : (state.step(of: metric) ?? "") + " "
    let blanks = max(NumberFormat.width - CharacterWidth.columns(of: number), 0)
    let isOld = state.oldWiring != nil
    return Phrase((isFocused ? "▸" : " ") + LiveWords.name(metric)[state.language] + " ", style)
      + Phrase(step, Style(.accent))
      + Phrase(number, Style(.series(Int8(metric.rawValue)), isOld ? .dim : .bold))
      + Phrase(String(repeating: " ", count: blanks))
  }

  /// The factor of the moving average.
  private func smoothing(_ words: (Double) -> Words) -> Phrase {
    guard let factor = state.smoothing else { return Phrase() }
    return Phrase(words(factor)[state.language], Style(.muted))
  }

  private var longWord: Words { level(else: LiveWords.guessing) }
  private var shortWord: Words { level(else: LiveWords.guess) }

  private func level(else guessing: Words) -> Words {
    switch metric {
    case .accuracy: LiveWords.chance
    case .updateRatio: LiveWords.guide
    default: guessing
    }
  }

  private func levelWords(_ word: Words, isShort: Bool) -> Phrase {
    guard let level else { return Phrase() }
    let number = isShort ? "" : " " + NumberFormat.text(level)
    return Phrase("┄ \(word[state.language])\(number)", Style(.muted))
  }

  private func ghostWords(_ word: Words) -> Phrase {
    guard state.lane.ghost != nil else { return Phrase() }
    return Phrase("\(state.glyphs.looseDot) \(word[state.language])", Style(.ghost))
  }
}
