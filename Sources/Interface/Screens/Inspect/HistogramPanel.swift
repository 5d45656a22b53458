import Engine

/// Activation and gradient by magnitude, in the same bins and on the same scale: positive numbers
/// upward, negative ones downward, zeros in a column of their own.
struct HistogramPanel {
  private static let gutter = 6

  let state: AppState
  let inspection: Inspection

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 7 else { return }
    var area = area
    var upper = area.cutTop((area.rows - 1) / 2)
    let labels = area.cutTop(1)
    var lower = area
    drawHeading(
      InspectWords.activation, inspection.activation, tap?.activationRMS, in: upper.cutTop(1),
      on: &canvas)
    drawHeading(
      InspectWords.gradient, inspection.gradient, tap?.gradientRMS, in: lower.cutTop(1),
      on: &canvas)
    let bins = MagnitudeBins(state.inspect.magnitudes.axis, columns: area.columns - Self.gutter - 2)
    let most = most(bins)
    drawBars(inspection.activation, bins, most, in: upper, on: &canvas)
    canvas.publish(body(of: upper), reading: .histogram(isGradient: false))
    bins.drawTicks(column: area.column + Self.gutter + 2, in: labels, on: &canvas)
    let zero = StyledText("0", Style(.muted))
    canvas.write(zero, column: area.column + Self.gutter, row: labels.row, in: labels)
    if let gradient = inspection.gradient {
      drawBars(gradient, bins, most, in: lower, on: &canvas)
      canvas.publish(body(of: lower), reading: .histogram(isGradient: true))
    } else {
      var place = lower
      _ = place.cutLeft(Self.gutter)
      let words = InspectWords.gradientIsGone[state.language]
      for line in WrappedText.lines(words, width: place.columns) {
        let row = place.cutTop(1)
        canvas.write(line, column: row.column, row: row.row, Style(.muted), in: row)
      }
    }
  }

  /// Where the bins lie, right of the labels and the zeros.
  private func body(of area: Rect) -> Rect {
    var body = area
    _ = body.cutLeft(Self.gutter + 2)
    return body
  }

  /// The newest numbers of the tap, if they are of the inspected step.
  private var tap: TapReport? {
    guard let report = state.lane.report, report.step == inspection.step else { return nil }
    return report.taps[inspection.request.sublayer.index + 1]
  }

  /// The fullest bin of either histogram, rounded up.
  private func most(_ bins: MagnitudeBins) -> Double {
    let histograms = [inspection.activation, inspection.gradient].compactMap(\.self)
    let counts = histograms.flatMap { histogram in
      (0..<bins.count).flatMap { index in
        let (negative, positive) = bins.counts(histogram, index)
        return [negative, positive]
      }
    }
    return Axis.niceBound(Double(max(counts.max() ?? 0, 1)))
  }

  private func drawHeading(
    _ name: LocalizedText, _ histogram: Histogram?, _ rms: Double?, in area: Rect,
    on canvas: inout Canvas
  ) {
    let language = state.language
    var parts = [StyledText(name[language], Style(.text, .bold))]
    if let rms { parts.append(StyledText("RMS " + NumberFormat.padded(NumberFormat.text(rms)))) }
    if let histogram {
      func share(_ count: Int) -> String {
        let percent = 100 * Double(count) / Double(max(histogram.total, 1))
        return NumberFormat.fixed(percent, digits: 1) + "%"
      }
      parts.append(
        StyledText(
          InspectWords.negative[language] + " " + share(histogram.negativeCount), Style(.muted)))
      parts.append(
        StyledText(InspectWords.zeros[language] + " " + share(histogram.zeros), Style(.muted)))
      let broken = InspectWords.nonFinite[language] + " \(histogram.nonFinite)"
      parts.append(StyledText(broken, Style(histogram.nonFinite > 0 ? .bad : .muted)))
      if name == InspectWords.gradient {
        parts.append(StyledText(InspectWords.perToken[language], Style(.muted)))
      }
    }
    canvas.write(
      StyledText.fitting(parts, width: area.columns, gap: " · "), column: area.column,
      row: area.row,
      in: area)
  }

  private func drawBars(
    _ histogram: Histogram, _ bins: MagnitudeBins, _ most: Double, in area: Rect,
    on canvas: inout Canvas
  ) {
    var up = area
    let down = up.cutBottom(area.rows / 2)
    let gutter = [
      (up.row, NumberFormat.count(Int(most))), (up.rowEnd - 1, "+"), (down.row, "-"),
    ]
    for (row, text) in gutter where up.rows > 1 || text.count == 1 {
      let label = StyledText(NumberFormat.padded(text, to: Self.gutter - 1), Style(.muted))
      canvas.write(label, column: area.column, row: row, in: area)
    }
    let left = area.column + Self.gutter + 2
    bins.drawGrid(column: left, in: area, on: &canvas)
    let zeros = CountBar(share: Double(histogram.zeros) / most, style: Style(.text))
    zeros.drawUp(column: area.column + Self.gutter, in: up, on: &canvas)
    for index in 0..<bins.count {
      let (negative, positive) = bins.counts(histogram, index)
      for column in bins.columns(of: index) {
        CountBar(share: Double(positive) / most, style: Style(.diverging(6)))
          .drawUp(column: left + column, in: up, on: &canvas)
        CountBar(share: Double(negative) / most, style: Style(.diverging(-6)))
          .drawDown(column: left + column, in: down, on: &canvas)
      }
    }
  }
}

/// A vertical bar in halves of a cell; whatever was counted shows.
private struct CountBar {
  let share: Double
  let style: Style

  private func halves(_ rows: Int) -> Int {
    guard share > 0 else { return 0 }
    return min(max(Int((share * Double(2 * rows)).rounded()), 1), 2 * rows)
  }

  func drawUp(column: Int, in area: Rect, on canvas: inout Canvas) {
    let halves = halves(area.rows)
    for row in 0..<(halves + 1) / 2 {
      let glyph = 2 * row + 1 == halves ? "▄" : "█"
      canvas.write(glyph, column: column, row: area.rowEnd - 1 - row, style, in: area)
    }
  }

  func drawDown(column: Int, in area: Rect, on canvas: inout Canvas) {
    let halves = halves(area.rows)
    for row in 0..<(halves + 1) / 2 {
      let glyph = 2 * row + 1 == halves ? "▀" : "█"
      canvas.write(glyph, column: column, row: area.row + row, style, in: area)
    }
  }
}
