/// Compiles a wiring into a program over given parameters and slots.
///
/// Forward is emitted sublayer by sublayer, and each sublayer remembers what its backward needs;
/// backward then runs over these notes in reverse.
struct ProgramBuilder {
  let parameters: ParameterLayout
  let slots: SlotLayout
  var instructions: [Instruction] = []
  var read: Set<Parameter> = []
  var notes: [SublayerNote] = []
  /// The sublayer that emitted instructions belong to.
  var place: Sublayer?
  var phase = Phase.forward

  /// What a sublayer's backward needs to know of its forward.
  struct SublayerNote {
    var wiring: Wiring
    /// The stream that entered.
    var stream: Slot
    /// What F read: the stream, or the stream normalized.
    var branchInput: Slot
    /// ⊕'s result; what reached ⊕ where the skip is off.
    var sum: Slot
    /// The stream that left.
    var output: Slot
  }

  /// The program of a stack wired as `wiring`, one entry per sublayer.
  static func build(
    _ wiring: [Wiring], parameters: ParameterLayout, slots: SlotLayout
  ) -> Program {
    var builder = ProgramBuilder(parameters: parameters, slots: slots)
    return builder.build(wiring)
  }

  private mutating func build(_ wiring: [Wiring]) -> Program {
    emit(.embed(output: slots.embedding))
    read.formUnion([parameters.tokenEmbedding, parameters.positionEmbedding])
    measureStream(tap: 0, slots.embedding)
    var stream = slots.embedding
    for (index, sublayerWiring) in wiring.enumerated() {
      place = Sublayer(index: index)
      stream = forward(sublayerWiring, stream)
    }
    place = nil
    let last = stream
    let hasFinalNorm = wiring.last?.placement.needsFinalNorm ?? false
    if hasFinalNorm {
      emitNormalize(
        parameters.finalNorm, last, slots.final, mean: slots.finalMean, rstd: slots.finalRstd)
      stream = slots.final
    }
    measureStream(tap: wiring.count + 1, stream)
    emitLinear(parameters.head, stream, slots.logits)
    phase = .loss
    emit(.crossEntropy(logits: slots.logits, dLogits: slots.dLogits))
    phase = .backward
    backwardHead(stream, last: last, hasFinalNorm: hasFinalNorm)
    for index in wiring.indices.reversed() {
      place = Sublayer(index: index)
      backward(index)
    }
    place = nil
    emit(.embedGradient(dOutput: slots.embeddingGradient))
    return finish(final: stream)
  }

  private func finish(final: Slot) -> Program {
    let ordered = parameters.declarations.indices.map(Parameter.init).filter(read.contains)
    func update(_ operation: Operation) -> Instruction {
      Instruction(operation: operation, sublayer: nil, phase: .update)
    }
    return Program(
      sharded: instructions, reductions: ordered.map { update(.reduceGradient($0)) },
      judgement: update(.judgeUpdate), updates: ordered.map { update(.update($0)) },
      parameters: ordered,
      taps: [slots.embedding] + notes.map(\.output) + [final])
  }

  mutating func emit(_ operation: Operation) {
    instructions.append(Instruction(operation: operation, sublayer: place, phase: phase))
  }

  mutating func emitLinear(_ linear: Linear, _ input: Slot, _ output: Slot) {
    read.formUnion([linear.weight, linear.bias])
    emit(.linear(linear, input: input, output: output))
  }

  mutating func emitNormalize(
    _ norm: Norm, _ input: Slot, _ output: Slot, mean: Slot, rstd: Slot
  ) {
    read.insert(norm.gain)
    if let bias = norm.bias { read.insert(bias) }
    emit(.normalize(norm, input: input, output: output, mean: mean, rstd: rstd))
  }

  mutating func measureStream(tap: Int, _ slot: Slot) {
    emit(.measureActivation(tap: tap, slot))
    emit(.measureSimilarity(tap: tap, slot, embedding: slots.embedding))
  }
}
