import Engine

/// The live screen for a room: the formula, thick bars, the loss in large digits, the verdict.
struct ProjectorScreen {
  let state: AppState

  func draw(on canvas: inout Canvas) {
    let layout = ProjectorLayout(columns: canvas.columns, rows: canvas.rows)
    TitleLine(state: state).draw(in: layout.title, on: &canvas)
    let bars = ThickBars(state: state, area: layout.bars)
    drawWiring(in: layout.wiring, extremesOf: bars.mostTaps, on: &canvas)
    bars.draw(on: &canvas)
    drawLoss(layout, on: &canvas)
    VerdictPanel(state: state).draw(in: layout.verdict, on: &canvas)
    FooterLine(state: state).drawNote(in: layout.note, on: &canvas)
    FooterLine(state: state, order: KeyTable.projectorFooterOrder)
      .draw(in: layout.footer, on: &canvas)
  }

  /// The formula of what is selected and its drawing; what a bar of several taps shows.
  private func drawWiring(in area: Rect, extremesOf count: Int, on canvas: inout Canvas) {
    let (language, launch) = (state.language, state.lane.launch)
    let diagram = WiringDiagram(
      state.shownWiring, branch: LiveWords.branch, cut: LiveWords.cut[language],
      norm: launch.normKind, gated: launch.hasGates, glyphs: state.glyphs)
    let formula = StackWords.formula(
      state.shownWiring, norm: launch.normKind, gated: launch.hasGates)
    let scope = StackWords.name(state.selection)[language]
    let heading =
      StyledText(scope + "  ", Style(.muted)) + StyledText(formula, Style(.accent, .bold)) + mixed
    let left = area.column + 2
    canvas.write(heading, column: left, row: area.row, in: area)
    canvas.write(diagram.upper, column: left, row: area.row + 1, in: area)
    canvas.write(diagram.lower, column: left, row: area.row + 2, in: area)
    guard count > 1, state.lane.report != nil else { return }
    let words = ProjectorWords.extreme(of: count)[language] + "  "
    canvas.writeTrailing(StyledText(words, Style(.faint)), row: area.row, in: area)
  }

  private var mixed: StyledText {
    let stack = state.lane.wiring[state.selection.indices(layers: state.lane.launch.layers)]
    let isMixed = stack.contains { $0 != state.shownWiring }
    return isMixed
      ? StyledText(" " + LiveWords.mixed[state.language], Style(.warning)) : StyledText()
  }

  /// The loss, what guessing costs, and the curve where there is room below.
  private func drawLoss(_ layout: ProjectorLayout, on canvas: inout Canvas) {
    var area = layout.loss
    guard let loss = state.shown(.loss) else { return }
    let (language, isOld) = (state.language, state.oldWiring != nil)
    let name = Fact.loss.words[language]
    let step = state.step(of: .loss).map { " " + $0 } ?? ""
    let heading = StyledText(name, Style(.text, .bold)) + StyledText(step, Style(.accent))
    canvas.write(heading, column: area.column, row: area.cutTop(1).row)
    if layout.loss.rows > BlockDigits.height * layout.squareRows + 3 { _ = area.cutTop(1) }
    let digits = area.cutTop(BlockDigits.height * layout.squareRows)
    let style = Style(loss.isFinite ? .series(0) : .bad, isOld ? .dim : [])
    BlockDigits(BlockDigits.text(loss)).draw(
      column: digits.column, row: digits.row, scale: (layout.squareColumns, layout.squareRows),
      style, in: digits, on: &canvas)
    if area.rows > 1 { _ = area.cutTop(1) }
    let guessing = area.cutTop(1)
    if let number = state.lane.guessing {
      let words = LiveWords.guessing[language] + " " + NumberFormat.text(number)
      canvas.write(words, column: guessing.column, row: guessing.row, Style(.muted), in: guessing)
    }
    guard area.rows >= 7 else { return }
    _ = area.cutTop(1)
    CurvePanel(state: state, metric: .loss, isFocused: false).draw(in: area, on: &canvas)
  }
}

/// What only the layout for a projector says.
enum ProjectorWords {
  static func extreme(of count: Int) -> LocalizedText {
    LocalizedText("bars: extreme of \(count)", "每条取 \(count) 个测点的极值")
  }
}
