import Engine

/// One sublayer of one step in depth.
struct InspectScreen {
  let state: AppState

  func draw(on canvas: inout Canvas) {
    var area = canvas.bounds
    TitleLine(state: state).draw(in: area.cutTop(1), on: &canvas)
    FooterLine(state: state).draw(in: area.cutBottom(1), on: &canvas)
    FooterLine(state: state).drawNote(in: area.cutBottom(1), on: &canvas)
    drawSubject(in: area.cutTop(1), on: &canvas)
    drawViews(in: area.cutTop(1), on: &canvas)
    if area.rows >= 24 { _ = area.cutTop(1) }
    _ = area.cutLeft(1)
    _ = area.cutRight(1)
    drawView(in: area, on: &canvas)
  }

  private var language: Language { state.language }

  /// The sublayer and its formula on the left; the sequence and the step of the numbers on the right.
  private func drawSubject(in area: Rect, on canvas: inout Canvas) {
    let launch = state.lane.launch
    let wiring = state.lane.wiring[state.inspectedSublayer.index]
    let formula = StackWords.formula(wiring, norm: launch.normKind, gated: launch.hasGates)
    let name = StackWords.name(.sublayer(state.inspectedSublayer))[language]
    let sequence = InspectWords.sequence(state.inspect.sequence, of: launch.batch)[language]
    let source = StyledText.fitting(
      [StyledText(source ?? "", Style(.muted)), StyledText(sequence, Style(.muted))],
      width: area.columns - CharacterWidth.columns(of: name) - 6)
    canvas.writeTrailing(source + StyledText(" "), row: area.row, in: area)
    let other: SublayerKind =
      state.inspectedSublayer.kind == .attention ? .feedforward : .attention
    let place = Rect(
      column: area.column, row: area.row, columns: CharacterWidth.columns(of: name) + 1, rows: 1)
    canvas.publish(place, click: .perform(.narrow(other)))
    let parts = [StyledText("▸" + name, Style(.accent, .bold)), StyledText(formula)]
    canvas.write(
      StyledText.fitting(parts, width: area.columns - source.width - 3), column: area.column,
      row: area.row, in: area)
  }

  /// The step and, where it was another, the wiring that the numbers are of.
  private var source: String? {
    let facts: (step: Int, wiring: [Wiring])? =
      state.inspect.view == .matrices
      ? state.lane.report.map { ($0.step, $0.wiring) }
      : state.inspection.map { ($0.step, $0.wiring) }
    guard let facts else { return nil }
    let step = LiveWords.step(facts.step)
    guard facts.wiring != state.lane.wiring else { return step[language] }
    let name = StackWords.name(facts.wiring, beside: state.lane.wiring)
    return (LocalizedText("of ", "来自 ") + name + LocalizedText(", ", "，") + step)[language]
  }

  private var isOld: Bool {
    let wiring =
      state.inspect.view == .matrices ? state.lane.report?.wiring : state.inspection?.wiring
    return wiring.map { $0 != state.lane.wiring } ?? false
  }

  private func drawViews(in area: Rect, on canvas: inout Canvas) {
    var views = InspectView.allCases.map { view in
      let name = InspectWords.name(view)[language]
      let isShown = view == state.inspect.view
      return (
        view: view, isShown: isShown,
        part: isShown
          ? StyledText("[\(name)]", Style(.accent, .bold)) : StyledText(name, Style(.muted))
      )
    }
    // The one that is shown stays where not all have room.
    while views.count > 1, views.reduce(-2, { $0 + $1.part.width + 2 }) > area.columns - 2 {
      views.remove(at: views[0].isShown ? views.count - 1 : 0)
    }
    var column = area.column + 1
    for (view, _, part) in views {
      canvas.write(part, column: column, row: area.row, in: area)
      let place = Rect(column: column, row: area.row, columns: part.width, rows: 1)
      canvas.publish(place, click: .perform(.show(view)))
      column += part.width + 2
    }
  }

  private func drawView(in area: Rect, on canvas: inout Canvas) {
    if state.inspect.view == .attention, state.inspectedSublayer.kind == .feedforward {
      say(InspectWords.noAttention, in: area, on: &canvas)
      return
    }
    switch (state.inspect.view, state.lane.report, state.inspection) {
    case (.matrices, let report?, _):
      MatrixDepthPanel(state: state, report: report).draw(in: area, on: &canvas)
    case (.attention, _, let inspection?):
      AttentionPanel(state: state, inspection: inspection).draw(in: area, on: &canvas)
    case (.histograms, _, let inspection?):
      HistogramPanel(state: state, inspection: inspection).draw(in: area, on: &canvas)
    case (.tokens, _, let inspection?):
      TokenPanel(state: state, inspection: inspection).draw(in: area, on: &canvas)
    default:
      say(state.isRunning ? InspectWords.waiting : InspectWords.paused, in: area, on: &canvas)
    }
    if isOld { canvas.dim(area) }
  }

  private func say(_ words: LocalizedText, in area: Rect, on canvas: inout Canvas) {
    for (index, line) in WrappedText.lines(words[language], width: area.columns).enumerated() {
      canvas.write(
        line, column: area.column, row: area.row + 1 + index, Style(.muted), in: area)
    }
  }
}
