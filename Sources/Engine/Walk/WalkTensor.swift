/// A tensor that an operation reads or writes, as the walk names it.
///
/// Its numbers are there while the walk stands at the operation: `Walk.values(of:sequence:)`.
public struct WalkTensor: Hashable, Sendable {
  /// Where the numbers lie in the arena.
  enum Place: Hashable, Sendable {
    case slot(Slot)
    case weights(Parameter)
    case firstMoment(Parameter)
    case secondMoment(Parameter)
    /// The gradient from one shard; `nil` is the shard of the sequence looked at.
    case gradient(Parameter, shard: Int?)
  }

  /// `1.attention: query`, `3.feedforward: gradient of branch`, `layers.0.attention.query.weight`.
  public let name: String
  /// Of one sequence, `[tokens, features]` or `[heads, tokens, tokens]`; of a parameter as in the
  /// weights file, `[out, in]` for matrices.
  public let shape: [Int]
  let place: Place
  /// Whether the numbers are those before the operation, which has overwritten them since.
  public let isOverwritten: Bool

  /// Whether there is one such tensor for each sequence of the batch.
  public var isPerSequence: Bool { if case .slot = place { true } else { false } }
}

/// Names an operation's tensors in the order that `WalkOperation.Kind` states.
struct WalkTensors {
  let parameters: ParameterLayout
  let slots: SlotLayout
  let sequenceLength: Int
  let shards: Int
  let hasMoments: Bool
  /// That of the operation at hand.
  var sublayer: Sublayer?

  func inputs(of operation: Operation) -> [WalkTensor] {
    switch operation {
    case .embed:
      [weights(parameters.tokenEmbedding), weights(parameters.positionEmbedding)]
    case .normalize(let norm, let input, _, _, _):
      [slot(input), weights(norm.gain)] + [norm.bias].compactMap(\.self).map { weights($0) }
    case .linear(let linear, let input, _):
      [slot(input), weights(linear.weight), weights(linear.bias)]
    case .attentionScores(let query, let key, _): [slot(query), slot(key)]
    case .softmax(let scores, _): [slot(scores)]
    case .attentionMix(let probabilities, let value, _): [slot(probabilities), slot(value)]
    case .activate(let preactivation, _): [slot(preactivation, isOverwritten: true)]
    case .gate(let gate, let input, _): [slot(input), weights(gate)]
    case .residualAdd(_, let stream, let branch, _): [slot(stream), slot(branch)]
    case .crossEntropy(let logits, _): [slot(logits)]
    default: gradientInputs(of: operation)
    }
  }

  func outputs(of operation: Operation) -> [WalkTensor] {
    switch operation {
    case .embed(let output), .linear(_, _, let output), .gate(_, _, let output): [slot(output)]
    case .normalize(_, _, let output, let mean, let rstd): [slot(output), slot(mean), slot(rstd)]
    case .attentionScores(_, _, let scores): [slot(scores)]
    case .softmax(_, let probabilities): [slot(probabilities)]
    case .attentionMix(_, _, let context): [slot(context)]
    case .activate(let preactivation, let activation):
      [slot(activation), slot(preactivation, named: "slope")]
    case .residualAdd(_, _, _, let sum): [slot(sum)]
    case .crossEntropy(_, let dLogits): [slot(dLogits)]
    default: gradientOutputs(of: operation)
    }
  }

  private func gradientInputs(of operation: Operation) -> [WalkTensor] {
    switch operation {
    case .linearInputGradient(let linear, let dOutput, let dInput, let accumulate):
      [slot(dOutput), weights(linear.weight)]
        + (accumulate ? [slot(dInput, isOverwritten: true)] : [])
    case .linearWeightGradient(_, let input, let dOutput): [slot(dOutput), slot(input)]
    case .normalizeGradient(let norm, let input, let mean, let rstd, let dOutput, _):
      [slot(dOutput), slot(input), slot(mean), slot(rstd), weights(norm.gain)]
    case .attentionMixGradient(let probabilities, let value, let dContext, _, _):
      [slot(dContext), slot(probabilities), slot(value)]
    case .softmaxGradient(let probabilities, let dProbabilities):
      [
        slot(dProbabilities, named: "gradient of probabilities", isOverwritten: true),
        slot(probabilities),
      ]
    case .attentionScoresGradient(let query, let key, let dScores, _, _):
      [slot(dScores), slot(query), slot(key)]
    case .activateGradient(let slope, let dActivation):
      [
        slot(dActivation, named: "gradient of activation", isOverwritten: true),
        slot(slope, named: "slope"),
      ]
    case .gateGradient(let gate, let input, let dOutput, _):
      [slot(dOutput), slot(input), weights(gate)]
    case .forkAdd(_, let dSum, let dBranchInput, _): [slot(dSum), slot(dBranchInput)]
    case .embedGradient(let dOutput): [slot(dOutput)]
    default: updateInputs(of: operation)
    }
  }

