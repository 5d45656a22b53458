/// One headline about a run and what causes it.
public struct Verdict: Hashable, Sendable {
  /// The headlines, in the order in which they are tried.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// A non-finite number stopped the run.
    case diverged
    /// The loss is below 0.1.
    case solved
    /// The gradient grows towards the embedding by more than two decades.
    case exploding
    /// The loss stays at the loss of guessing.
    case stalled
    /// All tokens of the last stream are alike.
    case collapsed
    /// The gradient falls towards the embedding by more than two decades.
    case vanishing
    /// None of the above.
    case healthy
  }

  /// The headline.
  public var state: State
  /// The measured number behind the headline: a loss, decades of spread, or a token diversity.
  public var number: Double
  /// The bound that `number` was held against.
  public var threshold: Double
  /// What else holds and explains the headline, most telling first.
  public var causes: [Cause]

  /// States a verdict.
  public init(state: State, number: Double, threshold: Double, causes: [Cause] = []) {
    self.state = state
    self.number = number
    self.threshold = threshold
    self.causes = causes
  }
}

/// A measured fact that explains a verdict.
public struct Cause: Hashable, Sendable {
  /// What the fact is about.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Token diversity of the last stream under its threshold; `number` is the residual.
    case tokensAlike
    /// The gradient falls towards the input; `number` in decades.
    case gradientFalls
    /// The gradient grows towards the input; `number` in decades.
    case gradientGrows
    /// RMS of the last stream over that of the embedding; `number` is the factor.
    case streamGrows
    /// RMS of the embedding over that of the last stream; `number` is the factor.
    case streamShrinks
    /// A task that stalls in every wiring; `number` unused.
    case hardTask
    /// The slot in `detail` held the first non-finite number.
    case nonFinite
    /// The loss of guessing; `number` is that loss.
    case guessing
  }

  /// What the fact is about.
  public var kind: Kind
  /// The measured number; its meaning is the kind's.
  public var number: Double
  /// A slot's name for `nonFinite`, else empty.
  public var detail: String

  /// States a cause.
  public init(_ kind: Kind, number: Double = 0, detail: String = "") {
    self.kind = kind
    self.number = number
    self.detail = detail
  }
}
