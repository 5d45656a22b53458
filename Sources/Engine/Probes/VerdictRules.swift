/// The thresholds of every verdict, in one place; help shows them.
///
/// Calibrated at Xavier initialization, width 64 (measurements: Documentation/Decisions.md):
/// post, pre and sandwich with residual spread over less than 1.3 decades up to 48 layers, `branch`
/// over 3.2 at 24, `none` over 7 at 12, and `none` without residual over 3 at 6; the last stream's
/// token residual stays above 6e-3 where training works at 12 layers and is below 7e-4 six steps
/// into a stalled run.
public enum VerdictRules {
  /// A loss below this is solved.
  public static let solvedLoss = 0.1
  /// Decades between the largest and the smallest gradient of the stream's taps.
  public static let spreadDecades = 2.0
  /// Share of the loss of guessing above which a run is stalled.
  public static let stalledShare = 0.97
  /// Steps over which a stalled loss is averaged.
  public static let stalledWindow = 20
  /// The first step at which a run can be stalled, warm-up allowing.
  public static let stalledStep = 40
  /// Token residual of the last stream below which its tokens are alike.
  public static let aliveResidual = 1e-3
  /// Factor of the stream's RMS over the stack that is worth a word.
  public static let streamFactor = 100.0
}

/// What a verdict is judged from.
struct VerdictFacts {
  var step: Int
  var loss: Double
  /// Mean loss of the last steps; `nil` while fewer than `VerdictRules.stalledWindow` are known.
  var recentLoss: Double?
  var guessing: Double
  var warmup: Int
  /// Gradient RMS along the stream, embedding first, `final` left out.
  var gradients: [Double]
  /// Activation RMS of the embedding and of the last stream.
  var firstRMS: Double
  var lastRMS: Double
  /// Latest token residual of the last stream.
  var tokenResidual: Double?
  /// Where the first non-finite number was born, if one was.
  var firstNonFinite: String?
  var isHardTask: Bool

  /// log10 of the largest over the smallest gradient; what underflowed counts as 1e-38.
  var spread: Double { log10(of: gradients.max() ?? 1, over: gradients.min() ?? 1) }

  /// Whether the largest gradient is nearer to the embedding than the smallest.
  var growsTowardsInput: Bool {
    let largest = gradients.firstIndex(of: gradients.max() ?? 0) ?? 0
    let smallest = gradients.firstIndex(of: gradients.min() ?? 0) ?? 0
    return largest < smallest
  }

  private func log10(of largest: Double, over smallest: Double) -> Double {
    guard gradients.allSatisfy(\.isFinite) else { return .nan }
    return Logarithm.base10(max(largest, 1e-38) / max(smallest, 1e-38))
  }
}

extension Verdict {
  /// The first headline that holds, and what else explains it.
  init(_ facts: VerdictFacts) {
    let bound = VerdictRules.stalledShare * facts.guessing
    let spread = facts.spread
    let isWide = spread > VerdictRules.spreadDecades
    let residual = facts.tokenResidual ?? 1
    if facts.firstNonFinite != nil {
      self.init(state: .diverged, number: facts.loss, threshold: .infinity)
    } else if facts.loss < VerdictRules.solvedLoss {
      self.init(state: .solved, number: facts.loss, threshold: VerdictRules.solvedLoss)
    } else if isWide && facts.growsTowardsInput {
      self.init(state: .exploding, number: spread, threshold: VerdictRules.spreadDecades)
    } else if let recent = facts.recentLoss, recent > bound,
      facts.step >= max(VerdictRules.stalledStep, facts.warmup)
    {
      self.init(state: .stalled, number: recent, threshold: bound)
    } else if residual < VerdictRules.aliveResidual {
      self.init(state: .collapsed, number: residual, threshold: VerdictRules.aliveResidual)
    } else if isWide {
      self.init(state: .vanishing, number: spread, threshold: VerdictRules.spreadDecades)
    } else {
      self.init(state: .healthy, number: facts.loss, threshold: VerdictRules.solvedLoss)
    }
    causes = Self.causes(facts, besides: state)
  }

  private static func causes(_ facts: VerdictFacts, besides state: State) -> [Cause] {
    var causes: [Cause] = []
    if let slot = facts.firstNonFinite { causes.append(Cause(.nonFinite, detail: slot)) }
    if state == .solved || state == .healthy { return causes }
    if state == .stalled {
      causes.append(Cause(.guessing, number: facts.guessing))
      if facts.isHardTask { causes.append(Cause(.hardTask)) }
    }
    if let residual = facts.tokenResidual, residual < VerdictRules.aliveResidual,
      state != .collapsed
    {
      causes.append(Cause(.tokensAlike, number: residual))
    }
    let spread = facts.spread
    if spread > VerdictRules.spreadDecades, state != .exploding, state != .vanishing {
      causes.append(
        Cause(facts.growsTowardsInput ? .gradientGrows : .gradientFalls, number: spread))
    }
    let growth = facts.lastRMS / facts.firstRMS
    if growth > VerdictRules.streamFactor {
      causes.append(Cause(.streamGrows, number: growth))
    } else if growth < 1 / VerdictRules.streamFactor {
      causes.append(Cause(.streamShrinks, number: 1 / growth))
    }
    return causes
  }
}
