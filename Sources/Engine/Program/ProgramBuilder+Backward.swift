extension ProgramBuilder {
  /// Emits the gradients from the logits back to the last stream.
  mutating func backwardHead(_ input: Slot, last: Slot, hasFinalNorm: Bool) {
    let lastGradient = slots.sublayers.last?.gradient ?? slots.embeddingGradient
    let tap = notes.count + 1
    emit(.linearWeightGradient(parameters.head, input: input, dOutput: slots.dLogits))
    let dInput = hasFinalNorm ? slots.finalGradient : lastGradient
    emit(
      .linearInputGradient(
        parameters.head, dOutput: slots.dLogits, dInput: dInput, accumulate: false))
    emit(.measureGradient(tap: tap, dInput))
    guard hasFinalNorm else { return }
    emit(
      .normalizeGradient(
        parameters.finalNorm, input: last, mean: slots.finalMean, rstd: slots.finalRstd,
        dOutput: slots.finalGradient, dInput: lastGradient))
  }

  /// Emits the gradients of sublayer `index`, from its output's to its input's.
  mutating func backward(_ index: Int) {
    let note = notes[index]
    let sublayer = slots.sublayers[index]
    let tensors = parameters.sublayers[index]
    let scratch = slots.scratch
    emit(.measureGradient(tap: index + 1, sublayer.gradient))
    var dSum = sublayer.gradient
    if note.wiring.placement.normalizesSum {
      dSum = scratch.dSum
      emitNormGradient(
        tensors.normAdd, input: note.sum, sublayer.normMean, sublayer.normRstd,
        sublayer.gradient, dSum)
    }
    let dBranch = backwardToBranch(note, sublayer, tensors, dSum)
    // ⊕ copies the gradient to the skip and to the branch; where x forked, the two parts meet.
    let dStream = index > 0 ? slots.sublayers[index - 1].gradient : slots.embeddingGradient
    let dBranchInput = note.wiring.hasSkip ? scratch.dBranchInput : dStream
    let normalized = note.wiring.placement.normalizesBranchInput
    let dInner = normalized ? scratch.dNormIn : dBranchInput
    switch Sublayer(index: index).kind {
    case .attention: backwardAttention(tensors.linears, note, sublayer, dBranch, dInner)
    case .feedforward: backwardFeedForward(tensors.linears, note, sublayer, dBranch, dInner)
    }
    if normalized {
      emitNormGradient(
        tensors.normIn, input: note.stream, sublayer.normInMean, sublayer.normInRstd, dInner,
        dBranchInput)
    }
    if note.wiring.hasSkip {
      emit(
        .forkAdd(
          skipScale: note.wiring.skipScale, dSum: dSum, dBranchInput: dBranchInput,
          dStream: dStream))
    }
    if index == 0 { emit(.measureGradient(tap: 0, slots.embeddingGradient)) }
  }

  /// Emits the gradients from ⊕ back to the raw branch; returns where ∂L/∂F is.
  private mutating func backwardToBranch(
    _ note: SublayerNote, _ sublayer: SublayerSlots, _ tensors: SublayerParameters, _ dSum: Slot
  ) -> Slot {
    let scratch = slots.scratch
    let normalizes = note.wiring.placement.normalizesBranchOutput
    var gradient = dSum
    if let gate = tensors.gate {
      let input = normalizes ? sublayer.normOut : sublayer.branch
      emit(.gateGradient(gate, input: input, dOutput: gradient, dInput: scratch.dGated))
      gradient = scratch.dGated
    }
    if normalizes {
      emitNormGradient(
        tensors.normOut, input: sublayer.branch, sublayer.normMean, sublayer.normRstd, gradient,
        scratch.dBranch)
      gradient = scratch.dBranch
    }
    return gradient
  }

  private mutating func backwardAttention(
    _ linears: [Linear], _ note: SublayerNote, _ sublayer: SublayerSlots, _ dBranch: Slot,
    _ dInput: Slot
  ) {
    let slot = sublayer.attention
    let scratch = slots.scratch
    emitLinearGradient(linears[3], slot.context, dBranch, scratch.dContext)
    emit(
      .attentionMixGradient(
        probabilities: slot.probabilities, value: slot.value, dContext: scratch.dContext,
        dProbabilities: scratch.dScores, dValue: scratch.dValue))
    emit(
      .softmaxGradient(probabilities: slot.probabilities, dProbabilities: scratch.dScores))
    emit(
      .attentionScoresGradient(
        query: slot.query, key: slot.key, dScores: scratch.dScores, dQuery: scratch.dQuery,
        dKey: scratch.dKey))
    emitLinearGradient(linears[0], note.branchInput, scratch.dQuery, dInput)
    emitLinearGradient(linears[1], note.branchInput, scratch.dKey, dInput, accumulate: true)
    emitLinearGradient(linears[2], note.branchInput, scratch.dValue, dInput, accumulate: true)
  }

  private mutating func backwardFeedForward(
    _ linears: [Linear], _ note: SublayerNote, _ sublayer: SublayerSlots, _ dBranch: Slot,
    _ dInput: Slot
  ) {
    let slot = sublayer.feedForward
    let dHidden = slots.scratch.dHidden
    emitLinearGradient(linears[1], slot.activation, dBranch, dHidden)
    emit(.activateGradient(slope: slot.preactivation, dActivation: dHidden))
    emitLinearGradient(linears[0], note.branchInput, dHidden, dInput)
  }

  private mutating func emitLinearGradient(
    _ linear: Linear, _ input: Slot, _ dOutput: Slot, _ dInput: Slot, accumulate: Bool = false
  ) {
    emit(.linearWeightGradient(linear, input: input, dOutput: dOutput))
    emit(
      .linearInputGradient(linear, dOutput: dOutput, dInput: dInput, accumulate: accumulate))
  }

  private mutating func emitNormGradient(
    _ norm: Norm, input: Slot, _ mean: Slot, _ rstd: Slot, _ dOutput: Slot, _ dInput: Slot
  ) {
    emit(
      .normalizeGradient(
        norm, input: input, mean: mean, rstd: rstd, dOutput: dOutput, dInput: dInput))
  }
}
