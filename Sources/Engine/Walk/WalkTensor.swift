/// A tensor that an operation reads or writes, as the walk names it.
///
/// Its numbers can be read while the walk is at the operation: `Walk.values(of:sequence:)`.
public struct WalkTensor: Hashable, Sendable {
  /// `1.attention: query`, `3.feedforward: gradient of branch`, `layers.0.attention.query.weight`.
  public let name: String
  /// What it is named after, without its place: `query`, `query.weight`.
  public let ownName: String
  /// `d ` of a gradient, `m ` and `v ` of moments, else nothing.
  let letter: String
  /// What an activation or its gradient is; `nil` for a parameter, its moments and gradients.
  public let role: TensorRole?
  /// Of one sequence, `[tokens, features]` or `[heads, tokens, tokens]`; of a parameter as in the
  /// weights file, `[out, in]` for matrices.
  public let shape: [Int]
  let place: Operand.Place
  /// Whether the numbers are those before the operation, which has overwritten them since.
  public let isOverwritten: Bool

  /// `query`, `d branch`, `m query.weight`.
  public var shortName: String { letter + ownName }

  /// Whether there is one such tensor for each sequence of the batch.
  public var isPerSequence: Bool { role != nil }
}

extension Machine {
  /// An operand as an operation of `sublayer` names it.
  func walkTensor(_ operand: Operand, in sublayer: Sublayer?) -> WalkTensor {
    func tensor(
      _ name: String, _ letter: String, _ ownName: String, _ shape: [Int],
      _ role: TensorRole? = nil
    ) -> WalkTensor {
      WalkTensor(
        name: name, ownName: ownName, letter: letter, role: role, shape: shape,
        place: operand.place, isOverwritten: operand.isOverwritten)
    }
    func tensor(_ prefix: String, _ letter: String, _ parameter: Parameter) -> WalkTensor {
      let declaration = parameters[parameter]
      return tensor(
        prefix + declaration.name, letter, declaration.shortName, declaration.shape)
    }
    switch operand.place {
    case .slot(let slot):
      let declaration = slots[slot]
      let role = operand.role ?? declaration.role
      let length = configuration.sequence
      let heads = declaration.rowsPerSequence / length
      let shape = (heads > 1 ? [heads, length] : [length]) + [declaration.columns]
      let letter = role == .gradient(role.quantity) ? "d " : ""
      return tensor(role.place(in: sublayer), letter, role.quantity.rawValue, shape, role)
    case .weights(let parameter): return tensor("", "", parameter)
    case .firstMoment(let parameter): return tensor("first moment of ", "m ", parameter)
    case .secondMoment(let parameter): return tensor("second moment of ", "v ", parameter)
    case .gradient(let parameter, shard: _): return tensor("gradient of ", "d ", parameter)
    }
  }
}
