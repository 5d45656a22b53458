import Engine

/// The weight matrices of one sublayer, and how its branch stands to the stream.
struct MatrixDepthPanel {
  private static let widths = [10, 11, 9, 9]
  private static let axis = Axis(scale: .log, low: -6, high: 0)

  let state: AppState
  let report: StepReport

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    drawHeadings(in: area.cutTop(2), on: &canvas)
    for matrix in matrices {
      let row = area.cutTop(1)
      draw(matrix, in: row, on: &canvas)
    }
    _ = area.cutTop(1)
    for (name, value) in facts {
      let row = area.cutTop(1)
      guard !row.isEmpty else { return }
      canvas.write(name[state.language], column: row.column, row: row.row, Style(.muted), in: row)
      let number = NumberFormat.padded(NumberFormat.text(value), to: Self.widths[2])
      canvas.write(number, column: row.column + 30, row: row.row, style(value), in: row)
    }
  }

  private var sublayer: Sublayer { state.inspectedSublayer }

  private var matrices: ArraySlice<MatrixReport> {
    let all = report.layers[sublayer.layer - 1].matrices
    return sublayer.kind == .attention ? all.prefix(4) : all.dropFirst(4)
  }

  private var facts: [(LocalizedText, Double?)] {
    let before = report.taps[sublayer.index]
    let after = report.taps[sublayer.index + 1]
    let rms = LocalizedText(same: " RMS")
    let gradient = LocalizedText(" gradient RMS", "的梯度 RMS")
    let facts: [(LocalizedText, Double?)] = [
      (InspectWords.skipScale, Double(report.wiring[sublayer.index].skipScale)),
      (InspectWords.entering + rms, before.activationRMS),
      (Fact.branchRMS.words, after.branchRMS),
      (Fact.branchRatio.words, after.branchRatio),
      (Fact.branchCosine.words, after.branchCosine),
      (InspectWords.leaving + rms, after.activationRMS),
      (InspectWords.entering + gradient, before.gradientRMS),
      (InspectWords.leaving + gradient, after.gradientRMS),
    ]
    let ratio = report.layers[sublayer.layer - 1].definedQueryValueRatio
    return sublayer.kind == .attention
      ? facts + [(Fact.queryValueRatio.words, ratio)] : facts
  }

  private func drawHeadings(in area: Rect, on canvas: inout Canvas) {
    let gradient = Fact.weightGradient.row.heading
    let ratio = Fact.updateRatio.row.heading
    let headings = [
      [LocalizedText(same: ""), InspectWords.matrix],
      [LocalizedText(same: ""), InspectWords.shape],
      [gradient.0, gradient.1], [ratio.0, ratio.1],
    ]
    var rest = area
    for (index, lines) in headings.enumerated() {
      let column = rest.cutLeft(Self.widths[index])
      for (row, words) in lines.enumerated() {
        let phrase = StyledText(words[state.language], Style(.muted))
        if index == 0 {
          canvas.write(phrase, column: column.column, row: area.row + row, in: column)
        } else {
          canvas.writeTrailing(phrase, row: area.row + row, in: column)
        }
      }
    }
    let bars = barArea(rest)
    guard bars.columns >= 12 else { return }
    let plot = BarPlot(axis: Self.axis, area: bars)
    let labels = Rect(column: bars.column, row: area.row + 1, columns: bars.columns, rows: 1)
    plot.drawTicks(in: labels, on: &canvas)
    let mark = guideColumn(bars)
    let words = InspectWords.guide[state.language]
    let width = CharacterWidth.columns(of: words) + 1
    // On the side where it has room.
    if mark + 1 + width <= bars.columnEnd {
      canvas.write("│ " + words, column: mark, row: area.row, Style(.accent), in: bars)
    } else {
      canvas.write("│", column: mark, row: area.row, Style(.accent), in: bars)
      guard mark - width >= bars.column else { return }
      canvas.write(words, column: mark - width, row: area.row, Style(.accent), in: bars)
    }
  }

  private func draw(_ matrix: MatrixReport, in area: Rect, on canvas: inout Canvas) {
    var rest = area
    let name = matrix.name.split(separator: ".").dropLast().last ?? ""
    let numbers = [
      StyledText(shape(name), Style(.muted)),
      StyledText(NumberFormat.text(matrix.gradientNorm), style(matrix.gradientNorm)),
      StyledText(NumberFormat.text(matrix.updateRatio), style(matrix.updateRatio)),
    ]
    let column = rest.cutLeft(Self.widths[0])
    canvas.write(
      InspectWords.matrix(name)[state.language], column: column.column, row: area.row, in: column)
    for (index, number) in numbers.enumerated() {
      canvas.writeTrailing(number, row: area.row, in: rest.cutLeft(Self.widths[index + 1]))
    }
    let bars = barArea(rest)
    guard bars.columns >= 12 else { return }
    BarPlot(axis: Self.axis, area: bars)
      .draw(Extremes([matrix.updateRatio].compactMap(\.self)), row: area.row, on: &canvas)
    canvas.write("│", column: guideColumn(bars), row: area.row, Style(.accent), in: bars)
  }

  private func barArea(_ rest: Rect) -> Rect {
    Rect(
      column: rest.column + 2, row: rest.row, columns: min(rest.columns - 2, 60), rows: rest.rows)
  }

  private func guideColumn(_ bars: Rect) -> Int {
    let share = Fact.updateRatio.row.guide.flatMap(Self.axis.position) ?? 0
    return bars.column + Int(share * Double(bars.columns) + 1e-9)
  }

  private func shape(_ name: Substring) -> String {
    let (width, hidden) = (state.lane.launch.width, state.lane.launch.hiddenWidth)
    switch name {
    case "expand": return "\(hidden)×\(width)"
    case "contract": return "\(width)×\(hidden)"
    default: return "\(width)×\(width)"
    }
  }

  private func style(_ value: Double?) -> Style {
    value.map { $0.isFinite ? Style(.text) : Style(.bad, .bold) } ?? Style(.faint)
  }
}
