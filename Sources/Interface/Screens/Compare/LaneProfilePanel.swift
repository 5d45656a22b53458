import Engine

/// A metric along the stack, all lanes on the same rows and axis, with their numbers, ratio and
/// difference.
///
/// Lanes of different depth share the axis of layers, counted from the input: one of fewer layers
/// ends earlier. Ratio and difference stand only where both lanes have the same taps.
struct LaneProfilePanel {
  /// Columns that the plot keeps before a further number is shown.
  private static let leastPlot = 14

  let state: AppState
  let metric: Fact
  let isFocused: Bool

  /// A column of numbers: a value per row.
  private struct Column {
    /// Two lines of heading.
    var heading: [StyledText]
    /// Its place where room is short: the smallest stay.
    var rank: Int
    /// A number and the blank before it.
    var width: Int
    var text: (ProfileRow) -> String
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    let headings = area.rows >= 9 ? 2 : 1
    let rows = ProfileRow.rows(layers: state.mostLayers, room: area.rows - headings)
    for (index, row) in rows.enumerated() {
      publish(row, row: area.row + headings + index, in: area, on: &canvas)
    }
    let gutter = StackGutter(state: state, rows: rows, showsWiring: false)
    gutter.draw(in: area.cutLeft(gutter.columns), headings: headings, on: &canvas)
    let columns = columns(fitting: area.columns)
    var rest = area
    for column in columns.reversed() {
      draw(column, rows, headings, in: rest.cutRight(column.width), on: &canvas)
    }
    _ = rest.cutRight(1)
    // The name may run on over the lanes' columns, whose marks stand one line lower.
    let lanes = columns.prefix { $0.heading[0].isEmpty }.reduce(0) { $0 + $1.width }
    let room = headings > 1 ? rest.columns + lanes : rest.columns
    drawName(
      in: Rect(column: rest.column, row: area.row, columns: room, rows: 1),
      most: rows.map(\.taps.count).max() ?? 1, on: &canvas)
    drawMarks(rows, headings, in: rest, on: &canvas)
  }

  /// A click selects what the row shows, the mouse over it reads its numbers.
  private func publish(
    _ profileRow: ProfileRow, row: Int, in area: Rect, on canvas: inout Canvas
  ) {
    canvas.publish(
      Rect(column: area.column, row: row, columns: area.columns, rows: 1),
      click: profileRow.selection.map { .perform(.select($0)) }
        ?? canvas.hitArea(column: area.column, row: row)?.click,
      reading: .lanes(metric, profileRow))
  }

  /// Columns of a lane's number and the blank before it; a sign takes one more.
  private var width: Int { NumberFormat.width + (metric.isSigned ? 2 : 1) }

  // MARK: Numbers

  private func values(of lane: LaneState) -> [Double?] {
    state.values(of: metric, in: lane)?.values ?? []
  }

  /// What a row shows of a lane: of several taps the extreme.
  private func value(of lane: LaneState, _ values: [Double?], _ row: ProfileRow) -> Double? {
    let taps = row.taps(inStackOf: lane.launch.layers).clamped(to: 0..<values.count)
    return Extremes(values[taps].compactMap(\.self)).shown
  }

  /// As many columns as leave the plot its room: lanes, ratio, difference.
  private func columns(fitting room: Int) -> [Column] {
    let all = laneColumns + pairColumns
    var rest = room - Self.leastPlot - 1
    let ranks = all.sorted { $0.rank < $1.rank }.prefix { column in
      rest -= column.width
      return rest >= 0
    }.map(\.rank)
    return all.filter { ranks.contains($0.rank) }
  }

  private var laneColumns: [Column] {
    let pair = state.pair.map { [$0.base.id, $0.other.id] } ?? [state.lane.id]
    return state.lanes.enumerated().map { index, lane in
      let values = values(of: lane)
      return Column(
        heading: [StyledText(), LaneWords.mark(lane, state.glyphs)],
        rank: pair.firstIndex(of: lane.id) ?? 10 + index, width: width
      ) { NumberFormat.text(value(of: lane, values, $0)) }
    }
  }

