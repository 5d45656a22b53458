/// The thresholds of every verdict, in one place; help shows them.
///
/// Calibrated at Xavier initialization, width 64 (measurements: Documentation/Decisions.md):
/// post, pre and sandwich with residual spread over less than 1.3 decades up to 48 layers, `branch`
/// over 3.2 at 24, `none` over 7 at 12, and `none` without residual over 3 at 6; the last stream's
/// token diversity stays above 6e-3 where training works at 12 layers and is below 7e-4 six steps
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
  /// Token diversity of the last stream below which its tokens are alike.
  public static let aliveDiversity = 1e-3
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
  /// Spread of the gradient RMS along the stream, embedding first, `final` left out.
  var spread: Spread
  /// Activation RMS of the embedding and of the last stream.
  var firstRMS: Double
  var lastRMS: Double
  /// Latest token diversity of the last stream.
  var tokenDiversity: Double?
  /// Where the first non-finite number was born, if one was.
  var firstNonFinite: String?
  var isHardTask: Bool
}

/// How far gradients along the stream lie apart, and which way they grow.
struct Spread {
  /// log10 of the largest over the smallest.
  ///
  /// What underflowed counts as 1e-38; NaN unless all are finite.
  var decades: Double
  /// Whether the largest is nearer to the embedding than the smallest.
  var growsTowardsInput: Bool

  /// Compares one gradient or more, embedding first.
  init(_ gradients: some Sequence<Double>) {
    var smallest = (value: Double.infinity, index: 0)
    var largest = (value: -Double.infinity, index: 0)
    var areFinite = true
    for (index, value) in gradients.enumerated() {
      if value < smallest.value { smallest = (value, index) }
      if value > largest.value { largest = (value, index) }
      areFinite = areFinite && value.isFinite
    }
    let ratio = max(largest.value, 1e-38) / max(smallest.value, 1e-38)
    decades = areFinite ? Logarithm.base10(ratio) : .nan
    growsTowardsInput = largest.index < smallest.index
  }
}

extension Verdict {
  /// The first headline that holds, and what else explains it.
  init(_ facts: VerdictFacts) {
    self.init(state: .healthy, number: 0, threshold: 0)
    judge(facts)
  }

  /// Overwrites the verdict by that on `facts`, the causes in the memory of the old ones.
  mutating func judge(_ facts: VerdictFacts) {
    (state, number, threshold) = Self.headline(facts)
    causes.removeAll(keepingCapacity: true)
    addCauses(facts)
  }

  private static func headline(
    _ facts: VerdictFacts
  ) -> (state: State, number: Double, threshold: Double) {
    let bound = VerdictRules.stalledShare * facts.guessing
    let spread = facts.spread.decades
    let isWide = spread > VerdictRules.spreadDecades
    let diversity = facts.tokenDiversity ?? 1
    if facts.firstNonFinite != nil {
      return (.diverged, facts.loss, .infinity)
    } else if facts.loss < VerdictRules.solvedLoss {
      return (.solved, facts.loss, VerdictRules.solvedLoss)
    } else if isWide && facts.spread.growsTowardsInput {
      return (.exploding, spread, VerdictRules.spreadDecades)
    } else if let recent = facts.recentLoss, recent > bound,
      facts.step >= max(VerdictRules.stalledStep, facts.warmup)
    {
      return (.stalled, recent, bound)
    } else if diversity < VerdictRules.aliveDiversity {
      return (.collapsed, diversity, VerdictRules.aliveDiversity)
    } else if isWide {
      return (.vanishing, spread, VerdictRules.spreadDecades)
    }
    return (.healthy, facts.loss, VerdictRules.solvedLoss)
  }

  /// What explains the headline without repeating it.
  private mutating func addCauses(_ facts: VerdictFacts) {
    if let slot = facts.firstNonFinite { causes.append(Cause(.nonFinite, detail: slot)) }
    if state == .solved || state == .healthy { return }
    if state == .stalled {
      causes.append(Cause(.guessing, number: facts.guessing))
      if facts.isHardTask { causes.append(Cause(.hardTask)) }
    }
    if let diversity = facts.tokenDiversity, diversity < VerdictRules.aliveDiversity,
      state != .collapsed
    {
      causes.append(Cause(.tokensAlike, number: diversity))
    }
    let spread = facts.spread
    if spread.decades > VerdictRules.spreadDecades, state != .exploding, state != .vanishing {
      causes.append(
        Cause(
          spread.growsTowardsInput ? .gradientGrows : .gradientFalls, number: spread.decades))
    }
    let growth = facts.lastRMS / facts.firstRMS
    if growth > VerdictRules.streamFactor {
      causes.append(Cause(.streamGrows, number: growth))
    } else if growth < 1 / VerdictRules.streamFactor {
      causes.append(Cause(.streamShrinks, number: 1 / growth))
    }
  }
}
