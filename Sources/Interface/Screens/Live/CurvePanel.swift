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
      reading: .curve(metric, span: span))
    drawLabels(ticks, plot, in: labels, on: &canvas)
    if let level { plot.drawLevel(level, Style(.muted), on: &canvas) }
    let timeAxis = TimeAxis(span: span, marks: state.lane.history.marks, plot: plot)
    timeAxis.drawMarks(on: &canvas)
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
    if let ghost = state.lane.ghost {
      plot.drawDotted(
        ghost.resampled(metric, steps: 0..<span, count: count), Style(.ghost), on: &canvas)
    }
    plot.draw(
      state.lane.history.resampled(metric, steps: 0..<span, count: count),
      Style(.series(Int8(metric.rawValue))), on: &canvas)
  }

  /// Whether its newest number is none.
  private var isBroken: Bool { state.newest(metric).map { !$0.isFinite } ?? false }

  /// The steps that the time axis spans: a round number, at least `shortestSpan`.
  private var span: Int {
    max(Int(Axis.niceBound(Double(state.lane.history.stepCount))), Self.shortestSpan)
  }

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
    let long = [head, levelWords(longWord, isShort: false), ghostWords(LiveWords.before)]
    let choices = [
      Phrase.joined(long, gap: "  "),
      Phrase.joined([head, levelWords(shortWord, isShort: false), old], gap: " "),
      Phrase.joined([head, levelWords(shortWord, isShort: true), old], gap: " "),
      Phrase.joined([head, old], gap: " "),
    ]
    let fitting = choices.first { $0.width <= area.columns } ?? head.clipped(to: area.columns)
    canvas.write(fitting, column: area.column, row: area.row, in: area)
  }

  /// The number stands in a column of fixed width: what follows it must not jump.
  private var head: Phrase {
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let number = NumberFormat.text(state.newest(metric))
    let blanks = max(NumberFormat.width - CharacterWidth.columns(of: number), 0)
    let isOld = state.oldWiring != nil
    return Phrase((isFocused ? "▸" : " ") + LiveWords.name(metric)[state.language] + " ", style)
      + Phrase(number, Style(.series(Int8(metric.rawValue)), isOld ? .dim : .bold))
      + Phrase(String(repeating: " ", count: blanks))
  }

  private var longWord: Words { metric == .accuracy ? LiveWords.chance : LiveWords.guessing }
  private var shortWord: Words { metric == .accuracy ? LiveWords.chance : LiveWords.guess }

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

/// The steps below a plot, and the steps at which the stack was rewired.
private struct TimeAxis {
  let span: Int
  let plot: LinePlot
  private let columns: [Int]

  init(span: Int, marks: [Int], plot: LinePlot) {
    self.span = span
    self.plot = plot
    columns = marks.map { plot.column(at: Double($0) / Double(span)) }
  }

  private var last: String { "\(span)" }

  /// Vertical lines over the plot; where the arrow below would meet a number it stands here.
  func drawMarks(on canvas: inout Canvas) {
    let area = plot.area
    for column in columns {
      plot.drawMark(column: column, Style(.warning), on: &canvas)
      guard !hasRoomBelow(column), area.rows > 0 else { continue }
      canvas.write("▲", column: column, row: area.rowEnd - 1, Style(.warning), in: area)
    }
  }

  /// The first and the last step, the arrows, and the middle step where no arrow meets it.
  func draw(row: Int, on canvas: inout Canvas) {
    let style = Style(.muted)
    let area = Rect(column: plot.area.column, row: row, columns: plot.area.columns, rows: 1)
    canvas.write("0", column: area.column, row: row, style, in: area)
    canvas.writeTrailing(Phrase(last, style), row: row, in: area)
    let middle = "\(span / 2)"
    let start = area.column + (area.columns - middle.utf8.count) / 2
    let end = start + middle.utf8.count
    if !columns.contains(where: { (start - 1...end).contains($0) }),
      start > area.column + 1, end < area.columnEnd - last.utf8.count
    {
      canvas.write(middle, column: start, row: row, style, in: area)
    }
    for column in columns where hasRoomBelow(column) {
      canvas.write("▲", column: column, row: row, Style(.warning), in: area)
    }
  }

  private func hasRoomBelow(_ column: Int) -> Bool {
    column > plot.area.column + 1 && column + 1 < plot.area.columnEnd - last.utf8.count
  }
}
