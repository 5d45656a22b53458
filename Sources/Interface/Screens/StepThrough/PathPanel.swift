import Engine

/// The gradient at the cursor's tap by the number of branches that it passed through.
struct PathPanel {
  private static let gutter = 6

  let walk: WalkState
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    if let splitting = walk.splitting {
      say(StepWords.splitting(splitting.done, of: splitting.total), in: area, on: &canvas)
      return
    }
    guard let split else {
      say(StepWords.noSplit, in: area, on: &canvas)
      return
    }
    let heading = area.cutTop(1)
    canvas.write(
      Phrase(StepWords.split(at: split.tap)[language], Style(.text, .bold))
        .clipped(to: heading.columns), column: heading.column, row: heading.row, in: heading)
    let facts = area.cutTop(1)
    let numbers = StepWords.splitNumbers(
      NumberFormat.text(split.meanLength), NumberFormat.text(split.cancellation),
      NumberFormat.text(split.residual))
    canvas.write(
      Phrase.fitting(
        numbers.map { Phrase($0[language], Style(.muted)) }, width: facts.columns, gap: " · "),
      column: facts.column, row: facts.row, in: facts)
    let legend = area.cutBottom(1)
    drawLegend(split, in: legend, on: &canvas)
    drawBars(split, in: area, on: &canvas)
  }

  private var language: Language { state.language }

  /// That of the tap of the stream which the cursor's operation leads to, or which it came from.
  private var split: PathSplit? {
    guard !walk.splits.isEmpty else { return nil }
    let taps = walk.operations.filter {
      ($0.phase == .forward) == (walk.operation?.phase == .forward)
    }
    let tap =
      taps.prefix { $0.index <= walk.index }.compactMap(\.tap).last { $0 != .final }
      ?? taps.compactMap(\.tap).first { $0 != .final }
    return walk.splits.first { $0.tap == tap } ?? walk.splits.last
  }

  private func say(_ words: Words, in area: Rect, on canvas: inout Canvas) {
    for (offset, line) in WrappedText.lines(words[language], width: area.columns).enumerated() {
      canvas.write(line, column: area.column, row: area.row + offset, Style(.muted), in: area)
    }
  }

  private func drawLegend(_ split: PathSplit, in area: Rect, on canvas: inout Canvas) {
    var parts = [
      Phrase("█ ", Style(.diverging(6))) + Phrase(StepWords.share[language], Style(.muted)),
      Phrase("● ", Style(.accent)) + Phrase(StepWords.size[language], Style(.muted)),
    ]
    if split.binomial != nil {
      parts.append(
        Phrase("○ ", Style(.good)) + Phrase(StepWords.law(split)[language], Style(.muted)))
    }
    canvas.write(
      Phrase.fitting(parts, width: area.columns), column: area.column, row: area.row, in: area)
  }

  /// One class for every few columns; what is beyond the edge is told.
  private func drawBars(_ split: PathSplit, in area: Rect, on canvas: inout Canvas) {
    guard area.rows >= 4, !split.shares.isEmpty else { return }
    var area = area
    let labels = area.cutBottom(1)
    var plot = area
    _ = plot.cutLeft(Self.gutter)
    let count = split.shares.count
    let step = min(max(plot.columns / count, 1), 4)
    let shown = min(count, plot.columns / step)
    let values = split.shares + split.sizes + (split.binomial ?? [])
    let largest = Axis.niceBound(values.filter(\.isFinite).max() ?? 1)
    let least = min(values.filter(\.isFinite).min() ?? 0, 0)
    let axis = Axis(scale: .linear, low: least < 0 ? -Axis.niceBound(-least) : 0, high: largest)
    func row(_ value: Double) -> Int? {
      axis.position(value).map { plot.rowEnd - 1 - Int(($0 * Double(plot.rows - 1)).rounded()) }
    }
    let zero = row(0) ?? plot.rowEnd - 1
    for (at, value) in [(plot.row, axis.high), (zero, 0.0)] {
      let label = NumberFormat.padded(
        value == 0 ? "0" : NumberFormat.text(value), to: Self.gutter - 1)
      canvas.write(label, column: area.column, row: at, Style(.muted), in: area)
    }
    for k in 0..<shown {
      let column = plot.column + k * step
      canvas.write("─", column: column, row: zero, Style(.faint), in: plot)
      if let end = row(split.shares[k]), split.shares[k] != 0 {
        let style = Style(.diverging(split.shares[k] < 0 ? -6 : 6))
        for at in min(end, zero)...max(end, zero) where end != zero {
          canvas.write(
            split.shares[k] < 0 ? "░" : "█", column: column, row: at, style, in: plot)
        }
      }
      if let at = row(split.sizes[k]) {
        canvas.write("●", column: column, row: at, Style(.accent), in: plot)
      }
      if let law = split.binomial, let at = row(law[k]) {
        canvas.write("○", column: column, row: at, Style(.good), in: plot)
      }
      let label = "\(k)"
      if k.isMultiple(of: 5), k == 0 || step * 5 > label.count {
        canvas.write(label, column: column, row: labels.row, Style(.muted), in: labels)
      }
    }
    guard shown < count else { return }
    let rest = split.shares[shown...].reduce(0, +)
    canvas.writeTrailing(
      Phrase(StepWords.longer(shown - 1, NumberFormat.text(rest))[language], Style(.muted)),
      row: plot.row, in: plot)
  }
}
