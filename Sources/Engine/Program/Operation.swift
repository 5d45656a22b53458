/// A computation over named slots: the arguments of an `OperationKind`, or a measurement.
///
/// All that is known of an operation besides its execution stands in this file.
enum Operation: Hashable, Sendable {
  case embed(output: Slot)
  case normalize(Norm, input: Slot, output: Slot, mean: Slot, rstd: Slot)
  case linear(Linear, input: Slot, output: Slot)
  case attentionScores(query: Slot, key: Slot, scores: Slot)
  case softmax(scores: Slot, probabilities: Slot)
  case attentionMix(probabilities: Slot, value: Slot, context: Slot)
  case activate(preactivation: Slot, activation: Slot)
  case gate(Parameter, input: Slot, output: Slot)
  case residualAdd(skipScale: Float, stream: Slot, branch: Slot, sum: Slot)

  case crossEntropy(logits: Slot, dLogits: Slot)

  case linearInputGradient(Linear, dOutput: Slot, dInput: Slot, accumulate: Bool)
  case linearWeightGradient(Linear, input: Slot, dOutput: Slot)
  case normalizeGradient(
    Norm, input: Slot, mean: Slot, rstd: Slot, dOutput: Slot, dInput: Slot)
  case attentionMixGradient(
    probabilities: Slot, value: Slot, dContext: Slot, dProbabilities: Slot, dValue: Slot)
  case softmaxGradient(probabilities: Slot, dProbabilities: Slot)
  case attentionScoresGradient(query: Slot, key: Slot, dScores: Slot, dQuery: Slot, dKey: Slot)
  case activateGradient(slope: Slot, dActivation: Slot)
  case gateGradient(Parameter, input: Slot, dOutput: Slot, dInput: Slot)
  case forkAdd(skipScale: Float, dSum: Slot, dBranchInput: Slot, dStream: Slot)
  case embedGradient(dOutput: Slot)

  /// Moments of a tap's stream.
  case measureActivation(tap: Int, Slot)
  /// Moments of the raw branch, and of what reaches ⊕ against the stream.
  case measureBranch(tap: Int, raw: Slot, reaching: Slot, stream: Slot)
  /// Likeness of a tap's tokens; only at steps that ask for it.
  case measureSimilarity(tap: Int, Slot, embedding: Slot)
  /// Moments of ∂L/∂ a tap's stream.
  case measureGradient(tap: Int, Slot)

  case reduceGradient(Parameter)
  case judgeUpdate
  case update(Parameter)
}

/// The computations that a step is made of.
///
/// Around each arrow are the inputs and outputs in their order; the sizes of the first of each make
/// the amplification. `d` is short for ∂L/∂.
public enum OperationKind: String, CaseIterable, Hashable, Sendable {
  /// x = token[t] + position[i]; token, position → stream.
  case embed
  /// y = (x − mean)·rstd·gain + bias; x, gain, bias? → y, mean, rstd.
  case normalize
  /// y = x·Wᵀ + b; x, W, b → y.
  case linear
  /// s = q·kᵀ per head; q, k → s.
  case attentionScores = "attention_scores"
  /// p = softmax(s/√head width); s → p.
  case softmax
  /// c = p·v per head; p, v → c.
  case attentionMix = "attention_mix"
  /// a = f(x), and the slope f′(x) in the place of x; x → a, slope.
  case activate
  /// y = g·x with a learned number g; x, g → y.
  case gate
  /// s = α·x + F(x), the ⊕; x, F → s.
  case residualAdd = "residual_add"
  /// Loss and its gradient; logits → dlogits.
  case crossEntropy = "cross_entropy"
  /// dx = dy·W, or added to what dx holds; dy, W, dx? → dx.
  case linearInputGradient = "linear_input_gradient"
  /// dW = dyᵀ·x, db = Σ dy, over one shard; dy, x → dW, db.
  case linearWeightGradient = "linear_weight_gradient"
  /// dx = rstd·(h − mean(h) − x̂·mean(h·x̂)), h = dy·gain; dy, x, mean, rstd, gain → dx, dgain,
  /// dbias?.
  case normalizeGradient = "normalize_gradient"
  /// dp = dc·vᵀ, dv = pᵀ·dc per head; dc, p, v → dp, dv.
  case attentionMixGradient = "attention_mix_gradient"
  /// ds = p·(dp − Σ p·dp)/√head width, in the place of dp; dp, p → ds.
  case softmaxGradient = "softmax_gradient"
  /// dq = ds·k, dk = dsᵀ·q per head; ds, q, k → dq, dk.
  case attentionScoresGradient = "attention_scores_gradient"
  /// dx = da·f′(x), in the place of da; da, slope → dx.
  case activateGradient = "activate_gradient"
  /// dx = g·dy, dg = Σ dy·x; dy, x, g → dx, dg.
  case gateGradient = "gate_gradient"
  /// dx = α·ds + dF, where skip and branch forked; ds, dF → dx.
  case forkAdd = "fork_add"
  /// Each token's and each position's share of dx, over one shard; dx → dtoken, dposition.
  case embedGradient = "embed_gradient"
  /// g = Σ over shards in index order; g of each shard → g in the first one's place.
  case reduceGradient = "reduce_gradient"
  /// The clipping factor, and whether every weight stays finite.
  case judgeUpdate = "judge_update"
  /// One parameter's update and that of its transposed copy; w, g, and AdamW's m, v → w, and m, v.
  case update
}

