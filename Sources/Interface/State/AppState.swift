package import Engine

/// Everything the screen depends on.
package struct AppState: Sendable {
  /// What the trainer does, as far as the interface knows.
  enum Mode: Hashable, Sendable {
    case running, paused
    /// The newest step met a non-finite number; the trainer waits.
    case diverged
  }

  /// The lanes in the order of their numbers; one at least.
  var lanes: [LaneState]
  /// Which of them keys act on and the live screen shows.
  var laneIndex = 0
  /// How far lanes have come that are on their way to another step.
  var progress: LabProgress?
  /// Theme, language and glyphs.
  package var look: Look
  /// What the keys mean.
  package var chosenKeys = ChosenKeys()

  var columns = 80
  var rows = 24
  var mode = Mode.running
  var milliseconds = 0
  var rate = RateMeter()

  /// Whether it was a divergence that stopped the run, and nobody has decided since.
  var wasStoppedByDivergence = false

  var pace: Pace

  var screen = Screen.live
  /// The lessons, and how far one has come in them.
  var lessons = LessonState()
  /// What a lesson or a claim has put on the plots.
  var staged: Staged?
  /// The claims, and what was measured of them.
  var claims = ClaimState()
  var inspect = Inspect()
  /// What the step-through screen shows; `nil` while no step is walked.
  var walk: WalkState?
  var selection = Selection.everything
  var focus = Panel.activation
  var activationMetric = Fact.activationRMS
  var gradientMetric = Fact.gradientRMS
  var upperCurve = Fact.loss
  var lowerCurve = Fact.accuracy
  var heatMetric = Fact.gradientRMS
  /// The step that is looked at; `nil` is the newest.
  var timeCursor: Int?
  /// How often the time axis is halved, the newest part staying; 0 is the whole run.
  var timeZoom = 0
  /// The factor of the curves' moving average, if they are smoothed.
  var smoothing: Double?
  var profileScales: [Fact: Axis.Scale] = [:]
  var curveScales: [Fact: Axis.Scale] = [:]
  /// Whether reports came that the axes have not followed yet, and whether they have moved since
  /// the clock last did.
  var axesAreStale = false
  var axesHaveMoved = false
  /// Whether lanes keep the same axes where one at a time is shown.
  var axesAreLocked = false
  /// The axes of all lanes together.
  var sharedAxes = Axes()
  /// Metrics by which the lanes side by side differ so much that their ratio is shown in decades.
  var decadeRatios: Set<Fact> = []

  var note: Note?
  var help = HelpState()
  /// The chosen one of the starting points; `nil` while their menu is closed.
  var startingPoint: Int?
  /// The `:` line.
  var command = CommandState()
  package var mouse = MouseState()

  /// The state before the first step of a run that will start by itself.
  ///
  /// A screen can be drawn before the model exists: leave out its facts then, and tell them by
  /// `modelIsReady`.
  package init(
    configuration: Configuration, parameterCount: Int? = nil, guessing: Double? = nil,
    chance: Double? = nil, look: Look = Look(), pace: Pace = .standard
  ) {
    self.look = look
    self.pace = pace
    lanes = [LaneState(id: 1, configuration)]
    self.lane.parameterCount = parameterCount
    self.lane.guessing = guessing
    self.lane.chance = chance
  }

  /// The state before a saved run is played: it waits at the end, and its other lanes are told by
  /// events.
  package init(playing run: RunFile, look: Look = Look(), pace: Pace = .standard) {
    self.init(configuration: run.configuration, look: look, pace: pace)
    if let first = run.lanes.first { lanes = [LaneState(id: first.id, first.configuration)] }
    mode = .paused
  }

  /// The selected lane.
  var lane: LaneState {
    get { lanes[laneIndex] }
    _modify { yield &lanes[laneIndex] }
  }

  /// Takes in what only the built model knows; the effects make the trainer do what the screen
  /// shows.
  package mutating func modelIsReady(
    parameterCount: Int, guessing: Double, chance: Double
  ) -> [Effect] {
    for index in lanes.indices {
      lanes[index].parameterCount = lanes[index].parameterCount ?? parameterCount
      (lanes[index].guessing, lanes[index].chance) = (guessing, chance)
    }
    return [.training(.pace(pace))] + (mode == .running ? [.training(.run)] : [])
  }

  /// The selected lane's configuration with everything that keys have changed since the launch.
  package var configuration: Configuration { lane.configuration }

  /// The newest verdict on the run.
  package var verdict: Verdict? { lane.report?.verdict }

  /// Which characters may be drawn.
  var glyphs: Glyphs { look.glyphs }

  /// The language on the screen.
  package var language: Language { look.shownLanguage }

  /// The newest step on the screen; `nil` before the first of this start.
  package var step: Int? { lane.report?.step }

  /// Whether something that was asked for is still to come: a step to train to, a page of a walk.
  package var isAwaiting: Bool {
    command.until != nil || walk?.isAwaiting == true || claims.progress != nil
      || staged.map { $0.phase != .shown } ?? false
  }

  /// Whether training was last asked to go on.
  package var isRunning: Bool { mode == .running }
}

extension AppState {
  /// A rewiring that waits for the end of a chain of key presses.
  struct PendingRewiring: Hashable, Sendable {
    static let delay = 400

    var selection: Selection
    /// When it is sent, in the clock's milliseconds.
    var deadline: Int
  }

  /// The last key and its effect.
  struct Note: Hashable, Sendable {
    static let duration = 3000

    var key: String
    var effect: LocalizedText
    var expiry: Int
  }
}
