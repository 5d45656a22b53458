import Engine

extension AppState {
  /// Sets one flag: in place where the weights can stay, else by another model from step 0.
  ///
  /// In place it is that of the selected lane.
  mutating func configure(
    _ key: ConfigurationKey, _ text: String
  ) throws(CommandError) -> ActionResult {
    do throws(ConfigurationError) {
      switch key.setting.effect {
      case .rewires: return rewire(try wiring(after: key, text))
      case .tunes: return try tune(key, text)
      case .rebuilds, .immediate, .atStart: break
      }
      var next = configuration
      try next.apply([(key, text)])
      next = try next.validated()
      guard next.resolved != configuration.resolved else {
        return ActionResult(CommandWords.unchanged(key.rawValue))
      }
      return rebuild(next)
    } catch { throw CommandError(error) }
  }

  /// Asks for another model; the present one stays until the new one is built.
  func rebuild(_ next: Configuration, on change: GroundChange? = nil) -> ActionResult {
    ActionResult(CommandWords.building, [.training(.rebuild(next, on: change))])
  }

  /// Takes over the model that was asked for, at its start.
  ///
  /// The curves of the run before stay as a ghost where guessing costs the same.
  mutating func take(_ model: BuiltModel) -> [Effect] {
    let ghost = lane.history.isEmpty || lane.guessing != model.guessing ? nil : lane.history
    let closed = lanes.count - 1
    (lanes, laneIndex, timeCursor) = ([LaneState(id: 1, model.configuration)], 0, nil)
    (sharedAxes, decadeRatios) = (Axes(), [])
    inspect = Inspect(view: inspect.view)
    if walk != nil { (walk, screen) = (nil, .live) }
    lane.ghost = ghost
    // What other kernels have measured says nothing of these.
    if case .instructionSet = model.change { claims.results = [:] }
    dropMetrics(unknownTo: model.configuration)
    selection = .everything
    rate.restart()
    if mode == .diverged || wasStoppedByDivergence { mode = .running }
    wasStoppedByDivergence = false
    resize(columns: columns, rows: rows)
    say("", CommandWords.rebuilt(on: model.change, closing: closed))
    return modelIsReady(
      parameterCount: model.parameterCount, guessing: model.guessing, chance: model.chance)
      + fillStage(on: model.configuration) + askForInspection()
  }

  /// Shows the first metric wherever the chosen one does not exist in that run.
  private mutating func dropMetrics(unknownTo configuration: Configuration) {
    if !activationMetric.exists(in: configuration) { activationMetric = .activationRMS }
    if !heatMetric.exists(in: configuration) { heatMetric = .gradientRMS }
    if !upperCurve.exists(in: configuration) { upperCurve = .loss }
    if !lowerCurve.exists(in: configuration) { lowerCurve = .accuracy }
  }

  /// The stack's wiring with a flag put over all of it.
  private func wiring(
    after key: ConfigurationKey, _ text: String
  ) throws(ConfigurationError) -> [Wiring] {
    var flag = Configuration()
    flag.layers = lane.launch.layers
    try flag.set(key, to: text)
    if key == .wiring {
      flag = try flag.validated()
      return present(flag.rules)
    }
    var result = lane.wiring
    for index in result.indices {
      if key == .norm { result[index].placement = flag.norm ?? lane.launch.basePlacement }
      if key == .residual { result[index].skipScale = flag.residual ?? lane.launch.onScale }
    }
    return result
  }

  /// The present wiring with rules applied to it.
  private func present(_ rules: [WiringRule]) -> [Wiring] {
    var whole = configuration
    whole.rules += rules
    return whole.wiring
  }

  private mutating func rewire(_ wiring: [Wiring]) -> ActionResult {
    guard wiring != lane.wiring else { return ActionResult(CommandWords.unchanged("wiring")) }
    for index in wiring.indices where wiring[index].hasSkip {
      lane.onScales[index] = wiring[index].skipScale
    }
    lane.wiring = wiring
    return ActionResult(name(wiring) + NoteWords.keepsWeights, send())
  }

  /// A wiring's name, with the skip scale where that is not the usual one.
  private func name(_ wiring: [Wiring]) -> LocalizedText {
    guard let scale = wiring.first?.skipScale, scale != 0, scale != lane.launch.onScale,
      wiring.allSatisfy({ $0 == wiring[0] })
    else { return StackWords.name(wiring) }
    return StackWords.name(wiring) + LocalizedText(same: ", α = \(StackWords.scale(scale))")
  }

  private mutating func tune(
    _ key: ConfigurationKey, _ text: String
  ) throws(ConfigurationError) -> ActionResult {
    var next = configuration
    try next.set(key, to: text)
    next = try next.validated()
    guard let command = configuration.command(to: next) else {
      return ActionResult(CommandWords.unchanged(key.rawValue))
    }
    lane.tune(as: next)
    let words: LocalizedText? =
      switch command {
      case .warmup(let steps): NoteWords.warmup(steps)
      case .learningRate(let rate): NoteWords.learningRate(rate)
      case .weightDecay(let decay): NoteWords.weightDecay(decay)
      case .clip(let norm): NoteWords.clip(norm)
      case .rewire, .reset: nil
      }
    return ActionResult(words, [lane.order(command)])
  }
}
