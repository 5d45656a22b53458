import KernelTable

// One case per operation: slots become addresses, shapes become counts, and a kernel is called.

extension Machine {
  /// Executes one operation of the forward, loss or backward part on one shard.
  func execute(_ operation: Operation, shard: Int) {
    switch operation {
    case .embed(let output): embed(output, shard)
    case .normalize(let norm, let input, let output, let mean, let rstd):
      normalize(norm, input, output, mean, rstd, shard)
    case .linear(let linear, let input, let output): apply(linear, input, output, shard)
    case .attentionScores(let query, let key, let scores):
      attentionScores(query, key, scores, shard)
    case .softmax(let scores, let probabilities):
      unsafe kernels.softmax(
        rows(scores, shard), slots[scores].columns, headScale, at(scores, shard),
        at(probabilities, shard))
    case .attentionMix(let probabilities, let value, let context):
      attentionMix(probabilities, value, context, shard)
    case .activate(let preactivation, let activation):
      let kernel = unsafe activationKernel
      unsafe kernel(
        count(activation, shard), at(preactivation, shard), at(activation, shard))
    case .gate(let gate, let input, let output):
      unsafe kernels.scale(
        count(output, shard), arena.weights(parameters[gate])[0], at(input, shard),
        at(output, shard))
    case .residualAdd(let scale, let stream, let branch, let sum):
      unsafe kernels.scaledAdd(
        count(sum, shard), scale, at(stream, shard), at(branch, shard), at(sum, shard))
    case .crossEntropy(let logits, let dLogits): crossEntropy(logits, dLogits, shard)
    case .linearInputGradient(let linear, let dOutput, let dInput, let accumulate):
      inputGradient(linear, dOutput, dInput, accumulate, shard)
    case .linearWeightGradient(let linear, let input, let dOutput):
      weightGradient(linear, input, dOutput, shard)
    case .normalizeGradient(let norm, let input, let mean, let rstd, let dOutput, let dInput):
      normalizeGradient(norm, input, mean, rstd, dOutput, dInput, shard)
    case .attentionMixGradient(
      let probabilities, let value, let dContext, let dProbabilities, let dValue):
      attentionMixGradient(probabilities, value, dContext, dProbabilities, dValue, shard)
    case .softmaxGradient(let probabilities, let dProbabilities):
      unsafe kernels.softmaxGradient(
        rows(probabilities, shard), slots[probabilities].columns, headScale,
        at(probabilities, shard), at(dProbabilities, shard), at(dProbabilities, shard))
    case .attentionScoresGradient(let query, let key, let dScores, let dQuery, let dKey):
      attentionScoresGradient(query, key, dScores, dQuery, dKey, shard)
    case .activateGradient(let slope, let dActivation):
      unsafe kernels.multiply(
        count(slope, shard), at(slope, shard), at(dActivation, shard), at(dActivation, shard))
    case .gateGradient(let gate, let input, let dOutput, let dInput):
      gateGradient(gate, input, dOutput, dInput, shard)
    case .forkAdd(let scale, let dSum, let dBranchInput, let dStream):
      unsafe kernels.scaledAdd(
        count(dStream, shard), scale, at(dSum, shard), at(dBranchInput, shard),
        at(dStream, shard))
    case .embedGradient(let dOutput): embedGradient(dOutput, shard)
    case .measureActivation(let tap, let slot):
      unsafe kernels.moments(
        count(slot, shard), at(slot, shard),
        measurements.sums(shard: shard, tap: tap, .activationSquare))
    case .measureGradient(let tap, let slot):
      unsafe kernels.moments(
        count(slot, shard), at(slot, shard),
        measurements.sums(shard: shard, tap: tap, .gradientSquare))
    case .measureBranch(let tap, let raw, let reaching, let stream):
      measureBranch(tap, raw, reaching, stream, shard)
    case .measureSimilarity(let tap, let slot, let embedding):
      guard measuresSimilarity, configuration.sequence > 1 else { return }
      unsafe kernels.similarity(
        shards[shard].sequences, configuration.sequence, configuration.width, at(slot, shard),
        at(embedding, shard), measurements.scratch(shard: shard),
        measurements.sums(shard: shard, tap: tap, .inputSimilarity))
    case .reduceGradient, .judgeUpdate, .update: preconditionFailure("an update has no shard")
    }
  }
}

