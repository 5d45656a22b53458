import Engine

/// What lessons and claims put on the plots: one of them at a time.
extension AppState {
  /// Asks for the model of the first of some lanes, with drawn weights; what is trained now is gone.
  mutating func stage(
    _ purpose: Staged.Purpose, showing quantity: Figure.Quantity,
    _ lanes: () throws(ConfigurationError) -> LaneSet
  ) -> ActionResult {
    let set: LaneSet
    do { set = try lanes() } catch { return ActionResult(CommandError(error).words) }
    guard let first = set.configurations.first else { return ActionResult(nil) }
    let left = leaveStage()
    staged = Staged(purpose: purpose, lanes: set, replacesRunning: mode == .running)
    show(quantity)
    (screen, mode, timeCursor) = (set.configurations.count > 1 ? .compare : .live, .paused, nil)
    return ActionResult(
      CommandWords.building,
      left + [.training(.pause), .training(.rebuild(first, on: .nothingStored))])
  }

  /// The panels show what one is to look at.
  private mutating func show(_ quantity: Figure.Quantity) {
    let fact = quantity.fact
    if Fact.activation.contains(fact) {
      (activationMetric, focus) = (fact, .activation)
    } else if Fact.gradient.contains(fact) {
      (gradientMetric, focus) = (fact, .gradient)
    } else {
      upperCurve = fact
    }
  }

  /// Opens the other lanes beside the model that has just been built, and trains all; a model that
  /// was asked for otherwise ends the stage.
  mutating func fillStage(on model: Configuration) -> [Effect] {
    guard let staged, staged.phase == .building, staged.lanes.configurations.first == model else {
      return leaveStage()
    }
    var effects: [Effect] = []
    for configuration in staged.lanes.configurations.dropFirst() {
      effects += openLane(launchedWith: configuration)
    }
    _ = selectLane(0)
    mode = .running
    self.staged?.phase = staged.lanes.steps == nil ? .shown : .training
    if let run = staged.lessonRun { beginLessonRun(run) }
    // The stage has its own words below the plots.
    say("", nil)
    return effects + (staged.lanes.steps.map { [.training(.pauseAfter(step: $0 - 1))] } ?? []) + [
      .training(.run)
    ]
  }

  /// Notes that all staged lanes have come to their end, once they have.
  mutating func followStage() -> [Effect] {
    guard let staged, staged.phase == .training, let steps = staged.lanes.steps else { return [] }
    let areOver = lanes.allSatisfy { lane in
      lane.report.map { $0.step + 1 >= steps || $0.isDiverged } ?? false
    }
    guard areOver else { return [] }
    self.staged?.phase = .shown
    mode = .paused
    if case .claim(let id) = staged.purpose { return askForMeasurement(of: id) }
    say("", LessonWords.staged(staged, lessons))
    return []
  }

  /// Takes the stage off the plots, whose lanes stay; it no longer pauses at its end.
  mutating func leaveStage() -> [Effect] {
    defer { staged = nil }
    guard let staged, staged.phase != .shown else { return [] }
    return [.training(.pauseAfter(step: nil))]
  }

  /// Goes back to where a model was asked for that cannot be built.
  mutating func refuseStage() -> [Effect] {
    guard let staged, staged.phase == .building else { return [] }
    self.staged = nil
    screen = staged.lessonRun == nil ? .claims : .lessons
    guard staged.replacesRunning else { return [] }
    mode = .running
    return [.training(.run)]
  }

  /// `enter` goes on where staged plots are looked at; before their end it does nothing.
  mutating func answerStage(_ key: Key) -> [Effect]? {
    let isOnPlots = screen != .claims && screen != .lessons && walk == nil
    guard key == .enter, let staged, isOnPlots, help.scroll == nil, startingPoint == nil else {
      return nil
    }
    let outcome = staged.lessonRun == nil ? goOnWithClaim(staged) : goOnWithLesson()
    say(key.name, outcome.note)
    return outcome.effects
  }
}

extension Command {
  /// Whether it makes another run of what is trained, or another end.
  var changesRun: Bool {
    switch self {
    case .configure, .replace, .stand, .until: true
    default: false
    }
  }
}
