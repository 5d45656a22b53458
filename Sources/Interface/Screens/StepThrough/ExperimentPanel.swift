import Engine

/// What a lesion or a nudge has changed.
struct ExperimentPanel {
  let experiment: WalkState.Experiment
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    _ = area.cutTop(area.rows > 8 ? 1 : 0)
    let lines =
      switch experiment {
      case .lesion(let report): lesion(report, rows: area.rows)
      case .nudge(let report): nudge(report)
      }
    for line in lines.prefix(area.rows) {
      let row = area.cutTop(1)
      canvas.write(line.clipped(to: row.columns), column: row.column, row: row.row, in: row)
    }
  }

  private var language: Language { state.language }

  private func lesion(_ report: LesionReport, rows: Int) -> [Phrase] {
    let head = [
      Phrase(StepWords.cut(report.lesion)[language], Style(.accent, .bold)),
      Phrase(
        StepWords.lesioned(
          before: NumberFormat.text(report.lossBefore), after: NumberFormat.text(report.lossAfter),
          change: NumberFormat.text(report.outputChange))[language]),
      Phrase(StepWords.lesionColumns[language], Style(.muted)),
    ]
    // Around the cut, where there is no room for all.
    let room = max(rows - head.count, 1)
    let first = min(
      max(report.lesion.sublayer.index + 1 - room / 2, 0), max(report.taps.count - room, 0))
    let taps = report.taps[first..<min(first + room, report.taps.count)].map { tap in
      let name = tap.tap.description
      let blanks = String(repeating: " ", count: max(15 - name.count, 1))
      let numbers = [
        tap.activationBefore, tap.activationAfter, tap.gradientBefore, tap.gradientAfter,
      ].map { NumberFormat.padded(NumberFormat.text($0), to: 8) }.joined(separator: " ")
      let isCut = tap.tap == .sublayer(report.lesion.sublayer)
      return Phrase(name + blanks + numbers, isCut ? Style(.accent, .bold) : Style(.text))
    }
    return head + taps
  }

  private func nudge(_ report: NudgeReport) -> [Phrase] {
    func line(_ name: Words, _ value: Double) -> Phrase {
      Phrase(name[language] + " ", Style(.muted))
        + Phrase(NumberFormat.text(value), Style(.text, .bold))
    }
    return [
      Phrase(
        StepWords.nudged(
          NumberFormat.text(Double(report.activation)), NumberFormat.text(report.epsilon))[
            language],
        Style(.accent, .bold)),
      line(StepWords.predictedChange, report.predicted),
      line(StepWords.centralChange, report.centralChange),
      line(StepWords.measuredChange, report.change),
      Phrase(StepWords.nudgeReason[language], Style(.muted)),
    ]
  }
}
