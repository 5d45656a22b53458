import Engine

/// What the screen knows of one lane.
struct LaneState: Sendable {
  /// The lane's number, 1 to 4: stable while it exists.
  let id: Int
  /// The configuration that it was started with.
  let launch: Configuration
  /// Trainable numbers that the program reads; `nil` until the model is built.
  var parameterCount: Int?
  /// Loss of the best constant guess; `nil` until the model is built.
  var guessing: Double?
  /// Accuracy of the best constant guess.
  var chance: Double?

  /// The wiring on the screen: what was asked for, at once.
  var wiring: [Wiring]
  /// The wiring last asked of the trainer; differs from `wiring` while a choice is pending.
  var sentWiring: [Wiring]
  /// Wirings asked for that the trainer has not come to: lanes on their way are not rewired.
  var awaitedRewirings = 0
  /// The choice of placement that is not sent yet.
  var pending: AppState.PendingRewiring?
  /// What undo and redo lead to.
  var rewirings: RewiringLog
  /// What residual "on" means for every sublayer: its scale when it was last not 0.
  var onScales: [Float]
  /// What the present weights were trained with.
  var provenance = Provenance()

  var warmup: Int
  /// The warm-up that the present run started with.
  var startWarmup: Int
  var learningRate: Float
  var weightDecay: Float
  var clip: Float

  /// The axes of its own; while lanes share theirs, those of the state count.
  var axes = Axes()

  /// The newest report of this start.
  var report: StepReport?
  /// The newest report with the statistics that are measured every few steps only.
  var periodic: StepReport?
  /// Reports of an older start than this are late and ignored.
  var segment = 0
  var history = History()
  var tapHistory: TapHistory
  /// The run before the last reset.
  var ghost: History?
  /// The first step of this run with a loss below `VerdictRules.solvedLoss`.
  var firstSolvedStep: Int?
  /// How far its weights are from the first lane's; `nil` where that was not measured.
  var parting: Parting?

  /// A lane before its first step.
  init(id: Int, _ configuration: Configuration) {
    self.id = id
    launch = configuration
    wiring = configuration.wiring
    sentWiring = configuration.wiring
    rewirings = RewiringLog(configuration.wiring)
    onScales = configuration.wiring.map { $0.hasSkip ? $0.skipScale : configuration.onScale }
    warmup = configuration.warmup
    startWarmup = configuration.warmup
    learningRate = configuration.peakLearningRate
    weightDecay = configuration.decay
    clip = configuration.clip
    tapHistory = TapHistory(layers: configuration.layers)
  }

  /// A lane before its first step that has its task in common with another.
  init(id: Int, _ configuration: Configuration, parameterCount: Int?, sharing other: LaneState) {
    self.init(id: id, configuration)
    self.parameterCount = parameterCount
    (guessing, chance) = (other.guessing, other.chance)
  }

  /// The configuration with everything that keys have changed since the launch.
  var configuration: Configuration { configuration(of: wiring) }

  /// The configuration with another wiring.
  func configuration(of wiring: [Wiring]) -> Configuration {
    var result = launch.rewired(to: wiring)
    result.warmup = warmup
    result.learningRate = learningRate
    result.weightDecay = weightDecay
    result.clip = clip
    return result
  }

  /// Takes over what can be set while it trains, except the wiring.
  mutating func tune(as configuration: Configuration) {
    warmup = configuration.warmup
    learningRate = configuration.peakLearningRate
    weightDecay = configuration.decay
    clip = configuration.clip
  }

  /// Whether its newest step diverged under the wiring that it has been given.
  var isDiverged: Bool {
    guard let report else { return false }
    return report.isDiverged && report.wiring == sentWiring
  }

  /// A command for this lane.
  func order(_ command: TrainerCommand) -> Effect { .training(.command(.lane(id, command))) }

  /// A copy under another number.
  func copied(as id: Int) -> LaneState {
    var copy = LaneState(id: id, launch)
    (copy.parameterCount, copy.guessing, copy.chance) = (parameterCount, guessing, chance)
    (copy.wiring, copy.sentWiring, copy.onScales) = (sentWiring, sentWiring, onScales)
    (copy.rewirings, copy.provenance) = (rewirings, provenance)
    copy.rewirings.forgetAhead()
    (copy.warmup, copy.startWarmup, copy.learningRate) = (warmup, startWarmup, learningRate)
    (copy.weightDecay, copy.clip) = (weightDecay, clip)
    (copy.axes, copy.segment, copy.ghost) = (axes, segment, ghost)
    copy.takeRun(of: self)
    return copy
  }

  /// Takes over all that is known of another lane's run, if it is of the same start.
  mutating func takeRun(of other: LaneState) {
    guard segment == other.segment else { return }
    (report, periodic, firstSolvedStep) = (other.report, other.periodic, other.firstSolvedStep)
    (history, tapHistory) = (other.history, other.tapHistory)
  }

  /// Folds a step's measurements in.
  ///
  /// A repeated step is in the history already, and the wiring is what it was then, as it is at those
  /// of a saved run; one that the trainer has not come to stays on the screen. The first new step
  /// after repeated ones begins another future: what was known of the old one becomes the ghost.
  mutating func take(_ newest: StepReport, isRepeated: Bool, followsWiring: Bool = false) {
    var newest = newest
    if followsWiring, !isRepeated, newest.wiring != sentWiring {
      rewirings.note(newest.wiring, .change, from: newest.step)
    }
    let isRecorded = rewirings.take(
      step: newest.step, newest.wiring, isRepeated: isRepeated)
    if isRepeated && awaitedRewirings == 0 || followsWiring || isRecorded {
      (wiring, sentWiring, pending) = (newest.wiring, newest.wiring, nil)
    }
    if isRepeated, newest.rewiredAt == nil { provenance = Provenance() }
    provenance.take(newest, after: report)
    newest.rewiredAt = provenance.step
    if !isRepeated {
      let isTriedAgain = report.map { $0.isDiverged && $0.step == newest.step } ?? false
      if newest.step < history.stepCount, !isTriedAgain {
        ghost = history
        rewirings.forgetAhead()
        history.cut(before: newest.step)
        tapHistory.cut(before: newest.step)
        if newest.step <= firstSolvedStep ?? -1 { firstSolvedStep = nil }
      }
      if firstSolvedStep == nil, newest.isSolved {
        firstSolvedStep = newest.step
      }
      history.fold(newest)
      tapHistory.fold(newest)
    }
    report = newest
    if newest.taps.contains(where: { $0.tokenDiversity != nil || $0.inputSimilarity != nil }) {
      periodic = newest
    }
  }

  /// Notes that the trainer has come to a wiring that was asked for.
  mutating func takeRewiring() {
    awaitedRewirings = max(awaitedRewirings - 1, 0)
    rewirings.arrive()
  }

  /// Makes the present run the ghost and forgets its numbers.
  mutating func startAgain(segment: Int) {
    self.segment = segment
    if !history.isEmpty { ghost = history }
    history = History()
    tapHistory = TapHistory(layers: launch.layers)
    report = nil
    periodic = nil
    provenance = Provenance()
    startWarmup = warmup
    rewirings.startAgain()
    firstSolvedStep = nil
    axes = Axes()
  }
}
