/// One operation of a step as a person walks through it: what it is, where, and what it reads and
/// writes.
public struct WalkOperation: Hashable, Sendable {
  /// What is computed.
  ///
  /// Around each arrow stand the inputs and outputs in their order; the first of each are those
  /// whose sizes make the amplification. `d` is short for ∂L/∂.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
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
    /// g = Σ over shards in index order; g of each shard → g.
    case reduceGradient = "reduce_gradient"
    /// The clipping factor, and whether every weight stays finite.
    case judgeUpdate = "judge_update"
    /// One parameter's update; w, g, and AdamW's m, v → w, and m, v.
    case update
  }

  /// The place in `Walk.operations`.
  public let index: Int
  /// What is computed.
  public let kind: Kind
  /// The part of the step.
  public let phase: Phase
  /// Where in the stack; that of the parameter in the update, `nil` outside the stack.
  public let sublayer: Sublayer?
  /// The tap whose stream, or whose gradient, is there once the operation is done.
  public let tap: Tap?
  /// What it reads, in the order that its kind states.
  public let inputs: [WalkTensor]
  /// What it writes, in the order that its kind states.
  public let outputs: [WalkTensor]
  /// The constant in its formula: α of ⊕ and of the fork, 1/√head width of a softmax.
  public let scale: Float?

  let operation: Operation
  /// Its instruction and the measurements behind it, in the program's order.
  let instructions: Range<Int>
}

extension WalkOperation {
  /// The operations of a machine's program, measurements folded into what they measure.
  static func all(of machine: Machine) -> [WalkOperation] {
    let configuration = machine.configuration
    var tensors = WalkTensors(
      parameters: machine.parameters, slots: machine.slots,
      sequenceLength: configuration.sequence, shards: machine.shards.count,
      hasMoments: configuration.optimizer.hasMoments)
    let owners = owners(machine.parameters)
    let program = machine.program.instructions
    var result: [WalkOperation] = []
    var start = 0
    while start < program.count {
      var end = start + 1
      while end < program.count, program[end].operation.isMeasurement { end += 1 }
      let instruction = program[start]
      let operation = instruction.operation
      tensors.sublayer = instruction.sublayer
      result.append(
        WalkOperation(
          index: result.count, kind: operation.kind, phase: instruction.phase,
          sublayer: instruction.sublayer ?? operation.updated.flatMap { owners[$0] },
          tap: tap(program[start..<end], layers: configuration.layers),
          inputs: tensors.inputs(of: operation), outputs: tensors.outputs(of: operation),
          scale: operation.scale(in: configuration), operation: operation,
          instructions: start..<end))
      start = end
    }
    return result
  }

  /// The sublayers of their parameters.
  private static func owners(_ parameters: ParameterLayout) -> [Parameter: Sublayer] {
    var owners: [Parameter: Sublayer] = [:]
    for (index, tensors) in parameters.sublayers.enumerated() {
      let norms = [tensors.normIn, tensors.normOut, tensors.normAdd]
      let all =
        tensors.linears.flatMap { [$0.weight, $0.bias] }
        + norms.flatMap { [$0.gain] + [$0.bias].compactMap(\.self) }
        + [tensors.gate].compactMap(\.self)
      for parameter in all { owners[parameter] = Sublayer(index: index) }
    }
    return owners
  }

  private static func tap(_ instructions: ArraySlice<Instruction>, layers: Int) -> Tap? {
    for instruction in instructions {
      switch instruction.operation {
      case .measureActivation(let tap, _), .measureGradient(let tap, _):
        return Tap(index: tap, layers: layers)
      default: continue
      }
    }
    return nil
  }
}

extension Operation {
  /// The parameter that an operation of the update is about.
  var updated: Parameter? {
    switch self {
    case .reduceGradient(let parameter), .update(let parameter): parameter
    default: nil
    }
  }

  /// The constant of its formula.
  fileprivate func scale(in configuration: Configuration) -> Float? {
    switch self {
    case .residualAdd(let scale, _, _, _), .forkAdd(let scale, _, _, _): scale
    case .softmax, .softmaxGradient: 1 / Float(configuration.headWidth).squareRoot()
    default: nil
    }
  }

  /// What a walk calls it.
  ///
  /// - Precondition: It is no measurement.
  fileprivate var kind: WalkOperation.Kind {
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
    case .measureActivation, .measureBranch, .measureSimilarity, .measureGradient:
      preconditionFailure("a measurement is no operation")
    }
  }
}
