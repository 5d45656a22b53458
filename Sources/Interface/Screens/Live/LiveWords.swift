import Engine

/// All words of the live screen.
enum LiveWords {
  static let program = "residual-tui"
  /// Before the first report, in ever fewer words.
  static let waiting = ["waiting for the first step", "waiting for step 0", "waiting"]
  static let notMeasuredYet = "not measured yet"
  static let noUpdate = "no update was applied"
  /// The same while the start is paused.
  static let pausedAtStart = ["step 0: space runs, . trains one step", "space runs", "paused"]
  static let mixed = "(mixed)"
  static let layer = "layer"
  static let attention = "att"
  static let feedforward = "ffn"
  static let embedding = "embed"
  static let final = "final"
  static let cut = "cut"
  static let before = "before"
  static let old = "old"
  static let guessing = "guessing"
  static let guess = "guess"
  static let chance = "chance"
  static let shortAccuracy = "acc."
  static let fairStart = "for a fair start"
  static let newWarmup = "starts with the new warm-up"
  static let newRate = "starts afresh with the new rate"
  static let branch = "F"

  static func tooSmall(columns: Int, rows: Int, needed: (columns: Int, rows: Int)) -> [String] {
    [
      "\(columns)x\(rows) is too small: needs \(needed.columns)x\(needed.rows), q quits",
      "too small: \(columns)x\(rows), needs \(needed.columns)x\(needed.rows)",
      "needs \(needed.columns)x\(needed.rows)",
    ]
  }

  static func layers(_ count: Int) -> String { count == 1 ? "1 layer" : "\(count) layers" }
  static func width(_ width: Int) -> String { "width \(width)" }
  static func heads(_ count: Int) -> String { count == 1 ? "1 head" : "\(count) heads" }
  static func parameters(_ count: Int) -> String { "\(NumberFormat.count(count)) parameters" }
  static func seed(_ seed: UInt64) -> String { "seed \(seed)" }
  static func step(_ step: Int) -> String { "step \(step)" }
  static func rewired(at step: Int) -> String { "rewired at \(step)" }

  static func rate(_ stepsPerSecond: Double?) -> String {
    guard let stepsPerSecond else { return "–/s" }
    let digits = stepsPerSecond < 99.95 ? 1 : 0
    return NumberFormat.fixed(stepsPerSecond, digits: digits) + "/s"
  }

  static func mode(_ mode: AppState.Mode) -> String {
    switch mode {
    case .running: "running"
    case .paused: "paused"
    case .diverged: "diverged"
    }
  }

  static func pace(_ pace: Pace) -> String {
    guard let rate = pace.stepsPerSecond else { return "max" }
    return "\(rate)/s"
  }

  /// Behind a name whose numbers belong to another wiring than the one on the screen.
  static func of(_ wiring: [Wiring]) -> String { "of \(StackWords.name(wiring))" }

  static func task(_ task: TaskChoice) -> String {
    switch task {
    case .synthetic(let task): task.rawValue
    case .text(let path):
      path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    }
  }

  static func warmup(_ steps: Int) -> String { steps == 0 ? "off" : "\(steps)" }

  static func without(_ norm: String) -> String { "no \(norm)" }

  /// What the number of a row that holds several taps is: that of the largest magnitude.
  static func extreme(of count: Int) -> String { "extreme of \(count)" }

  static func finalNorm(_ kind: NormKind) -> String {
    "then one final \(StackWords.normName(kind)), then the head"
  }

  static let noFinal = "then the head, without a final norm"

  static func name(_ metric: ProfileMetric) -> String {
    switch metric {
    case .activationRMS: "activation RMS"
    case .activationMax: "activation max"
    case .branchRMS: "branch RMS"
    case .branchRatio: "branch ratio"
    case .branchCosine: "branch cosine"
    case .inputSimilarity: "input similarity"
    case .tokenSimilarity: "token similarity"
    case .tokenResidual: "token residual"
    case .gradientRMS: "gradient RMS"
    case .gradientMax: "gradient max"
    case .weightGradient: "weight gradient"
    case .updateRatio: "update ratio"
    case .queryValueRatio: "q/v gradient"
    }
  }

  /// A heading of two lines, eight columns each.
  static func shortName(_ metric: ProfileMetric) -> (String, String) {
    switch metric {
    case .activationRMS: ("act.", "RMS")
    case .activationMax: ("act.", "max")
    case .branchRMS: ("branch", "RMS")
    case .branchRatio: ("branch", "ratio")
    case .branchCosine: ("branch", "cosine")
    case .inputSimilarity: ("input", "simil.")
    case .tokenSimilarity: ("token", "simil.")
    case .tokenResidual: ("token", "residual")
    case .gradientRMS: ("grad.", "RMS")
    case .gradientMax: ("grad.", "max")
    case .weightGradient: ("weight", "grad.")
    case .updateRatio: ("update", "ratio")
    case .queryValueRatio: ("q/v", "grad.")
    }
  }

  static func name(_ metric: CurveMetric) -> String {
    switch metric {
    case .loss: "loss"
    case .accuracy: "accuracy"
    case .gradientSpread: "gradient spread"
    case .gradientNorm: "gradient norm"
    case .tokenResidual: "token residual"
    case .learningRate: "learning rate"
    case .evaluationLoss: "held-out loss"
    }
  }
}
