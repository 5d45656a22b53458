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
      if let name = nonFiniteOutput(of: instruction) { return name }
    }
    for instruction in program.reductions { reduce(instruction.operation) }
    for parameter in program.parameters where !isFinite(parameters[parameter], 0) {
      return parameters[parameter].place("sum of the shards' gradients")
    }
    for parameter in program.parameters where !staysFinite(parameter) {
      return parameters[parameter].place("update")
    }
    return "the update"
  }

  private func nonFiniteOutput(of instruction: Instruction) -> String? {
    for slot in instruction.operation.outputs {
      for shard in shards.indices {
        var sums = [0.0, 0.0]
        unsafe kernels.moments(count(slot, shard), at(slot, shard), &sums)
        if !sums[1].isFinite { return slots[slot].place(in: instruction.sublayer) }
      }
    }
    for parameter in gradients(of: instruction.operation) {
      for shard in shards.indices where !isFinite(parameters[parameter], shard) {
        return parameters[parameter].place("gradient")
      }
    }
    return nil
  }

  /// The parameters whose gradient an operation writes.
  func gradients(of operation: Operation) -> [Parameter] {
    switch operation {
    case .linearWeightGradient(let linear, _, _): [linear.weight, linear.bias]
    case .normalizeGradient(let norm, _, _, _, _, _): [norm.gain] + (norm.bias.map { [$0] } ?? [])
    case .gateGradient(let gate, _, _, _): [gate]
    case .embedGradient: [parameters.tokenEmbedding, parameters.positionEmbedding]
    default: []
    }
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

}

extension SlotDeclaration {
  /// The slot as a person looks for it: `11.attention: scores`, `3.feedforward: gradient of branch`.
  func place(in sublayer: Sublayer?) -> String {
    let parts = name.split(separator: ".")
    let isGradient = parts.first == "gradient"
    // `gradient.attention` is the gradient of the stream that leaves an attention sublayer.
    let last = parts.last.map(String.init) ?? name
    let isStream = SublayerKind(rawValue: last) != nil || last == "embedding"
    let what = (isGradient ? "gradient of " : "") + (isGradient && isStream ? "stream" : last)
    return sublayer.map { "\($0): \(what)" } ?? what
  }
}

extension ParameterDeclaration {
  /// Something of the parameter as a person looks for it: `11.attention: gradient of query.weight`.
  func place(_ something: String) -> String {
    let parts = name.split(separator: ".")
    guard parts.count > 3, parts[0] == "layers", let layer = Int(parts[1]) else {
      return "\(something) of \(name)"
    }
    return "\(layer + 1).\(parts[2]): \(something) of \(parts[3...].joined(separator: "."))"
  }
}
