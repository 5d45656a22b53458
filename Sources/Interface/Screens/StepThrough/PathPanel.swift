import Engine

/// The gradient at the cursor's tap by the number of branches that it passed through.
struct PathPanel {
  let walk: WalkState
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    if let splitting = walk.splitting {
      say(StepWords.splitting(splitting.done, of: splitting.total), in: area, on: &canvas)
      return
    }
    guard let split = walk.splitAtCursor else {
      say(StepWords.noSplit, in: area, on: &canvas)
      return
    }
    let heading = area.cutTop(1)
    canvas.write(
      StyledText(StepWords.split(at: split.tap)[language], Style(.text, .bold))
        .clipped(to: heading.columns), column: heading.column, row: heading.row, in: heading)
    let facts = area.cutTop(1)
    let numbers = StepWords.splitNumbers(
      NumberFormat.text(split.meanLength), NumberFormat.text(split.cancellation),
      NumberFormat.text(split.residual))
    canvas.write(
      StyledText.fitting(
        numbers.map { StyledText($0[language], Style(.muted)) }, width: facts.columns, gap: " · "),
      column: facts.column, row: facts.row, in: facts)
    let legend = legend(split, width: area.columns)
    let below = area.cutBottom(legend.count)
    for (offset, line) in legend.enumerated() {
      canvas.write(line, column: below.column, row: below.row + offset, in: below)
    }
    PathBars(split: split, area: area)?.draw(on: &canvas, language)
  }

  private var language: Language { state.language }

  private func say(_ words: LocalizedText, in area: Rect, on canvas: inout Canvas) {
    for (offset, line) in WrappedText.lines(words[language], width: area.columns).enumerated() {
      canvas.write(line, column: area.column, row: area.row + offset, Style(.muted), in: area)
    }
  }

  /// What the marks mean, on two lines where one is too short.
  private func legend(_ split: PathSplit, width: Int) -> [StyledText] {
    let measured =
      StyledText("█ ", Style(.diverging(6)))
      + StyledText(StepWords.share[language] + "  ", Style(.muted))
      + StyledText("● ", Style(.accent)) + StyledText(StepWords.size[language], Style(.muted))
    guard split.binomial != nil else { return [measured.clipped(to: width)] }
    let law =
      StyledText("○ ", Style(.good)) + StyledText(StepWords.law(split)[language], Style(.muted))
    let line = measured + StyledText("  ") + law
    return line.width <= width ? [line] : [measured, law].map { $0.clipped(to: width) }
  }
}

/// Shares as bars, sizes as dots and the law as circles, class by class.
private struct PathBars {
  private static let gutter = 6

  private let split: PathSplit
  private let area: Rect
  /// Where values without a bar are listed; `nil` where all have one.
  private let rest: Rect?
  /// Where the bars stand.
  private let plot: Rect
  private let axis: Axis
  /// Columns from one class to the next.
  private let step: Int

  /// `nil` where there is no room.
  init?(split: PathSplit, area: Rect) {
    guard area.rows >= 5, area.columns > Self.gutter, !split.shares.isEmpty else { return nil }
    (self.split, self.area) = (split, area)
    var plot = area
    _ = plot.cutBottom(1)
    _ = plot.cutLeft(Self.gutter)
    // The total of the classes without a column is shown above them.
    rest = plot.columns < split.shares.count ? plot.cutTop(1) : nil
    self.plot = plot
    step = min(max(plot.columns / split.shares.count, 1), 4)
    let values = (split.shares + split.sizes + (split.binomial ?? [])).filter(\.isFinite)
    let least = min(values.min() ?? 0, 0)
    axis = Axis(
      scale: .linear, low: least < 0 ? -Axis.niceBound(-least) : 0,
      high: Axis.niceBound(values.max() ?? 1))
  }

  func draw(on canvas: inout Canvas, _ language: Language) {
    drawAxis(on: &canvas)
    let shown = min(split.shares.count, plot.columns / step)
    for k in 0..<shown { draw(class: k, on: &canvas) }
    guard let rest else { return }
    let share = NumberFormat.text(split.shares[shown...].reduce(0, +))
    canvas.writeTrailing(
      StyledText(StepWords.longer(shown - 1, share)[language], Style(.muted)), row: rest.row,
      in: rest)
  }

  private var zero: Int { row(0) ?? plot.rowEnd - 1 }

  private func row(_ value: Double) -> Int? {
    axis.position(value).map { plot.rowEnd - 1 - Int(($0 * Double(plot.rows - 1)).rounded()) }
  }

  private func drawAxis(on canvas: inout Canvas) {
    for (row, text) in [(plot.row, NumberFormat.text(axis.high)), (zero, "0")] {
      let label = NumberFormat.padded(text, to: Self.gutter - 1)
      canvas.write(label, column: area.column, row: row, Style(.muted), in: area)
    }
  }

  private func draw(class k: Int, on canvas: inout Canvas) {
    let column = plot.column + k * step
    canvas.write("─", column: column, row: zero, Style(.faint), in: plot)
    drawBar(split.shares[k], column: column, on: &canvas)
    if let row = row(split.sizes[k]) {
      canvas.write("●", column: column, row: row, Style(.accent), in: plot)
    }
    if let law = split.binomial, let row = row(law[k]) {
      canvas.write("○", column: column, row: row, Style(.good), in: plot)
    }
    let label = "\(k)"
    if k.isMultiple(of: 5), k == 0 || step * 5 > label.count {
      canvas.write(label, column: column, row: plot.rowEnd, Style(.muted), in: area)
    }
  }

  /// A negative share hangs below the axis.
  private func drawBar(_ share: Double, column: Int, on canvas: inout Canvas) {
    guard let end = row(share), end != zero else { return }
    let style = Style(.diverging(share < 0 ? -6 : 6))
    for row in min(end, zero)...max(end, zero) {
      canvas.write(share < 0 ? "░" : "█", column: column, row: row, style, in: plot)
    }
  }
}
