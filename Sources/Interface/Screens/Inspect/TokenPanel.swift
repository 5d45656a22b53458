import Engine

/// Rank collapse of one sequence: how alike its tokens are, and in how many directions they differ.
struct TokenPanel {
  let state: AppState
  let inspection: Inspection

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    let legend = area.cutBottom(1)
    let labels = inspection.tokens.map {
      TokenLabel($0, vocabulary: state.lane.launch.vocabularySize)
    }
    guard
      let grid = TokenGrid.fitting(
        1, labels, columns: area.columns / 2, rows: area.rows, widest: 3)
    else { return }
    let place = area.cutLeft(grid.columns)
    let heading = StyledText(InspectWords.similarity[state.language], Style(.text, .bold))
    grid.draw(
      inspection.likeness.cosines[...], .diverging, scale: 1, heading: heading, in: place,
      glyphs: state.glyphs, on: &canvas)
    canvas.publish(grid.body(in: place), reading: .similarity(grid.cell))
    // The heading may be wider than a small map.
    canvas.write(heading, column: place.column, row: place.row)
    _ = area.cutLeft(max(2, heading.width + 2 - grid.columns))
    drawSpectrum(in: area, on: &canvas)
    drawLegend(grid, in: legend, on: &canvas)
  }

  private func drawLegend(_ grid: TokenGrid, in area: Rect, on canvas: inout Canvas) {
    let ramp = RampLegend(ramp: .diverging, low: "-1", high: "1")
    let end = ramp.draw(column: area.column, in: area, glyphs: state.glyphs, on: &canvas)
    let diversity = Fact.tokenDiversity.words[state.language]
    let number = NumberFormat.padded(NumberFormat.text(inspection.likeness.diversity))
    let parts = [
      StyledText(diversity, Style(.muted)) + StyledText(" " + number),
      StyledText(
        grid.group > 1 ? InspectWords.grouped(grid.group)[state.language] : "", Style(.muted)),
    ]
    canvas.write(
      StyledText.fitting(parts, width: area.columnEnd - end - 3), column: end + 3, row: area.row,
      in: area)
  }

  private func drawSpectrum(in area: Rect, on canvas: inout Canvas) {
    var area = area
    guard area.columns >= 12 else { return }
    let heading = area.cutTop(1)
    let title = StyledText(InspectWords.singularValues[state.language], Style(.text, .bold))
    canvas.write(
      title.clipped(to: area.columns), column: area.column, row: heading.row, in: heading)
    guard let values = inspection.likeness.singularValues, let largest = values.first else {
      let isFinite = inspection.likeness.diversity?.isFinite ?? false
      let words = isFinite ? InspectWords.tooLarge : InspectWords.notFinite
      let reason = StyledText(words[state.language], Style(.muted))
      canvas.write(reason, column: area.column, row: area.row, in: area)
      return
    }
    let above = values.filter { $0 > largest / 100 }.count
    let summary = InspectWords.above(above, of: values.count)[state.language]
    canvas.write(
      StyledText(summary, Style(.muted)).clipped(to: area.columns), column: area.column,
      row: area.cutTop(1).row)
    drawBars(values, largest: largest, in: area, on: &canvas)
  }

  /// One row for each value, on a log axis down from the largest one's decade; its labels below,
  /// where there is a row for them.
  private func drawBars(
    _ values: [Double], largest: Double, in area: Rect, on canvas: inout Canvas
  ) {
    let fits = values.count <= area.rows
    let shown = values.prefix(fits ? values.count : max(area.rows - 1, 0))
    let high = largest > 0 ? Logarithm.base10(largest).rounded(.up) : 1
    let bars = Rect(
      column: area.column + 14, row: area.row, columns: min(area.columns - 14, 40), rows: area.rows)
    let spare = min(area.columnEnd - bars.columnEnd, 4)
    let plot = BarPlot(
      axis: Axis(scale: .log, low: high - 8, high: high), area: bars, labelRoom: spare)
    for (index, value) in shown.enumerated() {
      let row = area.row + index
      let name = NumberFormat.padded("\(index + 1)", to: 3)
      canvas.write(name, column: area.column, row: row, Style(.muted), in: area)
      let number = NumberFormat.padded(NumberFormat.text(value), to: 9)
      canvas.write(number, column: area.column + 3, row: row, in: area)
      if bars.columns >= 6 { plot.draw(Extremes([value]), row: row, on: &canvas) }
    }
    if shown.count < area.rows, fits, bars.columns >= 6 {
      let below = Rect(
        column: bars.column, row: area.row + shown.count, columns: bars.columns + spare,
        rows: 1)
      plot.drawTicks(in: below, on: &canvas)
    }
    guard !fits, area.rows > 0 else { return }
    let more = InspectWords.more(values.count - shown.count)[state.language]
    canvas.write(more, column: area.column + 1, row: area.rowEnd - 1, Style(.muted), in: area)
  }
}
