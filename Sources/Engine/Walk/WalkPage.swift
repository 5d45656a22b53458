/// All that there is to show of one operation, as a value that may leave the thread of the walk.
public struct WalkPage: Hashable, Sendable {
  /// A tensor of one sequence, or a parameter, with its numbers.
  public struct Numbers: Hashable, Sendable {
    /// Its name and shape.
    public var tensor: WalkTensor
    /// Row by row.
    public var values: [Float]
  }

  /// The step that is walked.
  public var step: Int
  /// How many operations it has.
  public var count: Int
  /// The operation.
  public var operation: WalkOperation
  /// The operation that takes its gradient, or whose gradient it takes.
  public var counterpart: Int?
  /// The tokens of the sequence looked at.
  public var tokens: [TokenName]
  /// What it read, in the order that its kind states.
  public var inputs: [Numbers]
  /// What it wrote, in the order that its kind states.
  public var outputs: [Numbers]
  /// What it computed on its way.
  public var parts: [WalkPart]
  /// How large input and output are.
  public var sizes: OperationSizes
  /// How the chosen number came about.
  public var arithmetic: Arithmetic
  /// The gradients that meet here, at a fork.
  public var forkShares: ForkShares?
  /// What a norm takes off the gradient.
  public var normRemoval: NormRemoval?
  /// The laws of its numbers.
  public var identityChecks: [IdentityCheck]
  /// The streams of the taps passed so far, embedding first.
  public var streamSizes: [TapSize]
  /// The gradients at the taps passed so far, `final` first.
  public var gradientSizes: [TapSize]
}

extension Walk {
  /// The page of the present operation.
  ///
  /// - Complexity: O(operands of the batch); 0.1 ms at the opening model.
  public func page(at focus: WalkFocus = WalkFocus()) -> WalkPage {
    let sequence = min(max(focus.sequence, 0), configuration.batch - 1)
    func numbers(_ tensor: WalkTensor) -> WalkPage.Numbers {
      WalkPage.Numbers(tensor: tensor, values: values(of: tensor, sequence: sequence))
    }
    return WalkPage(
      step: step, count: operations.count, operation: operation,
      counterpart: counterpart(of: index), tokens: tokens(sequence: sequence),
      inputs: operation.inputs.map(numbers), outputs: operation.outputs.map(numbers),
      parts: parts(sequence: sequence), sizes: sizes(sequence: sequence),
      arithmetic: arithmetic(at: focus), forkShares: forkShares, normRemoval: normRemoval,
      identityChecks: identityChecks, streamSizes: streamSizes, gradientSizes: gradientSizes)
  }
}
