import Engine

/// A metric over depth and time: a row for each tap or layer, a column for a few steps.
///
/// A cell shows the mean of its steps, where a row holds several taps the extreme of their means;
/// what was never measured is blank, what is not finite `!`. A column without a measurement repeats
/// the one before, as some metrics are measured every few steps; the last columns are blank until
/// their steps are trained.
struct HeatMapPanel {
  private static let labelWidth = 5
  private static let swatch = 6

  let state: AppState
  let isFocused: Bool

  /// Draws heading, one row per layer or sublayer, and the steps below.
  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 3, area.columns > Self.labelWidth + 8 else { return }
    var area = area
    let heading = area.cutTop(1)
    let time = area.cutBottom(1)
    var labels = area.cutLeft(Self.labelWidth)
    _ = labels.cutRight(1)
    let rows = ProfileRow.layers(state.lane.launch.layers, room: area.rows)
    drawHeading(in: heading, most: rows.map(\.taps.count).max() ?? 1, on: &canvas)
    for (index, row) in rows.enumerated() {
      let isFirst = row.sublayers.lowerBound.isMultiple(of: 2)
      guard isFirst, let layer = row.layers?.lowerBound else { continue }
      let style = holdsSelection(row) ? Style(.accent, .bold) : Style(.muted)
      canvas.writeTrailing(StyledText("\(layer)", style), row: labels.row + index, in: labels)
      let place = Rect(
        column: labels.column, row: labels.row + index, columns: labels.columns, rows: 1)
      canvas.publish(place, click: .perform(.select(.layer(layer))))
    }
    let axis = TimeAxis(state: state, columns: area.columnRange)
    drawCells(rows, axis, in: area, on: &canvas)
    axis.draw(row: time.row, on: &canvas)
  }

  /// Draws in place of the profile's bars, whose rows name the taps: heading, the steps where there
  /// are two rows of headings, cells.
  func draw(in area: Rect, rows: [ProfileRow], headings: Int, on canvas: inout Canvas) {
    var area = area
    guard area.columns > 8 else { return }
    drawHeading(in: area.cutTop(1), on: &canvas)
    let axis = TimeAxis(state: state, columns: area.columnRange)
    if headings > 1 { axis.draw(row: area.cutTop(1).row, arrow: "▼", on: &canvas) }
    drawCells(rows, axis, in: area, on: &canvas)
  }

  /// The metric, the colours of both ends, and what a cell of `most` taps shows.
  private func drawHeading(in area: Rect, most: Int = 1, on canvas: inout Canvas) {
    let metric = state.heatMetric
    canvas.publish(area, click: .perform(.focus(.heatMap)))
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let (first, second) = metric.row.heading
    let names = [metric.words, first + LocalizedText(same: " ") + second].map {
      StyledText((isFocused ? "▸" : " ") + $0[state.language], style)
    }
    let ends = ramp.ends.map { StyledText(" " + $0 + " ", Style(.muted)) }
    let width = ends.reduce(Self.swatch + 1) { $0 + $1.width }
    let name =
      names.first { $0.width + width <= area.columns } ?? names[1].clipped(to: area.columns)
    var column = canvas.write(name, column: area.column, row: area.row, in: area)
    guard name.width + width <= area.columns else { return }
    column = canvas.write(ends[0], column: column + 1, row: area.row, in: area)
    for step in 0..<Self.swatch {
      canvas[column, area.row] = ramp.cell(share: Double(step) / Double(Self.swatch - 1))
      column += 1
    }
    column = canvas.write(ends[1], column: column, row: area.row, in: area)
    let extreme = StyledText(" " + LiveWords.extreme(of: most)[state.language], Style(.muted))
    guard most > 1, column + extreme.width <= area.columnEnd else { return }
    canvas.write(extreme, column: column, row: area.row, in: area)
  }

  private var ramp: HeatRamp { HeatRamp(axis: state.heatAxis, glyphs: state.glyphs) }

  private func drawCells(
    _ rows: [ProfileRow], _ axis: TimeAxis, in area: Rect, on canvas: inout Canvas
  ) {
    publish(rows, axis.steps, in: area, on: &canvas)
    let lane = state.lane
    let ramp = ramp
    let trained = lane.history.stepCount
    var shown = lane.tapHistory.profile(state.heatMetric, at: axis.steps.lowerBound - 1)?.bins ?? []
    for column in 0..<area.columns {
      let steps = axis.steps(ofColumn: column)
      guard steps.lowerBound < trained else { break }
      let bins = lane.tapHistory.bins(state.heatMetric, steps: steps)
      if shown.isEmpty || bins.contains(where: { !$0.isEmpty }) { shown = bins }
      let isCursor = area.column + column == axis.cursor
      for (index, row) in rows.enumerated() where index < area.rows {
        let value = Self.extreme(shown[row.taps])
        canvas[area.column + column, area.row + index] =
          isCursor && value != nil && isRead(row) ? ramp.markedCell(value) : ramp.cell(value)
      }
    }
  }

  /// A click on a cell looks at its step and selects its layer.
  private func publish(
    _ rows: [ProfileRow], _ steps: Range<Int>, in area: Rect, on canvas: inout Canvas
  ) {
    for (index, row) in rows.enumerated() where index < area.rows {
      let place = Rect(column: area.column, row: area.row + index, columns: area.columns, rows: 1)
      canvas.publish(
        place, click: .look(steps: steps, row.selection),
        reading: .heat(state.heatMetric, row.taps, steps: steps))
    }
  }

  /// The mean of the largest magnitude; NaN where any value was none, `nil` where there is none.
  private static func extreme(_ bins: ArraySlice<TapBin>) -> Double? {
    var result: Double?
    for bin in bins {
      guard let value = bin.value, !(result?.isNaN ?? false) else { continue }
      if value.isNaN || abs(value) > abs(result ?? 0) || result == nil { result = value }
    }
    return result
  }

  /// Whether the cursor reads that row: the selected ones, all where nothing is selected.
  private func isRead(_ row: ProfileRow) -> Bool {
    state.selection == .everything || holdsSelection(row)
  }

  private func holdsSelection(_ row: ProfileRow) -> Bool {
    guard state.selection != .everything else { return false }
    return row.sublayers.overlaps(state.selection.indices(layers: state.lane.launch.layers))
  }
}

/// How values on an axis become cells: signed ones around zero.
struct HeatRamp {
  let axis: Axis
  let glyphs: Glyphs

  private var isSigned: Bool { axis.low < 0 && axis.scale == .linear }
  private var reach: Double { max(abs(axis.low), abs(axis.high)) }

  /// What the two ends of the ramp stand for.
  var ends: [String] {
    var axis = axis
    if isSigned { (axis.low, axis.high) = (-reach, reach) }
    return axis.ticks(limit: 2).map(\.label)
  }

  func cell(_ value: Double?) -> Cell { ramp.cell(value.map(position), glyphs: glyphs) }

  func markedCell(_ value: Double?) -> Cell { ramp.markedCell(value.map(position)) }

  /// The cell at a share of the way from one end to the other.
  func cell(share: Double) -> Cell {
    ramp.cell(isSigned ? 2 * share - 1 : share, glyphs: glyphs)
  }

  private var ramp: Ramp { isSigned ? .diverging : .sequential }

  private func position(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    return isSigned ? value / reach : axis.position(value) ?? .nan
  }
}
