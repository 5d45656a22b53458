extension Walk {
  /// How a number of the present operation's first output came about.
  ///
  /// - Returns: The judgement of an update, which has no output, explains its clipping factor.
  /// - Complexity: O(operands of one sequence, or of one shard for a parameter's gradient).
  public func arithmetic(at focus: WalkFocus = WalkFocus()) -> Arithmetic {
    let reader = FocusReader(self, focus)
    var result = Arithmetic(
      kind: operation.kind, position: reader.position, isFused: machine.fusesProducts,
      activation: configuration.activation)
    result.result = reader.result
    switch operation.kind {
    case .embed: reader.embed(&result)
    case .normalize: reader.normalize(&result)
    case .softmax: reader.softmax(&result)
    case .crossEntropy: reader.crossEntropy(&result)
    case .normalizeGradient: reader.normalizeGradient(&result)
    case .softmaxGradient: reader.softmaxGradient(&result)
    case .judgeUpdate:
      result.add(.gradientNorm, machine.judgement.gradientNorm)
      result.add(.clip, machine.settings.clip)
      result.result = machine.judgement.gradientScale
    case .update: reader.update(&result)
    case .residualAdd, .forkAdd, .activate, .gate, .gateGradient, .activateGradient:
      reader.pointwise(&result)
    default: reader.sum(&result)
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