// MARK: - Addresses and counts

extension Machine {
  /// A slot's floats in a shard.
  func at(_ slot: Slot, _ shard: Int) -> UnsafeMutablePointer<Float> {
    unsafe arena.slot(slots[slot], shard: shard)
  }

  /// What the kernels may overwrite in a shard.
  func kernelScratch(_ shard: Int) -> UnsafeMutablePointer<Float> {
    unsafe arena.slots(shard: shard) + slots.kernelScratch
  }

  /// Rows of a slot in a shard.
  func rows(_ slot: Slot, _ shard: Int) -> Int {
    slots[slot].rowsPerSequence * shards[shard].sequences
  }

  /// Floats of a slot in a shard.
  func count(_ slot: Slot, _ shard: Int) -> Int { rows(slot, shard) * slots[slot].columns }

  /// 1/√head width.
  var headScale: Float { 1 / Float(configuration.headWidth).squareRoot() }

  private var activationKernel: KernelTable.Activate {
    switch configuration.activation {
    case .gelu: unsafe kernels.gelu
    case .geluTanh: unsafe kernels.geluTanh
    case .relu: unsafe kernels.relu
    }
  }

  /// Calls `body` with a shard's tokens or targets.
  private func withRows(
    _ values: [Int32], _ shard: Int, _ body: (UnsafePointer<Int32>) -> Void
  ) {
    unsafe values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe body(base + shards[shard].first * configuration.sequence)
    }
  }

  private func tokenRows(_ shard: Int) -> Int {
    shards[shard].sequences * configuration.sequence
  }
}

// MARK: - Embedding, norms, linear maps, loss

extension Machine {
  private func embed(_ output: Slot, _ shard: Int) {
    unsafe withRows(batch.tokens, shard) { tokens in
      unsafe kernels.embed(
        tokenRows(shard), configuration.width, configuration.sequence, tokens,
        arena.weights(parameters[parameters.tokenEmbedding]),
        arena.weights(parameters[parameters.positionEmbedding]), at(output, shard))
    }
  }

  private func embedGradient(_ dOutput: Slot, _ shard: Int) {
    let token = parameters[parameters.tokenEmbedding]
    let position = parameters[parameters.positionEmbedding]
    let dToken = unsafe arena.gradient(token, shard: shard)
    let dPosition = unsafe arena.gradient(position, shard: shard)
    unsafe dToken.update(repeating: 0, count: token.count)
    unsafe dPosition.update(repeating: 0, count: position.count)
    unsafe withRows(batch.tokens, shard) { tokens in
      unsafe kernels.embedGradient(
        tokenRows(shard), configuration.width, configuration.sequence, tokens,
        at(dOutput, shard), dToken, dPosition)
    }
  }

  private func normalize(
    _ norm: Norm, _ input: Slot, _ output: Slot, _ mean: Slot, _ rstd: Slot, _ shard: Int
  ) {
    let bias: UnsafePointer<Float>? =
      if let bias = norm.bias { unsafe UnsafePointer(arena.weights(parameters[bias])) } else { nil }
    unsafe kernels.normalize(
      rows(input, shard), configuration.width, at(input, shard),
      arena.weights(parameters[norm.gain]), bias, Self.epsilon, at(output, shard),
      at(mean, shard), at(rstd, shard))
  }

  /// ε of every norm, inside the root.
  static let epsilon: Float = 1e-5

