/// What the numbers of a tensor in a step are.
public enum TensorRole: Hashable, Sendable {
  /// What forward computes.
  case value(Quantity)
  /// The gradient of the loss with respect to it.
  case gradient(Quantity)

  /// What forward computes.
  public enum Quantity: String, CaseIterable, Hashable, Sendable {
    /// The stream at its start.
    case embedding
    /// The stream that enters or leaves a sublayer.
    case stream
    /// The stream behind the final norm.
    case final
    /// What the head gives each class.
    case logits
    /// Of a row of a norm.
    case mean
    /// 1/√(variance + ε) of a row of a norm.
    case rstd
    /// The stream as the branch reads it, normalized.
    case normIn = "norm_in"
    /// What attention looks for.
    case query
    /// What attention compares with queries.
    case key
    /// What attention mixes.
    case value
    /// Products of queries and keys.
    case scores
    /// Attention weights.
    case probabilities
    /// Mixed values.
    case context
    /// A head's keys or values, transposed.
    case transposed
    /// The hidden numbers before the activation.
    case preactivation
    /// The hidden numbers after it.
    case activation
    /// The activation's derivative.
    case slope
    /// The hidden numbers, before or after the activation.
    case hidden
    /// F, as its last matrix writes it.
    case branch
    /// What F reads.
    case branchInput = "branch_input"
    /// F, normalized.
    case normOut = "norm_out"
    /// F, multiplied by its gate.
    case gated
    /// ⊕'s result.
    case sum
    /// The sum, normalized.
    case normAdd = "norm_add"
  }

  /// The quantity, be it its value or its gradient.
  public var quantity: Quantity {
    switch self {
    case .value(let quantity), .gradient(let quantity): quantity
    }
  }

  /// The tensor as a person looks for it: `11.attention: scores`, `3.feedforward: gradient of branch`.
  func place(in sublayer: Sublayer?) -> String {
    (sublayer.map { "\($0): " } ?? "") + text(gradient: "gradient of ")
  }

  /// The quantity's name, `gradient` before it where this is its gradient.
  func text(gradient: String) -> String {
    switch self {
    case .value(let quantity): quantity.rawValue
    case .gradient(let quantity): gradient + quantity.rawValue
    }
  }
}
