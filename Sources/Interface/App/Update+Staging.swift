import Engine

/// Lanes that lessons and claims put on the plots.
extension AppState {
  /// Asks for the model of the first of some lanes; what is trained now is gone.
  mutating func stage(
    _ configurations: [Configuration], showing quantity: Figure.Quantity
  ) -> [Effect] {
    guard let first = configurations.first else { return [] }
    showMetric(of: quantity)
    (screen, mode, timeCursor) = (configurations.count > 1 ? .compare : .live, .paused, nil)
    return [.pause, .rebuild(first)]
  }

  /// The panels show what one is to look at.
  private mutating func showMetric(of quantity: Figure.Quantity) {
    switch quantity {
    case .activationRMS, .squaredRMS: (activationMetric, focus) = (.activationRMS, .activation)
    case .tokenResidual: (activationMetric, focus) = (.tokenResidual, .activation)
    case .inputSimilarity: (activationMetric, focus) = (.inputSimilarity, .activation)
    case .gradientRMS: (gradientMetric, focus) = (.gradientRMS, .gradient)
    case .loss: upperCurve = .loss
    }
  }

  /// Opens the other lanes beside the model that has just been built, and trains all so many steps.
  mutating func train(_ configurations: [Configuration], steps: Int) -> [Effect] {
    var effects: [Effect] = []
    for configuration in configurations.dropFirst() {
      effects += openLane(launchedWith: configuration)
    }
    _ = selectLane(0)
    mode = .running
    return effects + [.pauseAfter(step: steps - 1), .run]
  }

  /// Ends what waits for a model that cannot be built.
  mutating func leaveStage() {
    if case .building = lessons.stage { lessons.stage = .menu }
    if claims.stage == .building { claims.stage = .ledger }
  }

  /// Ends what a key that makes another run interrupts.
  mutating func leaveStage(before action: Action) {
    guard action.changesRun else { return }
    if lessons.run != nil { lessons.stage = .menu }
    if claims.isOnPlots { claims.stage = .ledger }
  }

  /// `enter` goes on where the plots of a lesson or a claim are looked at; before their end it does
  /// nothing.
  mutating func answerStage(_ key: Key) -> [Effect]? {
    guard key == .enter, helpScroll == nil, startingPoint == nil else { return nil }
    guard lessons.run != nil || claims.isOnPlots else { return nil }
    let outcome = lessons.run != nil ? goOnWithLesson() : goOnWithClaim()
    say(key.name, outcome.note)
    return outcome.effects
  }
}

extension Action {
  /// Whether it makes another run of what is trained.
  fileprivate var changesRun: Bool {
    switch self {
    case .toggleResidual, .toggleSelected, .nextPlacement, .previousPlacement, .reset,
      .toggleWarmup,
      .lowerLearningRate, .raiseLearningRate, .undo, .redo, .twin, .fork, .closeLane, .toggleSkip,
      .changePlacement, .openWalk, .open(.stepThrough), .start, .firstStep:
      true
    default: false
    }
  }
}