  private func normalizeGradient(
    _ norm: Norm, _ input: Slot, _ mean: Slot, _ rstd: Slot, _ dOutput: Slot, _ dInput: Slot,
    _ shard: Int
  ) {
    let dBias: UnsafeMutablePointer<Float>? =
      if let bias = norm.bias { unsafe arena.gradient(parameters[bias], shard: shard) } else { nil }
    unsafe kernels.normalizeGradient(
      rows(input, shard), configuration.width, at(input, shard), at(mean, shard),
      at(rstd, shard), arena.weights(parameters[norm.gain]), at(dOutput, shard),
      at(dInput, shard), arena.gradient(parameters[norm.gain], shard: shard), dBias)
  }

  private func apply(_ linear: Linear, _ input: Slot, _ output: Slot, _ shard: Int) {
    let weight = parameters[linear.weight]
    let out = weight.shape[0]
    let width = weight.shape[1]
    unsafe kernels.matrixProduct(
      rows(input, shard), out, width, at(input, shard), width, 1, arena.transposed(weight), out,
      arena.weights(parameters[linear.bias]), at(output, shard), out, false,
      kernelScratch(shard))
  }

  private func inputGradient(
    _ linear: Linear, _ dOutput: Slot, _ dInput: Slot, _ accumulate: Bool, _ shard: Int
  ) {
    let weight = parameters[linear.weight]
    let out = weight.shape[0]
    let width = weight.shape[1]
    unsafe kernels.matrixProduct(
      rows(dOutput, shard), width, out, at(dOutput, shard), out, 1, arena.weights(weight), width,
      nil, at(dInput, shard), width, accumulate, kernelScratch(shard))
  }

  private func weightGradient(_ linear: Linear, _ input: Slot, _ dOutput: Slot, _ shard: Int) {
    let weight = parameters[linear.weight]
    let out = weight.shape[0]
    let width = weight.shape[1]
    unsafe kernels.matrixProduct(
      out, width, rows(input, shard), at(dOutput, shard), 1, out, at(input, shard), width, nil,
      arena.gradient(weight, shard: shard), width, false, kernelScratch(shard))
    unsafe kernels.columnSums(
      rows(input, shard), out, at(dOutput, shard),
      arena.gradient(parameters[linear.bias], shard: shard))
  }

  private func gateGradient(
    _ gate: Parameter, _ input: Slot, _ dOutput: Slot, _ dInput: Slot, _ shard: Int
  ) {
    let declaration = parameters[gate]
    var product = 0.0
    unsafe kernels.dot(count(input, shard), at(input, shard), at(dOutput, shard), &product)
    unsafe arena.gradient(declaration, shard: shard)[0] = Float(product)
    unsafe kernels.scale(
      count(input, shard), arena.weights(declaration)[0], at(dOutput, shard), at(dInput, shard))
  }

  private func crossEntropy(_ logits: Slot, _ dLogits: Slot, _ shard: Int) {
    unsafe withRows(batch.targets, shard) { targets in
      unsafe kernels.crossEntropy(
        tokenRows(shard), slots[logits].columns, at(logits, shard), targets,
        1 / Float(countedTokens), at(dLogits, shard), measurements.lossSums(shard: shard))
    }
  }

  private func measureBranch(
    _ tap: Int, _ raw: Slot, _ reaching: Slot, _ stream: Slot, _ shard: Int
  ) {
    let count = count(raw, shard)
    unsafe kernels.moments(
      count, at(raw, shard), measurements.sums(shard: shard, tap: tap, .branchSquare))
    let reachingSums = unsafe measurements.sums(shard: shard, tap: tap, .reachingSquare)
    if raw == reaching {
      unsafe reachingSums[0] = measurements.sums(shard: shard, tap: tap, .branchSquare)[0]
    } else {
      unsafe kernels.moments(count, at(reaching, shard), reachingSums)
    }
    unsafe kernels.dot(
      count, at(reaching, shard), at(stream, shard),
      measurements.sums(shard: shard, tap: tap, .branchDot))
  }
}