extension Operation {
  /// What it computes; `nil` where it only measures.
  var kind: OperationKind? {
    switch self {
    case .embed: .embed
    case .normalize: .normalize
    case .linear: .linear
    case .attentionScores: .attentionScores
    case .softmax: .softmax
    case .attentionMix: .attentionMix
    case .activate: .activate
    case .gate: .gate
    case .residualAdd: .residualAdd
    case .crossEntropy: .crossEntropy
    case .linearInputGradient: .linearInputGradient
    case .linearWeightGradient: .linearWeightGradient
    case .normalizeGradient: .normalizeGradient
    case .attentionMixGradient: .attentionMixGradient
    case .softmaxGradient: .softmaxGradient
    case .attentionScoresGradient: .attentionScoresGradient
    case .activateGradient: .activateGradient
    case .gateGradient: .gateGradient
    case .forkAdd: .forkAdd
    case .embedGradient: .embedGradient
    case .reduceGradient: .reduceGradient
    case .judgeUpdate: .judgeUpdate
    case .update: .update
    case .measureActivation, .measureBranch, .measureSimilarity, .measureGradient: nil
    }
  }

  /// Whether this only reads.
  var isMeasurement: Bool { kind == nil }
}

/// How one number of an operation's first output comes from the numbers of its inputs.
public enum ArithmeticForm: Hashable, Sendable {
  /// The token's number plus the position's.
  case lookup
  /// α·a + b of the first two inputs.
  case scaledSum
  /// a·b of the first input and another, number by number or with a single one.
  case product(other: Int)
  /// The configured activation.
  case activation
  /// (x − mean)·rstd·gain + bias.
  case normalization
  /// rstd·(h − mean(h) − x̂·mean(h·x̂)), h = dy·gain.
  case normalizationGradient
  /// The softmax of a row.
  case softmax
  /// p·(dp − Σ p·dp), scaled.
  case softmaxGradient
  /// (p − target)·weight.
  case crossEntropy
  /// Σ a·b.
  case sum(Terms)
  /// min(1, clip/‖g‖).
  case clipping
  /// One step of the optimizer.
  case update

  /// The terms of a sum, in the order in which they are added.
  public enum Terms: Hashable, Sendable {
    /// A row of the first input with a row of a matrix, from a bias on.
    case matrixRow
    /// A row of the first input with a column of a matrix, from what was there on.
    case matrixColumn
    /// Two columns, over all tokens of the shard.
    case shardTokens
    /// The rows of the shard whose token is the one looked at.
    case equalTokens
    /// One number of each shard.
    case shards
    /// A token of the first input with a token of another, over the features of a head.
    case headFeatures(other: Int)
    /// A row of attention weights with a feature of another input, over its tokens.
    case headTokens(other: Int)
  }
}

