extension Machine {
  /// The slot or tensor in which the present step's first non-finite number was born.
  ///
  /// Executes the step again, instruction by instruction, and looks at what each one wrote; then
  /// runs it whole, so that every slot is as it was. Nothing is updated: the judgement was no.
  func firstNonFinite() -> String {
    begin(batch)
    defer {
      begin(batch)
      run()
    }
    for instruction in program.sharded where !instruction.operation.isMeasurement {
      for shard in shards.indices { execute(instruction.operation, shard: shard) }
      if let name = nonFiniteOutput(of: instruction.operation) { return name }
    }
    for instruction in program.reductions {
      guard case .reduceGradient(let parameter) = instruction.operation else { continue }
      let declaration = parameters[parameter]
      for shard in shards.indices where !isFinite(declaration, shard) {
        return "gradient of \(declaration.name)"
      }
    }
    return "the update"
  }

  private func nonFiniteOutput(of operation: Operation) -> String? {
    for slot in operation.outputs {
      for shard in shards.indices {
        var sums = [0.0, 0.0]
        unsafe kernels.moments(count(slot, shard), at(slot, shard), &sums)
        if !sums[1].isFinite { return slots[slot].name }
      }
    }
    for parameter in operation.gradients {
      for shard in shards.indices where !isFinite(parameters[parameter], shard) {
        return "gradient of \(parameters[parameter].name)"
      }
    }
    return nil
  }

  private func isFinite(_ declaration: ParameterDeclaration, _ shard: Int) -> Bool {
    var sums = [0.0, 0.0]
    unsafe kernels.moments(
      declaration.count, arena.gradient(declaration, shard: shard), &sums)
    return sums[1].isFinite
  }
}

extension Operation {
  /// The slots it writes, small companions such as a norm's mean left out.
  var outputs: [Slot] {
    switch self {
    case .embed(let output), .normalize(_, _, let output, _, _), .linear(_, _, let output),
      .gate(_, _, let output):
      [output]
    case .attentionScores(_, _, let scores): [scores]
    case .softmax(_, let probabilities): [probabilities]
    case .attentionMix(_, _, let context): [context]
    case .activate(let preactivation, let activation): [activation, preactivation]
    case .residualAdd(_, _, _, let sum): [sum]
    case .crossEntropy(_, let dLogits): [dLogits]
    case .linearInputGradient(_, _, let dInput, _),
      .normalizeGradient(_, _, _, _, _, let dInput), .gateGradient(_, _, _, let dInput):
      [dInput]
    case .attentionMixGradient(_, _, _, let dProbabilities, let dValue):
      [dProbabilities, dValue]
    case .softmaxGradient(_, let dProbabilities): [dProbabilities]
    case .attentionScoresGradient(_, _, _, let dQuery, let dKey): [dQuery, dKey]
    case .activateGradient(_, let dActivation): [dActivation]
    case .forkAdd(_, _, _, let dStream): [dStream]
    default: []
    }
  }

  /// The parameters whose gradient it writes.
  var gradients: [Parameter] {
    switch self {
    case .linearWeightGradient(let linear, _, _): [linear.weight, linear.bias]
    case .normalizeGradient(let norm, _, _, _, _, _): [norm.gain] + (norm.bias.map { [$0] } ?? [])
    case .gateGradient(let gate, _, _, _): [gate]
    default: []
    }
  }
}
