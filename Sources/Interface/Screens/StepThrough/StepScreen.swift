import Engine

/// One training step, operation by operation.
struct StepScreen {
  /// Columns from which inputs and outputs have room beside the plot.
  private static let wide = 110
  private static let listing = (narrow: 29, wide: 44)

  let state: AppState

  func draw(on canvas: inout Canvas) {
    var area = canvas.bounds
    TitleLine(state: state).draw(in: area.cutTop(1), on: &canvas)
    FooterLine(state: state).draw(in: area.cutBottom(1), on: &canvas)
    drawNote(in: area.cutBottom(1), on: &canvas)
    guard let walk = state.walk, let opening = walk.opening else {
      canvas.write(
        StepWords.opening[language], column: 1, row: area.row + 1, Style(.muted), in: area)
      return
    }
    drawPlace(walk, opening, in: area.cutTop(1), on: &canvas)
    let isWide = area.columns >= Self.wide
    var left =
      area.columns < 60
      ? Rect(column: 0, row: 0, columns: 0, rows: 0)
      : area.cutLeft(isWide ? Self.listing.wide : Self.listing.narrow)
    if left.columns > 0 {
      _ = left.cutRight(1)
      StepListing(walk: walk, opening: opening, language: language).draw(in: left, on: &canvas)
    } else {
      _ = area.cutLeft(1)
    }
    _ = area.cutRight(1)
    drawPage(walk, opening, in: area, isWide: isWide, on: &canvas)
  }

  private var language: Language { state.language }

  /// Phase, sublayer and place on the left; step and token on the right.
  private func drawPlace(
    _ walk: WalkState, _ opening: WalkOpening, in area: Rect, on canvas: inout Canvas
  ) {
    guard let operation = walk.operation else { return }
    let place = StyledText(
      "▸" + OperationWords.name(operation.phase)[language], Style(.accent, .bold))
    let parts = [
      place,
      operation.sublayer.map {
        StyledText(StackWords.name(.sublayer($0))[language], Style(.text, .bold))
      } ?? StyledText(),
      StyledText(StepWords.place(walk.index, of: walk.operations.count)[language], Style(.muted)),
      StyledText(StepWords.step(opening.step)[language], Style(.muted)),
      StyledText(StepWords.token(walk.focus)[language], Style(.muted)),
    ]
    canvas.write(
      StyledText.fitting(parts, width: area.columns - 2), column: area.column, row: area.row,
      in: area)
  }

  private func drawPage(
    _ walk: WalkState, _ opening: WalkOpening, in area: Rect, isWide: Bool,
    on canvas: inout Canvas
  ) {
    guard let page = walk.present else { return }
    var area = area
    let facts = StepFacts(page: page, opening: opening, state: state)
    let experiment = walk.experiment.map {
      ExperimentPanel(experiment: $0, state: state, width: area.columns)
    }
    // Of what is said of the operation the end gives way to an experiment.
    let room = experiment.map { max(area.rows - $0.leastRows, 1) } ?? area.rows
    for line in facts.head(width: area.columns).prefix(room) {
      guard area.rows > 0 else { return }
      let row = area.cutTop(1)
      canvas.write(line, column: row.column, row: row.row, in: row)
    }
    if let experiment { return experiment.draw(in: area, on: &canvas) }
    let lower = isWide && area.rows >= 26
    var below = lower ? area.cutBottom(area.rows / 2) : Rect(column: 0, row: 0, columns: 0, rows: 0)
    drawView(walk, page, in: area, isPaired: lower, on: &canvas)
    guard lower else { return }
    _ = below.cutTop(1)
    if walk.view == .numbers {
      ProductPanel(walk: walk, state: state).draw(in: below, on: &canvas)
    } else {
      TensorPanel(walk: walk, page: page, state: state).draw(in: below, on: &canvas)
    }
  }

  private func drawView(
    _ walk: WalkState, _ page: WalkPage, in area: Rect, isPaired: Bool, on canvas: inout Canvas
  ) {
    switch walk.view {
    case .numbers: TensorPanel(walk: walk, page: page, state: state).draw(in: area, on: &canvas)
    case .product: ProductPanel(walk: walk, state: state).draw(in: area, on: &canvas)
    case .paths: PathPanel(walk: walk, state: state).draw(in: area, on: &canvas)
    }
  }

  /// The question how to leave, or what is searched for, else the last key and its effect.
  private func drawNote(in area: Rect, on canvas: inout Canvas) {
    if state.walk?.leavesFor != nil {
      let questions = StepWords.howToLeave.map { StyledText($0[language], Style(.accent, .bold)) }
      let fitting = questions.first { $0.width <= area.columns - 2 } ?? questions[1]
      canvas.write(fitting.clipped(to: area.columns - 2), column: 1, row: area.row, in: area)
    } else if let search = state.walk?.search, search.isTyping {
      let typed =
        StyledText("/", Style(.accent, .bold)) + StyledText(search.editor.head)
        + StyledText(" ", Style(.text, .reverse)) + StyledText(search.editor.tail)
      canvas.write(typed.clipped(to: area.columns - 2), column: 1, row: area.row, in: area)
    } else {
      FooterLine(state: state).drawNote(in: area, on: &canvas)
    }
  }
}