/// A tensor that an operation reads or writes.
struct Operand: Hashable, Sendable {
  /// Where the numbers lie in the arena.
  enum Place: Hashable, Sendable {
    case slot(Slot)
    case weights(Parameter)
    case firstMoment(Parameter)
    case secondMoment(Parameter)
    /// The gradient from one shard; `nil` is the shard at hand.
    case gradient(Parameter, shard: Int?)
  }

  let place: Place
  /// What a slot holds at this operation, where that is not what it was declared for.
  let role: TensorRole?
  /// Whether the operation writes over what it has read.
  let isOverwritten: Bool

  static func slot(
    _ slot: Slot, as role: TensorRole? = nil, isOverwritten: Bool = false
  ) -> Operand {
    Operand(place: .slot(slot), role: role, isOverwritten: isOverwritten)
  }

  static func weights(_ parameter: Parameter, isOverwritten: Bool = false) -> Operand {
    Operand(place: .weights(parameter), role: nil, isOverwritten: isOverwritten)
  }

  static func gradient(
    _ parameter: Parameter, shard: Int? = nil, isOverwritten: Bool = false
  ) -> Operand {
    Operand(
      place: .gradient(parameter, shard: shard), role: nil, isOverwritten: isOverwritten)
  }

  static func moments(_ parameter: Parameter, isOverwritten: Bool) -> [Operand] {
    [.firstMoment(parameter), .secondMoment(parameter)].map {
      Operand(place: $0, role: nil, isOverwritten: isOverwritten)
    }
  }
}

extension Operand.Place {
  /// The parameter to which weights, moments or gradients belong.
  var parameter: Parameter? {
    switch self {
    case .slot: nil
    case .weights(let parameter), .firstMoment(let parameter), .secondMoment(let parameter),
      .gradient(let parameter, shard: _):
      parameter
    }
  }
}

/// What an operation does to which tensors, in the order that its kind states.
struct OperationDescription: Hashable, Sendable {
  var reads: [Operand]
  /// Overwritten, all of them; what is added to is read as well.
  var writes: [Operand]
  var form: ArithmeticForm
  /// The constant in its formula.
  var scale: Float?
  /// The forward operation through which it takes the gradient back.
  var gradientOf: OperationKind?
}

