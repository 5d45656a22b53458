import Engine

/// Program and model on the left, the state of the run on the right.
struct TitleLine {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    let status = status(width: area.columns - 2)
    canvas.writeTrailing(status + Phrase(" "), row: area.row, in: area)
    let room = area.columns - status.width - 4
    canvas.write(model(width: room), column: area.column + 1, row: area.row, in: area)
  }

  /// The rewiring, the step, the rate and the mode; where room is short the rate goes first.
  private func status(width: Int) -> Phrase {
    let mode = Phrase(LiveWords.mode(state.mode)[language], modeStyle)
    let step = Phrase(LiveWords.step(state.lane.report?.step ?? 0)[language], Style(.text, .bold))
    let rate =
      state.isRunning ? Phrase(NumberFormat.padded(rateText, to: 6), Style(.muted)) : Phrase()
    let mark =
      state.rewired.map { Phrase("▲ " + LiveWords.rewired(at: $0.step)[language], Style(.warning)) }
      ?? Phrase()
    let choices = [[mark, step, rate, mode], [mark, step, mode], [step, mode], [mode]]
    let phrases = choices.map { Phrase.joined($0, gap: "  ") }
    return phrases.first { $0.width <= width } ?? Phrase()
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

  /// The program and as many facts of the model as fit; what is not standard comes early.
  private func model(width: Int) -> Phrase {
    let configuration = state.lane.launch
    let start = LiveWords.initialization(configuration.initialization)
    let none = Words(same: "")
    let isStandardStart = configuration.initialization == Configuration().initialization
    let facts = [
      LiveWords.task(configuration.task), LiveWords.layers(configuration.layers),
      Words(same: configuration.preset?.rawValue ?? ""), isStandardStart ? none : start,
      LiveWords.width(configuration.width), LiveWords.heads(configuration.heads),
      Words(same: configuration.optimizer.rawValue), isStandardStart ? start : none,
      state.lane.parameterCount.map(LiveWords.parameters) ?? none,
      LiveWords.seed(configuration.seed),
    ]
    let name = Phrase(LiveWords.program, Style(.accent, .bold))
    let room = width - name.width - 2
    let model = Phrase.fitting(
      facts.map { Phrase($0[language], Style(.muted)) }, width: room, gap: " · ")
    return model.isEmpty ? Phrase.fitting([name], width: width) : name + Phrase("  ") + model
  }
}