  private func gradientOutputs(of operation: Operation) -> [WalkTensor] {
    switch operation {
    case .linearInputGradient(_, _, let dInput, _): [slot(dInput)]
    case .linearWeightGradient(let linear, _, _):
      [gradient(linear.weight), gradient(linear.bias)]
    case .normalizeGradient(let norm, _, _, _, _, let dInput):
      [slot(dInput), gradient(norm.gain)]
        + [norm.bias].compactMap(\.self).map { gradient($0) }
    case .attentionMixGradient(_, _, _, let dProbabilities, let dValue):
      [slot(dProbabilities, named: "gradient of probabilities"), slot(dValue)]
    case .softmaxGradient(_, let dProbabilities): [slot(dProbabilities)]
    case .attentionScoresGradient(_, _, _, let dQuery, let dKey): [slot(dQuery), slot(dKey)]
    case .activateGradient(_, let dActivation):
      [slot(dActivation, named: "gradient of preactivation")]
    case .gateGradient(let gate, _, _, let dInput): [slot(dInput), gradient(gate)]
    case .forkAdd(_, _, _, let dStream): [slot(dStream)]
    case .embedGradient:
      [gradient(parameters.tokenEmbedding), gradient(parameters.positionEmbedding)]
    case .reduceGradient(let parameter): [gradient(parameter, shard: 0)]
    case .update(let parameter):
      [weights(parameter)] + (hasMoments ? moments(parameter, isOverwritten: false) : [])
    default: []
    }
  }

  private func updateInputs(of operation: Operation) -> [WalkTensor] {
    switch operation {
    case .reduceGradient(let parameter):
      (0..<shards).map { gradient(parameter, shard: $0, isOverwritten: $0 == 0) }
    case .update(let parameter):
      [weights(parameter, isOverwritten: true), gradient(parameter, shard: 0)]
        + (hasMoments ? moments(parameter, isOverwritten: true) : [])
    default: []
    }
  }
}

extension WalkTensors {
  private func slot(
    _ slot: Slot, named name: String? = nil, isOverwritten: Bool = false
  ) -> WalkTensor {
    let declaration = slots[slot]
    let heads = declaration.rowsPerSequence / sequenceLength
    let rows = heads > 1 ? [heads, sequenceLength] : [sequenceLength]
    let place = sublayer.map { "\($0): " } ?? ""
    return WalkTensor(
      name: name.map { place + $0 } ?? declaration.place(in: sublayer),
      shape: rows + [declaration.columns], place: .slot(slot), isOverwritten: isOverwritten)
  }

  private func weights(_ parameter: Parameter, isOverwritten: Bool = false) -> WalkTensor {
    let declaration = parameters[parameter]
    return WalkTensor(
      name: declaration.name, shape: declaration.shape, place: .weights(parameter),
      isOverwritten: isOverwritten)
  }

  private func gradient(
    _ parameter: Parameter, shard: Int? = nil, isOverwritten: Bool = false
  ) -> WalkTensor {
    let declaration = parameters[parameter]
    return WalkTensor(
      name: "gradient of \(declaration.name)", shape: declaration.shape,
      place: .gradient(parameter, shard: shard), isOverwritten: isOverwritten)
  }

  private func moments(_ parameter: Parameter, isOverwritten: Bool) -> [WalkTensor] {
    let declaration = parameters[parameter]
    return [
      ("first", WalkTensor.Place.firstMoment(parameter)), ("second", .secondMoment(parameter)),
    ]
    .map { name, place in
      WalkTensor(
        name: "\(name) moment of \(declaration.name)", shape: declaration.shape, place: place,
        isOverwritten: isOverwritten)
    }
  }
}
