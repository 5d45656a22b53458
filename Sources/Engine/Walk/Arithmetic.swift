/// Which number of an operation's first output is to be explained.
///
/// Whatever is beyond an end means the last one.
public struct WalkFocus: Hashable, Sendable {
  /// The sequence of the batch, from 0.
  public var sequence: Int
  /// The token of the sequence, from 0.
  public var token: Int
  /// The feature, the logit or the hidden number; for attention weights it chooses the head that it
  /// lies in; for a weight matrix the row, its output feature.
  public var feature: Int
  /// The token attended to for attention weights; for a weight matrix the column, its input feature.
  public var column: Int

  /// Points at a number.
  public init(sequence: Int = 0, token: Int = 0, feature: Int = 0, column: Int = 0) {
    self.sequence = sequence
    self.token = token
    self.feature = feature
    self.column = column
  }
}

/// How one number came about: every number that went into it, and the stored result.
///
/// `evaluated` computes the formula again from what is shown. Where the engine's order of
/// operations is that of the formula, it does so in Float and in that order, and gives the stored
/// bits: sums of products in ascending order from their start, fused where the instruction set fuses
/// them; ⊕, norms from their mean and rstd, and updates as written. Exponentials, GELU, and means that
/// vectors sum lane by lane are taken in Double, and lie within `tolerance` of the stored number.
public struct Arithmetic: Hashable, Sendable {
  /// What a number in the formula stands for.
  public enum Symbol: String, CaseIterable, Hashable, Sendable {
    /// The operand that the formula calls x, s, dy or w.
    case input
    /// The other operand: the branch at ⊕, the slope, the learned gate.
    case other
    /// α, or 1/√head width.
    case scale
    /// What a sum starts from: a bias, or what was there.
    case start
    /// Of the row.
    case mean
    /// Of the row; the mean square under RMSNorm.
    case variance
    /// ε inside the root.
    case epsilon
    /// 1/√(variance + ε).
    case rstd
    /// x̂ = (x − mean)·rstd.
    case normalized
    /// A norm's gain.
    case gain
    /// A norm's bias.
    case bias
    /// The largest of the row, taken off before the exponentials.
    case largest
    /// Σ of the row's exponentials.
    case sum
    /// The softmax of the number.
    case probability
    /// 1 for the class that was right, else 0.
    case target
    /// What each token counts in the mean loss, 1/counted tokens; 0 for one that does not count.
    case weight
    /// The token's loss.
    case loss
    /// h = dy·gain.
    case weighted
    /// mean(h) of the row, 0 under RMSNorm; Σ p·dp for a softmax.
    case weightedMean
    /// mean(h·x̂) of the row.
    case projection
    /// L2 norm of all gradients.
    case gradientNorm
    /// The largest norm allowed, 0 for any.
    case clip
    /// Factor of every gradient after clipping.
    case gradientScale
    /// 1 − rate·decay.
    case decayFactor
    /// The learning rate of this step.
    case rate
    /// AdamW's rate/(1 − β₁ⁿ) at update n.
    case stepSize
    /// AdamW's 1/√(1 − β₂ⁿ).
    case rootScale
    /// The number n of the update, from 1.
    case updateNumber
    /// m before the update.
    case firstMoment
    /// v before the update.
    case secondMoment
    /// m after the update.
    case newFirstMoment
    /// v after the update.
    case newSecondMoment
  }

  /// A number with its meaning.
  public struct Quantity: Hashable, Sendable {
    /// Its meaning.
    public var symbol: Symbol
    /// Floats are kept exactly.
    public var value: Double
  }

  /// Two numbers that belong together: the factors of one product of a sum; a score and its
  /// probability in a softmax; h and x̂ of one feature in a norm's gradient.
  public struct Term: Hashable, Sendable {
    /// The first factor.
    public var first: Float
    /// The second factor.
    public var second: Float
  }

  /// The formula.
  public let form: ArithmeticForm
  /// The place of the result in the operation's first output, row by row.
  public let position: Int
  /// In the order in which a person would read them.
  public internal(set) var quantities: [Quantity] = []
  /// The terms of a sum, all of them; empty where there is no sum.
  public internal(set) var terms: [Term] = []
  /// What the engine stored.
  public internal(set) var result: Float = 0
  /// Whether a product and the sum it is added to are rounded once.
  public let isFused: Bool
  /// The function of an activation.
  public let activation: Activation

  /// The number of a symbol, if the formula has it.
  public subscript(symbol: Symbol) -> Double? {
    quantities.first { $0.symbol == symbol }?.value
  }

  mutating func add(_ symbol: Symbol, _ value: Float) { add(symbol, Double(value)) }

  mutating func add(_ symbol: Symbol, _ value: Double) {
    quantities.append(Quantity(symbol: symbol, value: value))
  }
}
