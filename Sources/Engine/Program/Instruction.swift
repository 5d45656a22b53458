/// The four parts of a training step.
public enum Phase: String, CaseIterable, Hashable, Sendable {
  case forward, loss, backward, update
}

/// One operation of a step's program, on one shard of the batch (or, in the update, on one tensor).
public struct Instruction: Hashable, Sendable {
  /// What is computed, from which slots into which.
  let operation: Operation
  /// Where in the stack; `nil` outside it.
  public let sublayer: Sublayer?
  /// The part of the step.
  public let phase: Phase
}

/// A computation over named slots.
///
/// `d` is short for ∂L/∂.
enum Operation: Hashable, Sendable {
  /// x = token[t] + position[i].
  case embed(output: Slot)
  /// y = (x - mean)·rstd·gain + bias.
  case normalize(Norm, input: Slot, output: Slot, mean: Slot, rstd: Slot)
  /// y = x·Wᵀ + b.
  case linear(Linear, input: Slot, output: Slot)
  /// s = q·kᵀ per head.
  case attentionScores(query: Slot, key: Slot, scores: Slot)
  /// p = softmax(s/√head width).
  case softmax(scores: Slot, probabilities: Slot)
  /// c = p·v per head.
  case attentionMix(probabilities: Slot, value: Slot, context: Slot)
  /// a = f(x); x becomes f′(x).
  case activate(preactivation: Slot, activation: Slot)
  /// y = g·x with a learned scalar g.
  case gate(Parameter, input: Slot, output: Slot)
  /// s = α·x + F(x): the ⊕.
  case residualAdd(skipScale: Float, stream: Slot, branch: Slot, sum: Slot)

  /// L and ∂L/∂logits.
  case crossEntropy(logits: Slot, dLogits: Slot)

  /// dx = dy·W, or dx += dy·W.
  case linearInputGradient(Linear, dOutput: Slot, dInput: Slot, accumulate: Bool)
  /// dW = dyᵀ·x, db = Σ dy.
  case linearWeightGradient(Linear, input: Slot, dOutput: Slot)
  /// dx, dgain, dbias of a norm.
  case normalizeGradient(
    Norm, input: Slot, mean: Slot, rstd: Slot, dOutput: Slot, dInput: Slot)
  /// dp = dc·vᵀ, dv = pᵀ·dc per head.
  case attentionMixGradient(
    probabilities: Slot, value: Slot, dContext: Slot, dProbabilities: Slot, dValue: Slot)
  /// ds = p·(dp - Σ p·dp)/√head width, in the place of dp.
  case softmaxGradient(probabilities: Slot, dProbabilities: Slot)
  /// dq = ds·k, dk = dsᵀ·q per head.
  case attentionScoresGradient(query: Slot, key: Slot, dScores: Slot, dQuery: Slot, dKey: Slot)
  /// dx = da·f′(x), in the place of da.
  case activateGradient(slope: Slot, dActivation: Slot)
  /// dx = g·dy, dg = Σ dy·x.
  case gateGradient(Parameter, input: Slot, dOutput: Slot, dInput: Slot)
  /// dx = α·ds + dF: where x forked into skip and branch, their gradients meet.
  case forkAdd(skipScale: Float, dSum: Slot, dBranchInput: Slot, dStream: Slot)
  /// Each token's and each position's share of dx.
  case embedGradient(dOutput: Slot)

  /// Moments of a tap's stream.
  case measureActivation(tap: Int, Slot)
  /// Moments of the raw branch, and of what reaches ⊕ against the stream.
  case measureBranch(tap: Int, raw: Slot, reaching: Slot, stream: Slot)
  /// Likeness of a tap's tokens; only at steps that ask for it.
  case measureSimilarity(tap: Int, Slot, embedding: Slot)
  /// Moments of ∂L/∂ a tap's stream.
  case measureGradient(tap: Int, Slot)

  /// g = Σ over shards in index order, into the first shard's place, and Σ g².
  case reduceGradient(Parameter)
  /// The clipping factor, and whether every weight will stay finite.
  case judgeUpdate
  /// w, its moments, its transposed copy.
  case update(Parameter)

  /// Whether this only reads.
  var isMeasurement: Bool {
    switch self {
    case .measureActivation, .measureBranch, .measureSimilarity, .measureGradient: true
    default: false
    }
  }
}
