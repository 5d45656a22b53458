import Engine

/// A scalar along the steps of the run, with the run before as a ghost.
struct CurvePanel {
  private static let labelWidth = 5
  private static let shortestSpan = 100

  let state: AppState
  let metric: CurveMetric
  let isFocused: Bool

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 2, area.columns > Self.labelWidth + 2 else { return }
    var area = area
    drawHeading(in: area.cutTop(1), on: &canvas)
    var timeAxis = area.rows > 2 ? area.cutBottom(1) : Rect(column: 0, row: 0, columns: 0, rows: 0)
    var labels = area.cutLeft(Self.labelWidth)
    _ = labels.cutRight(1)
    _ = timeAxis.cutLeft(Self.labelWidth)
    let plot = LinePlot(axis: state.axis(of: metric), area: area, glyphs: state.glyphs)
    drawLabels(plot, in: labels, on: &canvas)
    if let level { plot.drawLevel(level, Style(.muted), on: &canvas) }
    for mark in state.history.marks {
      plot.drawMark(at: share(mark), Style(.warning), on: &canvas)
    }
    let range = 0..<span
    let count = 2 * area.columns
    if let ghost = state.ghost {
      plot.drawDotted(
        ghost.resampled(metric, steps: range, count: count), Style(.ghost), on: &canvas)
    }
    plot.draw(
      state.history.resampled(metric, steps: range, count: count), Style(.series(series)),
      on: &canvas)
    drawTime(plot, in: timeAxis, on: &canvas)
  }

  /// The steps that the time axis spans: a round number, at least `shortestSpan`.
  private var span: Int {
    max(Int(Axis.niceStep(Double(state.history.stepCount))), Self.shortestSpan)
  }

  private var series: Int { metric.rawValue }

  private func share(_ step: Int) -> Double { Double(step) / Double(span) }

  private func drawHeading(in area: Rect, on canvas: inout Canvas) {
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let name = Phrase((isFocused ? "▸" : " ") + LiveWords.name(metric), style)
    let value = state.report.flatMap { metric.value(in: $0) }
    let number = Phrase(NumberFormat.text(value), Style(.series(series), .bold))
    let head = name + Phrase(" ") + number
    let choices = [([head] + legend(isShort: false), "  "), ([head] + legend(isShort: true), " ")]
    let phrases = choices.map { Phrase.fitting($0, width: area.columns, gap: $1) }
    let parts = choices[0].0.reduce(-2) { $0 + $1.width + ($1.isEmpty ? 0 : 2) }
    canvas.write(
      parts <= area.columns ? phrases[0] : phrases[1], column: area.column, row: area.row, in: area)
  }

  /// What the level line and the loose dots stand for.
  private func legend(isShort: Bool) -> [Phrase] {
    var parts: [Phrase] = []
    if let level {
      let word =
        metric == .accuracy ? LiveWords.chance : isShort ? LiveWords.guess : LiveWords.guessing
      let number = isShort ? "" : " " + NumberFormat.text(level)
      parts.append(Phrase("┄ \(word)\(number)", Style(.muted)))
    }
    if state.ghost != nil {
      parts.append(
        Phrase(
          state.glyphs.looseDots + " " + (isShort ? LiveWords.old : LiveWords.before), Style(.ghost)
        ))
    }
    return parts
  }

  private func drawLabels(_ plot: LinePlot, in area: Rect, on canvas: inout Canvas) {
    let limit = max(min(area.rows / 2 + 1, 7), 2)
    var free = Int.max
    for tick in plot.axis.ticks(limit: limit) {
      let row = area.row + plot.row(atShare: tick.position)
      guard row < free else { continue }
      canvas.writeTrailing(Phrase(tick.label, Style(.muted)), row: row, in: area)
      free = row
    }
  }

  private func drawTime(_ plot: LinePlot, in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let style = Style(.muted)
    canvas.write("0", column: area.column, row: area.row, style, in: area)
    let middle = "\(span / 2)"
    canvas.write(
      middle, column: area.column + (area.columns - middle.utf8.count) / 2, row: area.row, style,
      in: area)
    canvas.writeTrailing(Phrase("\(span)", style), row: area.row, in: area)
    for mark in state.history.marks {
      canvas.write(
        "▲", column: plot.column(at: share(mark)), row: area.row, Style(.warning), in: area)
    }
  }

  /// The value of knowing nothing; `nil` where there is none to name.
  private var level: Double? {
    switch metric {
    case .loss, .evaluationLoss: state.guessing
    case .accuracy: chance
    default: nil
    }
  }

  /// The accuracy of guessing among equally frequent classes.
  private var chance: Double? {
    guard case .synthetic(let task) = state.launch.task, task != .brackets else { return nil }
    return 1 / Double(state.launch.classCount)
  }
}
