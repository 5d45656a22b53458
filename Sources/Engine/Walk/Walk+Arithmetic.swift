extension Walk {
  /// How a number of the present operation's first output came about.
  ///
  /// - Returns: The judgement of an update, which has no output, explains its clipping factor.
  /// - Complexity: O(operands of one sequence, or of one shard for a parameter's gradient).
  public func arithmetic(at focus: WalkFocus = WalkFocus()) -> Arithmetic {
    let reader = FocusReader(self, focus)
    var result = Arithmetic(
      form: operation.form, position: reader.position, isFused: machine.fusesProducts,
      activation: configuration.activation)
    result.result = reader.result
    switch operation.form {
    case .lookup: reader.lookup(&result)
    case .scaledSum: reader.pointwise(&result, other: 1)
    case .product(let other): reader.pointwise(&result, other: other)
    case .activation: reader.pointwise(&result, other: nil)
    case .normalization: reader.normalize(&result)
    case .normalizationGradient: reader.normalizeGradient(&result)
    case .softmax: reader.softmax(&result)
    case .softmaxGradient: reader.softmaxGradient(&result)
    case .crossEntropy: reader.crossEntropy(&result)
    case .sum(let terms): reader.sum(&result, terms)
    case .clipping:
      result.add(.gradientNorm, machine.judgement.gradientNorm)
      result.add(.clip, machine.settings.clip)
      result.result = machine.judgement.gradientScale
    case .update: reader.update(&result)
    }
    return result
  }
}

extension Machine {
  /// Whether the kernels round a product and its sum once.
  var fusesProducts: Bool {
    #if arch(arm64)
      true
    #else
      kernels.instructionSet.description != InstructionSet.baseline.rawValue
    #endif
  }
}
