extension ProgramBuilder {
  /// Emits one sublayer; returns the stream that leaves it.
  ///
  ///     post      y = LN(α·x + F(x))          pre     y = α·x + F(LN(x))
  ///     sandwich  y = α·x + LN(F(LN(x)))      branch  y = α·x + LN(F(x))      none  y = α·x + F(x)
  mutating func forward(_ wiring: Wiring, _ stream: Slot) -> Slot {
    let index = notes.count
    let sublayer = slots.sublayers[index]
    let tensors = parameters.sublayers[index]
    var branchInput = stream
    if wiring.placement.normalizesBranchInput {
      emitNormalize(
        tensors.normIn, stream, sublayer.normIn, mean: sublayer.normInMean,
        rstd: sublayer.normInRstd)
      branchInput = sublayer.normIn
    }
    // Without a skip the branch is the stream itself; a norm or a gate reads it again in backward.
    let isKept =
      !wiring.hasSkip || wiring.placement.normalizesBranchOutput || tensors.gate != nil
    let raw = isKept ? sublayer.branch : slots.scratch.branch
    switch Sublayer(index: index).kind {
    case .attention: forwardAttention(tensors.linears, branchInput, sublayer, raw)
    case .feedforward: forwardFeedForward(tensors.linears, branchInput, sublayer, raw)
    }
    var reaching = raw
    if wiring.placement.normalizesBranchOutput {
      emitNormalize(
        tensors.normOut, reaching, sublayer.normOut, mean: sublayer.normMean,
        rstd: sublayer.normRstd)
      reaching = sublayer.normOut
    }
    if let gate = tensors.gate, let gated = sublayer.gated {
      read.insert(gate)
      emit(.gate(gate, input: reaching, output: gated))
      reaching = gated
    }
    emit(.measureBranch(tap: index + 1, raw: raw, reaching: reaching, stream: stream))
    var sum = reaching
    if wiring.hasSkip {
      sum = sublayer.sum
      emit(
        .residualAdd(skipScale: wiring.skipScale, stream: stream, branch: reaching, sum: sum))
    }
    var output = sum
    if wiring.placement.normalizesSum {
      output = sublayer.normAdd
      emitNormalize(
        tensors.normAdd, sum, output, mean: sublayer.normMean, rstd: sublayer.normRstd)
    }
    measureStream(tap: index + 1, output)
    notes.append(
      SublayerNote(
        wiring: wiring, stream: stream, branchInput: branchInput, sum: sum,
        output: output))
    return output
  }

  /// F(x) = (softmax(q·kᵀ/√h)·v)·W_oᵀ + b_o, heads side by side (Vaswani and others 2017).
  private mutating func forwardAttention(
    _ linears: [Linear], _ input: Slot, _ sublayer: SublayerSlots, _ branch: Slot
  ) {
    let slot = sublayer.attention
    emitLinear(linears[0], input, slot.query)
    emitLinear(linears[1], input, slot.key)
    emitLinear(linears[2], input, slot.value)
    emit(.attentionScores(query: slot.query, key: slot.key, scores: slots.scratch.scores))
    emit(.softmax(scores: slots.scratch.scores, probabilities: slot.probabilities))
    emit(
      .attentionMix(probabilities: slot.probabilities, value: slot.value, context: slot.context))
    emitLinear(linears[3], slot.context, branch)
  }

  /// F(x) = f(x·W₁ᵀ + b₁)·W₂ᵀ + b₂.
  private mutating func forwardFeedForward(
    _ linears: [Linear], _ input: Slot, _ sublayer: SublayerSlots, _ branch: Slot
  ) {
    let slot = sublayer.feedForward
    emitLinear(linears[0], input, slot.preactivation)
    emit(.activate(preactivation: slot.preactivation, activation: slot.activation))
    emitLinear(linears[1], slot.activation, branch)
  }
}

extension SublayerSlots {
  /// The inner slots of an attention sublayer, named.
  var attention: (query: Slot, key: Slot, value: Slot, probabilities: Slot, context: Slot) {
    (inner[0], inner[1], inner[2], inner[3], inner[4])
  }

  /// The inner slots of a feed-forward sublayer, named.
  var feedForward: (preactivation: Slot, activation: Slot) { (inner[0], inner[1]) }
}
