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

  private func status(width: Int) -> Phrase {
    let mode = Phrase(LiveWords.mode(state.mode), modeStyle)
    let step = Phrase(
      state.report.map { LiveWords.step($0.step) } ?? LiveWords.step(0), Style(.text, .bold))
    let rate =
      state.isRunning ? Phrase(NumberFormat.padded(rateText, to: 6), Style(.muted)) : Phrase()
    var parts = [step, rate, mode]
    if let rewired = state.rewired {
      let mark = Phrase("▲ " + LiveWords.rewired(at: rewired.step), Style(.warning))
      parts = width >= 50 ? [mark] + parts : [mark, step, mode]
    }
    return Phrase.fitting(parts, width: width)
  }

  private var rateText: String { LiveWords.rate(state.rate.stepsPerSecond) }

  private var modeStyle: Style {
    switch state.mode {
    case .running: Style(.good, .bold)
    case .paused: Style(.warning, .bold)
    case .diverged: Style(.bad, [.bold, .reverse])
    }
  }

  private func model(width: Int) -> Phrase {
    let configuration = state.launch
    let facts = [
      LiveWords.task(configuration.task), configuration.preset?.rawValue ?? "",
      LiveWords.layers(configuration.layers),
      LiveWords.width(configuration.width), LiveWords.heads(configuration.heads),
      configuration.optimizer.rawValue, "init \(configuration.initialization.rawValue)",
      state.parameterCount.map(LiveWords.parameters) ?? "", LiveWords.seed(configuration.seed),
    ]
    let name = Phrase(LiveWords.program, Style(.accent, .bold))
    let room = width - name.width - 2
    let model = Phrase.fitting(
      facts.map { Phrase($0, Style(.muted)) }, width: room, gap: " · ")
    return model.isEmpty ? Phrase.fitting([name], width: width) : name + Phrase("  ") + model
  }
}
