import Engine

/// Program and model on the left, the state of the run on the right.
struct TitleLine {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    let status = status(width: area.columns - 2)
    canvas.writeTrailing(status + StyledText(" "), row: area.row, in: area)
    let room = area.columns - status.width - 4
    canvas.write(model(width: room), column: area.column + 1, row: area.row, in: area)
    if name.width <= room { publishLanes(in: area, on: &canvas) }
  }

  /// A click on a lane's mark selects it.
  private func publishLanes(in area: Rect, on canvas: inout Canvas) {
    guard state.lanes.count > 1 else { return }
    var column = area.column + 1 + CharacterWidth.columns(of: LiveWords.program) + 1
    for lane in state.lanes {
      let width = lane.id == state.lane.id ? 3 : 2
      let place = Rect(column: column, row: area.row, columns: width, rows: 1)
      canvas.publish(place, click: .perform(.showLane(lane.id)))
      column += width
    }
  }

  /// The rewiring, the step, the rate and the mode; where room is short the rate goes first.
  private func status(width: Int) -> StyledText {
    let words = state.progress.map(LaneWords.progress) ?? LiveWords.mode(state.mode)
    let mode = StyledText(
      words[language], state.progress == nil ? modeStyle : Style(.accent, .bold))
    let step = StyledText(
      LiveWords.step(state.lane.report?.step ?? 0)[language], Style(.text, .bold))
    let rate =
      state.isRunning
      ? StyledText(NumberFormat.padded(rateText, to: 6), Style(.muted)) : StyledText()
    let mark =
      state.rewired.map {
        StyledText("▲ " + LiveWords.rewired(at: $0.step)[language], Style(.warning))
      }
      ?? StyledText()
    let choices = [[mark, step, rate, mode], [mark, step, mode], [step, mode], [mode]]
    let phrases = choices.map { StyledText.joined($0, gap: "  ") }
    return phrases.first { $0.width <= width } ?? StyledText()
  }

  /// The lanes' marks in their colours, the selected one with its number; nothing of a single lane.
  private var lanes: StyledText {
    guard state.lanes.count > 1 else { return StyledText() }
    return state.lanes.reduce(StyledText(" ")) { phrase, lane in
      let isSelected = lane.id == state.lane.id
      let mark = state.glyphs.laneMark(lane.id - 1)
      let style = Style(.series(Int8(lane.id - 1)), isSelected ? [.bold, .reverse] : [])
      return phrase + StyledText(" ")
        + StyledText(isSelected ? "\(mark)\(lane.id)" : "\(mark)", style)
    }
  }

  private var language: Language { state.language }

  private var rateText: String { LiveWords.rate(state.rate.stepsPerSecond) }

  private var modeStyle: Style {
    switch state.mode {
    case .running: Style(.good, .bold)
    case .paused: Style(.warning, .bold)
    case .diverged: Style(.bad, [.bold, .reverse])
    }
  }

  private var name: StyledText { StyledText(LiveWords.program, Style(.accent, .bold)) + lanes }

  /// The program and as many facts of the model as fit; what is not standard comes early.
  private func model(width: Int) -> StyledText {
    let configuration = state.lane.launch
    let start = LiveWords.initialization(configuration.initialization)
    let none = LocalizedText(same: "")
    let isStandardStart = configuration.initialization == Configuration().initialization
    let facts = [
      LiveWords.task(configuration.task), LiveWords.layers(configuration.layers),
      LocalizedText(same: configuration.preset?.rawValue ?? ""), isStandardStart ? none : start,
      LiveWords.width(configuration.width), LiveWords.heads(configuration.heads),
      LocalizedText(same: configuration.optimizer.rawValue), isStandardStart ? start : none,
      state.lane.parameterCount.map(LiveWords.parameters) ?? none,
      LiveWords.seed(configuration.seed),
    ]
    let room = width - name.width - 2
    let model = StyledText.fitting(
      facts.map { StyledText($0[language], Style(.muted)) }, width: room, gap: " · ")
    return model.isEmpty
      ? StyledText.fitting([name], width: width) : name + StyledText("  ") + model
  }
}