  /// Ratio and difference of the pair; of numbers that may be negative the difference alone.
  private var pairColumns: [Column] {
    guard let pair = state.pair else { return [] }
    let other = (pair.other, values(of: pair.other))
    let base = (pair.base, values(of: pair.base))
    func column(
      _ name: LocalizedText, _ sign: String, rank: Int, width: Int,
      _ text: @escaping (Double?, Double?) -> String
    ) -> Column {
      let marks =
        LaneWords.mark(pair.other, state.glyphs) + StyledText(sign, Style(.muted))
        + LaneWords.mark(pair.base, state.glyphs)
      let heading = [StyledText(name[state.language], Style(.muted)), marks]
      return Column(heading: heading, rank: rank, width: width) { row in
        guard pair.shares(row) else { return "" }
        return text(value(of: other.0, other.1, row), value(of: base.0, base.1, row))
      }
    }
    // On a linear axis it is what the plot shows, on a log axis the ratio is.
    let isLinear = state.scale(of: metric) == .linear
    let signed = NumberFormat.width + 2
    let difference = column(CompareWords.change, "-", rank: isLinear ? 2 : 3, width: signed) {
      NumberFormat.text(LanePair.difference($0, $1))
    }
    guard !metric.isSigned else { return [difference] }
    let isFar = state.decadeRatios.contains(metric)
    let ratio = column(
      isFar ? CompareWords.decades : CompareWords.ratio, "/", rank: isLinear ? 3 : 2, width: width
    ) {
      isFar
        ? Self.decades(LanePair.decades($0, $1)) : NumberFormat.text(LanePair.ratio($0, $1))
    }
    return [ratio, difference]
  }

  /// `-2.81`, `+0.03`: decades with their sign.
  private static func decades(_ value: Double?) -> String {
    guard let value else { return "–" }
    guard value.isFinite else { return NumberFormat.text(value) }
    return (value < 0 ? "" : "+") + NumberFormat.fixed(value, digits: 2)
  }

  private func draw(
    _ column: Column, _ rows: [ProfileRow], _ headings: Int, in area: Rect,
    on canvas: inout Canvas
  ) {
    for (index, heading) in column.heading.suffix(headings).enumerated() {
      canvas.writeTrailing(heading, row: area.row + index, in: area)
    }
    for (index, row) in rows.enumerated() {
      let text = column.text(row)
      let isBroken = text == "nan" || text.hasSuffix("inf")
      let style = text == "–" ? Style(.faint) : isBroken ? Style(.bad, .bold) : Style(.text)
      canvas.writeTrailing(StyledText(text, style), row: area.row + headings + index, in: area)
    }
  }

  // MARK: Plot

  /// The metric, the step of its numbers, and what a row of `most` taps shows.
  private func drawName(in area: Rect, most: Int, on canvas: inout Canvas) {
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let (first, second) = metric.row.heading
    let short = first + LocalizedText(same: " ") + second
    let step = step.map { " " + $0 } ?? ""
    let names = [(metric.words, step), (short, step), (short, ""), (second, "")].map {
      StyledText((isFocused ? "▸" : " ") + $0[state.language] + $1, style)
    }
    let fitting = names.first { $0.width <= area.columns } ?? names[3].clipped(to: area.columns)
    let extreme = StyledText(
      most > 1 ? LiveWords.extreme(of: most)[state.language] : "", Style(.muted))
    canvas.write(
      StyledText.fitting([fitting, extreme], width: area.columns), column: area.column,
      row: area.row,
      in: area)
  }

  /// `@140` for numbers of another step than the newest.
  private var step: String? {
    guard let steps = state.values(of: metric)?.steps else { return nil }
    guard state.cursor != nil || steps.lowerBound != state.lane.report?.step else { return nil }
    return LiveWords.at(steps)
  }

  private func drawMarks(
    _ rows: [ProfileRow], _ headings: Int, in area: Rect, on canvas: inout Canvas
  ) {
    var body = area
    let top = body.cutTop(headings)
    let lanes = state.lanes.map { ($0, values(of: $0)) }
    guard lanes.contains(where: { $0.1.contains { $0 != nil } }) else {
      let words =
        state.lanes.allSatisfy { $0.report == nil }
        ? LiveWords.waiting[2] : LiveWords.notMeasuredYet
      canvas.writeWrapped(words[state.language], Style(.muted), in: body)
      return
    }
    let plot = BarPlot(axis: state.axis(of: metric), area: body)
    if headings > 1 {
      plot.drawTicks(
        in: Rect(column: top.column, row: top.row + 1, columns: top.columns, rows: 1), on: &canvas)
    }
    for (index, row) in rows.enumerated() {
      let marks = lanes.compactMap { lane, values in
        value(of: lane, values, row).map {
          BarPlot.Mark(
            value: $0, scalar: state.glyphs.laneMark(lane.id - 1),
            style: Style(lane.style.ink, .bold))
        }
      }
      plot.draw(marks, row: body.row + index, on: &canvas)
    }
  }
}