extension Machine {
  /// The one description of an operation; `nil` for a measurement.
  func description(of operation: Operation) -> OperationDescription? {
    switch operation {
    case .embed(let output):
      OperationDescription(
        reads: [.weights(parameters.tokenEmbedding), .weights(parameters.positionEmbedding)],
        writes: [.slot(output)], form: .lookup)
    case .normalize(let norm, let input, let output, let mean, let rstd):
      OperationDescription(
        reads: [.slot(input)] + norm.parameters.map { .weights($0) },
        writes: [.slot(output), .slot(mean), .slot(rstd)], form: .normalization)
    case .linear(let linear, let input, let output):
      OperationDescription(
        reads: [.slot(input), .weights(linear.weight), .weights(linear.bias)],
        writes: [.slot(output)], form: .sum(.matrixRow))
    case .attentionScores(let query, let key, let scores):
      OperationDescription(
        reads: [.slot(query), .slot(key)], writes: [.slot(scores)],
        form: .sum(.headFeatures(other: 1)))
    case .softmax(let scores, let probabilities):
      OperationDescription(
        reads: [.slot(scores)], writes: [.slot(probabilities)], form: .softmax, scale: headScale)
    case .attentionMix(let probabilities, let value, let context):
      OperationDescription(
        reads: [.slot(probabilities), .slot(value)], writes: [.slot(context)],
        form: .sum(.headTokens(other: 1)))
    case .activate(let preactivation, let activation):
      OperationDescription(
        reads: [.slot(preactivation, isOverwritten: true)],
        writes: [.slot(activation), .slot(preactivation, as: .value(.slope))], form: .activation)
    case .gate(let gate, let input, let output):
      OperationDescription(
        reads: [.slot(input), .weights(gate)], writes: [.slot(output)], form: .product(other: 1))
    case .residualAdd(let scale, let stream, let branch, let sum):
      OperationDescription(
        reads: [.slot(stream), .slot(branch)], writes: [.slot(sum)], form: .scaledSum,
        scale: scale)
    case .crossEntropy(let logits, let dLogits):
      OperationDescription(
        reads: [.slot(logits)], writes: [.slot(dLogits)], form: .crossEntropy)
    case .linearInputGradient(let linear, let dOutput, let dInput, let accumulate):
      OperationDescription(
        reads: [.slot(dOutput), .weights(linear.weight)]
          + (accumulate ? [.slot(dInput, isOverwritten: true)] : []),
        writes: [.slot(dInput)], form: .sum(.matrixColumn), gradientOf: .linear)
    case .linearWeightGradient(let linear, let input, let dOutput):
      OperationDescription(
        reads: [.slot(dOutput), .slot(input)],
        writes: [.gradient(linear.weight), .gradient(linear.bias)], form: .sum(.shardTokens))
    case .normalizeGradient(let norm, let input, let mean, let rstd, let dOutput, let dInput):
      OperationDescription(
        reads: [
          .slot(dOutput), .slot(input), .slot(mean), .slot(rstd), .weights(norm.gain),
        ],
        writes: [.slot(dInput)] + norm.parameters.map { .gradient($0) },
        form: .normalizationGradient, gradientOf: .normalize)
    case .attentionMixGradient(
      let probabilities, let value, let dContext, let dProbabilities, let dValue):
      OperationDescription(
        reads: [.slot(dContext), .slot(probabilities), .slot(value)],
        writes: [.slot(dProbabilities, as: .gradient(.probabilities)), .slot(dValue)],
        form: .sum(.headFeatures(other: 2)), gradientOf: .attentionMix)
    case .softmaxGradient(let probabilities, let dProbabilities):
      OperationDescription(
        reads: [
          .slot(dProbabilities, as: .gradient(.probabilities), isOverwritten: true),
          .slot(probabilities),
        ],
        writes: [.slot(dProbabilities)], form: .softmaxGradient, scale: headScale,
        gradientOf: .softmax)
    case .attentionScoresGradient(let query, let key, let dScores, let dQuery, let dKey):
      OperationDescription(
        reads: [.slot(dScores), .slot(query), .slot(key)], writes: [.slot(dQuery), .slot(dKey)],
        form: .sum(.headTokens(other: 2)), gradientOf: .attentionScores)
    case .activateGradient(let slope, let dActivation):
      OperationDescription(
        reads: [
          .slot(dActivation, as: .gradient(.activation), isOverwritten: true),
          .slot(slope, as: .value(.slope)),
        ],
        writes: [.slot(dActivation, as: .gradient(.preactivation))], form: .product(other: 1),
        gradientOf: .activate)
    case .gateGradient(let gate, let input, let dOutput, let dInput):
      OperationDescription(
        reads: [.slot(dOutput), .slot(input), .weights(gate)],
        writes: [.slot(dInput), .gradient(gate)], form: .product(other: 2), gradientOf: .gate)
    case .forkAdd(let scale, let dSum, let dBranchInput, let dStream):
      OperationDescription(
        reads: [.slot(dSum), .slot(dBranchInput)], writes: [.slot(dStream)], form: .scaledSum,
        scale: scale, gradientOf: .residualAdd)
    case .embedGradient(let dOutput):
      OperationDescription(
        reads: [.slot(dOutput)],
        writes: [.gradient(parameters.tokenEmbedding), .gradient(parameters.positionEmbedding)],
        form: .sum(.equalTokens), gradientOf: .embed)
    case .reduceGradient(let parameter):
      OperationDescription(
        reads: shards.indices.map { .gradient(parameter, shard: $0, isOverwritten: $0 == 0) },
        writes: [.gradient(parameter, shard: 0)], form: .sum(.shards))
    case .judgeUpdate: OperationDescription(reads: [], writes: [], form: .clipping)
    case .update(let parameter):
      OperationDescription(
        reads: [.weights(parameter, isOverwritten: true), .gradient(parameter, shard: 0)]
          + moments(parameter, isOverwritten: true),
        writes: [.weights(parameter)] + moments(parameter, isOverwritten: false), form: .update)
    case .measureActivation, .measureBranch, .measureSimilarity, .measureGradient: nil
    }
  }

  private func moments(_ parameter: Parameter, isOverwritten: Bool) -> [Operand] {
    guard configuration.optimizer.hasMoments else { return [] }
    return Operand.moments(parameter, isOverwritten: isOverwritten)
  }
}
