/// Everything that the next steps of a trainer, and what they report, depend on.
///
/// The initial weights come from the seed or the stored ones, so the start of a segment needs no
/// numbers at all.
struct TrainerState: Sendable {
  /// Present wiring, rate, warm-up, weight decay and clipping among what never changes.
  var configuration: Configuration
  var updates = 0
  var segment = 0
  /// What the verdict looks back on.
  var memory: Trainer.Memory
  var trained: Trainer.Memory?
  var parameters = ParameterState()

  /// The start of a run.
  init(startOf configuration: Configuration) {
    self.configuration = configuration
    memory = Trainer.Memory(configuration.wiring)
  }

  /// Bytes of its weights and moments.
  var byteCount: Int {
    4
      * (parameters.weights.count + parameters.firstMoments.count
        + parameters.secondMoments.count)
  }
}

extension Trainer {
  /// Overwrites a state by the present one, in the memory that it has.
  ///
  /// - Complexity: O(parameters).
  func save(into state: inout TrainerState) {
    saveFacts(into: &state)
    machine.save(into: &state.parameters)
  }

  /// Overwrites a state by the present one, except its numbers, which become the initial ones.
  ///
  /// - Precondition: No step has been trained in this segment.
  func saveStart(into state: inout TrainerState) {
    saveFacts(into: &state)
    state.parameters = ParameterState()
  }

  private func saveFacts(into state: inout TrainerState) {
    state.configuration = configuration
    state.updates = updates
    state.segment = segment
    memory.copy(into: &state.memory)
    state.trained = trained
  }

  /// Goes on from a saved state, to the bit.
  ///
  /// - Precondition: It was saved by a trainer of the same shape, optimizer and start.
  func restore(_ state: TrainerState) {
    if state.memory.wiring != wiring { machine.rewire(state.memory.wiring) }
    configuration = state.configuration
    updates = state.updates
    segment = state.segment
    // The slots are those of another time.
    lastStep = nil
    memory = state.memory
    trained = state.trained
    if state.parameters.isInitial { startAnew() } else { machine.restore(state.parameters) }
  }
}

extension Trainer.Memory {
  /// Overwrites another memory, in the room that it has.
  func copy(into other: inout Trainer.Memory) {
    if other.wiring != wiring { other.wiring = wiring }
    other.rewiredAt = rewiredAt
    other.losses.removeAll(keepingCapacity: true)
    other.losses.append(contentsOf: losses)
    other.tokenDiversity = tokenDiversity
  }
}
