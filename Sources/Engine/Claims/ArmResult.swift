/// What one arm measured with one seed.
public enum ArmResult: Hashable, Sendable {
  /// A training.
  case training(TrainingRecord)
  /// A first step.
  case start(StepReport)
  /// An output under noise.
  case noise(NoiseFacts)
  /// The sums of a step.
  case sums(SumFacts)
  /// One token with a spike.
  case outlier(OutlierFacts)

  /// The report of the first step, where there is one.
  public var first: StepReport? {
    switch self {
    case .training(let record): record.first
    case .start(let report): report
    case .noise, .sums, .outlier: nil
    }
  }

  var training: TrainingRecord? { if case .training(let record) = self { record } else { nil } }
  var noise: NoiseFacts? { if case .noise(let facts) = self { facts } else { nil } }
  var sums: SumFacts? { if case .sums(let facts) = self { facts } else { nil } }
  var outlier: OutlierFacts? { if case .outlier(let facts) = self { facts } else { nil } }
}

/// A training as far as it had to go.
public struct TrainingRecord: Hashable, Sendable {
  /// The first step.
  public var first: StepReport
  /// The last one.
  public var last: StepReport
  /// The loss of every step.
  public var losses: [Double]
  /// The gradient spread of every step, in decades.
  public var spreads: [Double]
  /// The first step that solved the task.
  public var firstSolvedStep: Int?

  init(_ first: StepReport) {
    self.first = first
    last = first
    losses = []
    spreads = []
    add(first)
  }

  mutating func add(_ report: StepReport) {
    last = report
    losses.append(report.loss)
    spreads.append(report.gradientSpread)
    if firstSolvedStep == nil, report.isSolved { firstSolvedStep = report.step }
  }

  /// Mean loss of the last steps, as many as a stalled run is judged by.
  public var recentLoss: Double {
    let recent = losses.suffix(VerdictRules.stalledWindow)
    return recent.reduce(0, +) / Double(recent.count)
  }
}

/// What 1 % of noise on all matrices of the branches does to the stack's output y.
public struct NoiseFacts: Hashable, Sendable {
  /// Layers of the stack.
  public var layers: Int
  /// ‖Δy‖²/‖y‖².
  public var change: Double
}

/// What the walk of a step found at its additions.
public struct SumFacts: Hashable, Sendable {
  /// Number of ⊕ in the forward part.
  public var count: Int
  /// The largest |s − (α·x + F)|, in units of what rounding explains; 0 without any ⊕.
  public var deviation: Double
}

/// What LayerNorm does to a token of independent normal numbers with a spike in one channel.
public struct OutlierFacts: Hashable, Sendable {
  /// max |LN(x)|; at most √(d − 1).
  public var largest: Double
  /// Kurtosis of LN(x) over that of x.
  public var kurtosisRatio: Double
  /// RMS of the other channels of LN(x).
  public var othersRMS: Double
}
