package import Engine

/// The figure of an experiment as a plot: axis, curves and their legend.
package struct ClaimChart {
  /// Columns of every chart.
  package static let columns = 76
  /// One more than 12, which many distances between labels divide.
  private static let plotRows = 13

  private let figure: Figure
  private let curves: [[Double?]]
  private let language: Language
  private let glyphs: Glyphs

  /// Plans the curves, one per arm of the figure.
  package init(
    _ figure: Figure, _ curves: [[Double?]], language: Language, glyphs: Glyphs = .braille
  ) {
    self.figure = figure
    self.curves = curves
    self.language = language
    self.glyphs = glyphs
  }

  /// The quantity on the vertical axis.
  package static func name(_ quantity: Figure.Quantity) -> LocalizedText {
    switch quantity {
    case .loss: LocalizedText("loss by step", "损失，按步")
    case .activationRMS: LocalizedText("RMS of the stream by layer", "残差流 RMS，按层")
    case .gradientRMS: LocalizedText("gradient RMS per token by layer", "每词元梯度 RMS，按层")
    case .tokenDiversity: LocalizedText("token diversity by layer", "词元多样性，按层")
    case .inputSimilarity: LocalizedText("input similarity by layer", "与输入的相似度，按层")
    case .squaredRMS: LocalizedText("RMS² of the stream by layer", "残差流 RMS²，按层")
    }
  }

  /// Heading, plot, horizontal axis and a line per curve.
  package func canvas() -> Canvas {
    var canvas = Canvas(columns: Self.columns, rows: Self.plotRows + 3 + curves.count)
    var area = canvas.bounds
    canvas.write(
      Self.name(figure.quantity)[language], column: 0, row: area.cutTop(1).row, Style(.accent))
    let legend = area.cutBottom(curves.count)
    _ = area.cutBottom(1)
    let foot = area.cutBottom(1)
    let ticks = axis.ticks(limit: 5)
    let widest = ticks.map { CharacterWidth.columns(of: $0.label) }.max() ?? 0
    let labels = area.cutLeft(widest)
    _ = area.cutLeft(1)
    let plot = LinePlot(axis: axis, area: area, glyphs: glyphs)
    for tick in ticks {
      let row = labels.row + plot.row(atShare: tick.position)
      canvas.writeTrailing(StyledText(tick.label, Style(.muted)), row: row, in: labels)
    }
    drawCurves(plot, on: &canvas)
    // Steps and layers count from 0: layer 0 is the embedding.
    canvas.write("0", column: area.column, row: foot.row, Style(.muted))
    canvas.writeTrailing(
      StyledText("\(longest - 1)", Style(.muted)), row: foot.row,
      in: Rect(column: area.column, row: foot.row, columns: area.columns, rows: 1))
    drawLegend(in: legend, on: &canvas)
    return canvas
  }

  private var longest: Int { max(curves.map(\.count).max() ?? 0, 2) }

  private var axis: Axis {
    let values = curves.joined().compactMap(\.self)
    let least = values.min() ?? 0
    let largest = values.max() ?? 1
    guard figure.quantity.isLogarithmic, least > 0 else {
      return Axis(
        scale: .linear, low: least < 0 ? -Axis.niceBound(-least) : 0,
        high: Axis.niceBound(largest))
    }
    let low = Logarithm.base10(least).rounded(.down)
    return Axis(scale: .log, low: low, high: max(Logarithm.base10(largest).rounded(.up), low + 1))
  }

  private func drawCurves(_ plot: LinePlot, on canvas: inout Canvas) {
    let lines = curves.map { line($0, dots: 2 * plot.area.columns) }
    for (index, line) in lines.enumerated() {
      plot.draw(line: line, style(index), plain: glyphs.laneMark(index), on: &canvas)
    }
    for (index, line) in lines.enumerated() {
      plot.draw(
        mark: glyphs.laneMark(index), of: index, on: line,
        Style(style(index).ink, .bold), on: &canvas)
    }
  }

  private func style(_ index: Int) -> Style { Style(.series(Int8(index))) }

  /// Values at the columns of dots where they belong.
  private func line(_ values: [Double?], dots: Int) -> [Double?] {
    var line: [Double?] = Array(repeating: nil, count: dots)
    for (index, value) in values.enumerated() {
      let share = Double(index) / Double(longest - 1)
      line[Int((share * Double(dots - 1)).rounded())] = value
    }
    return line
  }

  private func drawLegend(in area: Rect, on canvas: inout Canvas) {
    for (index, arm) in figure.arms.prefix(area.rows).enumerated() {
      let column = canvas.write(
        "\(glyphs.laneMark(index)) ", column: 2, row: area.row + index,
        Style(style(index).ink, .bold))
      canvas.write(
        FindingText.name(arm)[language], column: column, row: area.row + index)
    }
  }
}
