/// A walk through the step that a trainer would train next, operation by operation.
///
/// The walk executes the program of that step on the trainer's own machine, on the batch that
/// training would use. It is always at an operation that has just been executed, for all shards:
/// its inputs, outputs and arithmetic can be read. Moving back executes the step again from its
/// start, which gives the same bits. `close()` puts every weight, moment and count back, so that
/// training then goes on as if nobody had looked; training the step is left to the trainer.
///
/// The walk borrows the trainer: until it is closed, nothing else may be asked of it.
///
/// - Complexity: A move forward costs the operations passed, a move back at most one step on the
///   trainer's threads (2 to 13 ms at the opening model on two cores). Memory: a copy of weights and
///   moments from the first look into the update on, and of what the present operation overwrites.
public final class Walk {
  /// All operations of the step in their order.
  public let operations: [WalkOperation]
  /// Index of the present operation in `operations`.
  public private(set) var index = 0
  /// Updates done before this step.
  public let step: Int
  /// The wiring that the step runs with.
  public let wiring: [Wiring]
  /// The configuration that the step runs with.
  public let configuration: Configuration

  let machine: Machine
  private let trainer: Trainer
  /// What the present operation has overwritten; of a slot in each shard, else in one array.
  private(set) var overwritten: [Operand.Place: [[Float]]] = [:]
  /// Weights, moments and counts before the update.
  private var saved: ParameterState?
  /// Whether the machine may hold others than the saved ones.
  private var hasUpdated = false

  /// Opens a walk at the first operation of the trainer's next step.
  public init(_ trainer: Trainer) {
    self.trainer = trainer
    machine = trainer.machine
    step = trainer.updates
    wiring = trainer.wiring
    configuration = trainer.configuration
    operations = WalkOperation.all(of: trainer.machine)
    // The slots are no longer those of the step before.
    trainer.lastStep = nil
    trainer.prepareStep()
    move(to: 0)
  }

  /// The present operation.
  public var operation: WalkOperation { operations[index] }

  /// The tokens of a sequence of the batch.
  public func tokens(sequence: Int) -> [TokenName] {
    let length = configuration.sequence
    let ids = machine.batch.tokens[sequence * length..<(sequence + 1) * length]
    return ids.map { trainer.source.name(of: $0) }
  }

  /// Puts everything back as it was when the walk was opened, except slots and gradients, which
  /// every step overwrites.
  public func close() {
    restart()
    index = 0
  }
}

// MARK: - Moving

extension Walk {
  /// Goes to an operation, forward or back; beyond an end to the end.
  public func move(to target: Int) {
    let target = min(max(target, 0), operations.count - 1)
    let instructions = operations[target].instructions
    if machine.position > instructions.lowerBound { restart() }
    keepState(before: instructions.upperBound)
    machine.run(to: instructions.lowerBound)
    keepOverwritten(by: operations[target])
    machine.run(to: instructions.upperBound)
    index = target
  }

  /// The first operation of the next sublayer or part of the step, if there is one.
  public var nextSublayer: Int? {
    operations[index...].first { !isInSameSublayer($0, operation) }?.index
  }

  /// The first operation of the sublayer or part of the step before, of the present one where the
  /// walk is further on.
  public var previousSublayer: Int? {
    guard index > 0 else { return nil }
    let before = operations[index - 1]
    return operations[..<index].lastIndex { !isInSameSublayer($0, before) }.map { $0 + 1 } ?? 0
  }

  private func isInSameSublayer(_ first: WalkOperation, _ second: WalkOperation) -> Bool {
    first.sublayer == second.sublayer && first.phase == second.phase
  }

  /// The operation that takes an operation's gradient, or whose gradient an operation takes.
  ///
  /// Of a parameter's reduction or update it is the operation that wrote the gradient; of a skip
  /// that is off there is none.
  public func counterpart(of index: Int) -> Int? {
    let operation = operations[index]
    if operation.phase == .update {
      guard let parameter = operation.parameters.first else { return nil }
      let gradient = Operand.Place.gradient(parameter, shard: nil)
      return operations.first { $0.outputs.contains { $0.place == gradient } }?.index
    }
    return operations.first { $0.isGradient(of: operation) || operation.isGradient(of: $0) }?.index
  }

  /// Restarts the step on the same batch with the weights that it began with.
  private func restart() {
    if hasUpdated, let saved { machine.restore(saved) }
    hasUpdated = false
    overwritten = [:]
    machine.begin { _ in }
  }

  /// Executes something of its own on the machine, then comes back to the present operation.
  func aside<Result>(_ body: () -> Result) -> Result {
    let place = index
    restart()
    defer {
      restart()
      move(to: place)
    }
    return body()
  }

  /// Copies the state before the judgement, which counts the update.
  private func keepState(before end: Int) {
    guard end > machine.program.sharded.count + machine.program.reductions.count else { return }
    hasUpdated = true
    guard saved == nil else { return }
    var state = ParameterState()
    machine.save(into: &state)
    saved = state
  }

  private func keepOverwritten(by operation: WalkOperation) {
    overwritten = [:]
    for tensor in operation.inputs where tensor.isOverwritten {
      overwritten[tensor.place] = shards(of: tensor.place).map { unsafe Array(read($0)) }
    }
  }
}
