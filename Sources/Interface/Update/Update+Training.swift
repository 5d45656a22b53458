import Engine

extension AppState {
  private static let paces = [1, 2, 5, 10, 20, 50, 100, 200]
  /// 1, 2 and 5 of every decade that a Float has.
  private static let learningRates: [Float] = (-37...37).flatMap { decade in
    [1, 2, 5].compactMap { Float("\($0)e\(decade)") }
  }
  /// How far the keys lead; a flag may lead farther.
  private static let learningRateEnds: ClosedRange<Float> = 1e-9...1e9
  private static let standardWarmup = 100

  mutating func toggleRunning() -> ActionResult {
    rate.restart()
    wasStoppedByDivergence = false
    if mode == .running {
      mode = .paused
      return ActionResult(
        NoteWords.paused, [.training(.pause)] + (cursor == nil ? [] : goToCursor()))
    }
    mode = .running
    timeCursor = nil
    return ActionResult(NoteWords.running, [.training(.run)])
  }

  mutating func trainOneStep() -> ActionResult {
    wasStoppedByDivergence = false
    timeCursor = nil
    return ActionResult(NoteWords.oneStep, [.training(.step)])
  }

  /// A run that a person paused stays so; one that a divergence stopped runs again.
  mutating func reset() -> ActionResult {
    timeCursor = nil
    let isForAll = screen == .compare
    for index in lanes.indices where isForAll || index == laneIndex {
      lanes[index].startAgain(segment: lanes[index].segment + 1)
    }
    if isForAll { sharedAxes = Axes() }
    if mode == .diverged || wasStoppedByDivergence { mode = .running }
    wasStoppedByDivergence = false
    let words = NoteWords.reset(isRunning: isRunning)
    let order = isForAll ? .training(.command(.resetAll)) : lane.order(.reset)
    // The trainer pauses by itself after a divergence that may not be known here yet.
    return ActionResult(words, [order] + (isRunning ? [.training(.run)] : []))
  }

  mutating func toggleWarmup() -> ActionResult {
    let wanted = lane.launch.warmup > 0 ? lane.launch.warmup : Self.standardWarmup
    lane.warmup = lane.warmup == 0 ? wanted : 0
    return ActionResult(NoteWords.warmup(lane.warmup), [lane.order(.warmup(lane.warmup))])
  }

  mutating func lowerLearningRate() -> ActionResult {
    let ends = Self.learningRateEnds
    let next = Self.learningRates.last { $0 < lane.learningRate * 0.999 && $0 >= ends.lowerBound }
    return change(learningRate: next, orSay: NoteWords.lowest(ends.lowerBound))
  }

  mutating func raiseLearningRate() -> ActionResult {
    let ends = Self.learningRateEnds
    let next = Self.learningRates.first { $0 > lane.learningRate * 1.001 && $0 <= ends.upperBound }
    return change(learningRate: next, orSay: NoteWords.highest(ends.upperBound))
  }

  private mutating func change(learningRate value: Float?, orSay words: LocalizedText)
    -> ActionResult
  {
    guard let value else { return ActionResult(words) }
    lane.learningRate = value
    return ActionResult(NoteWords.learningRate(value), [lane.order(.learningRate(value))])
  }

  /// The next larger pace of the ladder; above its end there is no limit.
  mutating func faster() -> ActionResult {
    guard let rate = pace.stepsPerSecond else { return ActionResult(NoteWords.paceIsUnlimited) }
    return change(pace: Self.paces.first { $0 > rate })
  }

  mutating func slower() -> ActionResult {
    let next = Self.paces.last { $0 < pace.stepsPerSecond ?? .max }
    return next.map { change(pace: $0) } ?? ActionResult(NoteWords.paceIsSlowest)
  }

  private mutating func change(pace stepsPerSecond: Int?) -> ActionResult {
    pace = Pace(stepsPerSecond: stepsPerSecond)
    return ActionResult(NoteWords.pace(pace), [.training(.pace(pace))])
  }
}
