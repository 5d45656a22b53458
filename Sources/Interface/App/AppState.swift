package import Engine

/// Everything the screen depends on.
package struct AppState: Sendable {
  /// What the trainer does, as far as the interface knows.
  enum Mode: Hashable, Sendable {
    case running, paused
    /// The newest step met a non-finite number; the trainer waits.
    case diverged
  }

  /// The panels that `tab` walks through.
  enum Panel: Int, CaseIterable, Hashable, Sendable {
    case activation, gradient, upperCurve, lowerCurve
  }

  /// The configuration at launch.
  let launch: Configuration
  /// Trainable numbers that the program reads; `nil` until the model is built.
  private(set) var parameterCount: Int?
  /// Loss of the best constant guess; `nil` until the model is built.
  private(set) var guessing: Double?
  /// Accuracy of the best constant guess.
  private(set) var chance: Double?
  /// What the keys mean.
  package var chosenKeys = ChosenKeys()
  /// Which characters may be drawn.
  let glyphs: Glyphs

  var columns = 80
  var rows = 24
  var mode = Mode.running
  var milliseconds = 0
  var rate = RateMeter()

  /// The wiring on the screen: what was asked for, at once.
  var wiring: [Wiring]
  /// The wiring last asked of the trainer; differs from `wiring` while a choice is pending.
  var sentWiring: [Wiring]
  /// The choice of placement that is not sent yet.
  var pending: PendingRewiring?
  var undoStack: [[Wiring]] = []
  var redoStack: [[Wiring]] = []
  /// What residual "on" means for every sublayer: its scale when it was last not 0.
  var onScales: [Float]
  /// What the present weights were trained with.
  var provenance = Provenance()
  /// Whether it was a divergence that stopped the run, and nobody has decided since.
  var wasStoppedByDivergence = false

  var warmup: Int
  /// The warm-up that the present run started with.
  var startWarmup: Int
  var learningRate: Float
  var pace: Pace

  var selection = Selection.everything
  var focus = Panel.activation
  var activationMetric = ProfileMetric.activationRMS
  var gradientMetric = ProfileMetric.gradientRMS
  var upperCurve = CurveMetric.loss
  var lowerCurve = CurveMetric.accuracy
  var profileScales: [ProfileMetric: Axis.Scale] = [:]
  var curveScales: [CurveMetric: Axis.Scale] = [:]
  var profileAxes: [ProfileMetric: StickyAxis] = [:]
  var curveAxes: [CurveMetric: StickyAxis] = [:]
  /// Whether reports came that the axes have not followed yet, and whether they have moved since
  /// the clock last did.
  var axesAreStale = false
  var axesHaveMoved = false

  /// The newest report of this start.
  var report: StepReport?
  /// The newest report with the statistics that are measured every few steps only.
  var periodic: StepReport?
  /// Reports of an older start than this are late and ignored.
  var segment = 0
  var history = History()
  /// The run before the last reset.
  var ghost: History?

  var note: Note?
  /// Rows that the help is scrolled by; `nil` while it is closed.
  var helpScroll: Int?

  /// The state before the first step of a run that will start by itself.
  ///
  /// A screen can be drawn before the model exists: leave out its facts then, and tell them by
  /// `modelIsReady`.
  package init(
    configuration: Configuration, parameterCount: Int? = nil, guessing: Double? = nil,
    chance: Double? = nil, glyphs: Glyphs = .braille, pace: Pace = .standard
  ) {
    launch = configuration
    self.parameterCount = parameterCount
    self.guessing = guessing
    self.chance = chance
    self.glyphs = glyphs
    self.pace = pace
    wiring = configuration.wiring
    sentWiring = configuration.wiring
    onScales = configuration.wiring.map { $0.hasSkip ? $0.skipScale : configuration.onScale }
    warmup = configuration.warmup
    startWarmup = configuration.warmup
    learningRate = configuration.peakLearningRate
  }

  /// Takes in what only the built model knows; the effects make the trainer do what the screen
  /// shows.
  package mutating func modelIsReady(
    parameterCount: Int, guessing: Double, chance: Double
  ) -> [Effect] {
    self.parameterCount = parameterCount
    self.guessing = guessing
    self.chance = chance
    return [.pace(pace)] + (mode == .running ? [.run] : [])
  }

  /// The configuration with everything that keys have changed since the launch.
  package var configuration: Configuration {
    var result = launch.rewired(to: wiring)
    result.warmup = warmup
    result.learningRate = learningRate
    return result
  }

  /// The newest verdict on the run.
  package var verdict: Verdict? { report?.verdict }

  /// The newest step on the screen; `nil` before the first of this start.
  package var step: Int? { report?.step }

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
    var effect: String
    var expiry: Int
  }
}
