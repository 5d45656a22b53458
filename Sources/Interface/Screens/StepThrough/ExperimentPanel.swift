import Engine

/// What a lesion or a nudge has changed, in lines of some width.
struct ExperimentPanel {
  let experiment: WalkState.Experiment
  let state: AppState
  let width: Int

  /// Columns of a tap's name and of a number.
  private static let (nameWidth, numberWidth) = (15, 8)
  /// Taps whose change by a lesion is shown where there is room for more than words.
  private static let leastTaps = 5

  /// Rows that it takes to say what is to be seen.
  var leastRows: Int {
    switch experiment {
    case .lesion(let report): lesionHead(report).count + Self.leastTaps
    case .nudge(let report): nudge(report).count
    }
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    let lines =
      switch experiment {
      case .lesion(let report): lesion(report, rows: area.rows)
      case .nudge(let report): nudge(report)
      }
    if area.rows > max(lines.count, 8) { _ = area.cutTop(1) }
    for line in lines.prefix(area.rows) {
      let row = area.cutTop(1)
      canvas.write(line.clipped(to: row.columns), column: row.column, row: row.row, in: row)
    }
  }

  private var language: Language { state.language }

  private func wrapped(_ words: LocalizedText, _ style: Style) -> [StyledText] {
    WrappedText.lines(words[language], width: width).map { StyledText($0, style) }
  }

  // MARK: Lesion

  private func lesionHead(_ report: LesionReport) -> [StyledText] {
    let words = StepWords.lesioned(
      before: NumberFormat.text(report.lossBefore), after: NumberFormat.text(report.lossAfter),
      change: NumberFormat.text(report.outputChange))
    let names = StepWords.lesionColumns.map { $0[language] }
    return wrapped(StepWords.cut(report.lesion), Style(.accent, .bold))
      + wrapped(words, Style(.text)) + [row(names[0], Array(names[1...]), Style(.muted))]
  }

  private func lesion(_ report: LesionReport, rows: Int) -> [StyledText] {
    let head = lesionHead(report)
    // Around the cut, where there is no room for all.
    let room = max(rows - head.count, 1)
    let first = min(
      max(report.lesion.sublayer.index + 1 - room / 2, 0), max(report.taps.count - room, 0))
    let taps = report.taps[first..<min(first + room, report.taps.count)].map { tap in
      let numbers = [
        tap.activationBefore, tap.activationAfter, tap.gradientBefore, tap.gradientAfter,
      ].map { NumberFormat.text($0) }
      let isCut = tap.tap == .sublayer(report.lesion.sublayer)
      return row(tap.tap.description, numbers, isCut ? Style(.accent, .bold) : Style(.text))
    }
    return head + taps
  }

  /// A name and its numbers; where not all have room, those of the gradient.
  private func row(_ name: String, _ cells: [String], _ style: Style) -> StyledText {
    let fits = Self.nameWidth + cells.count * (Self.numberWidth + 1) - 1 <= width
    let shown = fits ? cells : cells.suffix(2)
    return StyledText(
      name.padded(to: Self.nameWidth)
        + shown.map { NumberFormat.padded($0, to: Self.numberWidth) }.joined(separator: " "),
      style)
  }

  // MARK: Nudge

  private func nudge(_ report: NudgeReport) -> [StyledText] {
    wrapped(
      StepWords.nudged(
        NumberFormat.text(Double(report.activation)), NumberFormat.text(report.epsilon)),
      Style(.accent, .bold))
      + told(StepWords.predictedChange, report.predicted)
      + told(StepWords.centralChange, report.centralChange)
      + told(StepWords.measuredChange, report.change)
      + wrapped(StepWords.nudgeReason, Style(.muted))
  }

  /// Words and their number, which is right-aligned at any width.
  private func told(_ words: LocalizedText, _ value: Double) -> [StyledText] {
    let number = NumberFormat.text(value)
    var lines = WrappedText.lines(words[language] + " " + number, width: width)
    let last = lines.removeLast()
    return lines.map { StyledText($0, Style(.muted)) } + [
      StyledText(String(last.dropLast(number.count)), Style(.muted))
        + StyledText(String(last.suffix(number.count)), Style(.text, .bold))
    ]
  }
}
