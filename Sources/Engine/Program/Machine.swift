import KernelTable

/// Executes programs over one arena: instruction by instruction, or whole.
///
/// `run()` is `step()` repeated. Shards share nothing before the reductions, which add them in
/// index order, so handing whole shards to worker threads changes no bit; tests hold the two
/// against each other.
final class Machine {
  let configuration: Configuration
  let parameters: ParameterLayout
  let slots: SlotLayout
  let shards: [Shard]
  let arena: Arena
  /// What a step executes; measurements of its cost put another one in between two steps.
  var program: Program
  /// How the present step updates.
  var settings = UpdateSettings()
  /// Whether the present step takes the similarity statistics.
  var measuresSimilarity = false
  /// Updates that each parameter has seen, for Adam's bias correction.
  var updateCounts: [Int]
  /// What the present step measured so far.
  let measurements: Measurements
  /// What `judgeUpdate` found; the update happens only if it is sound.
  var judgement = Judgement()

  let kernels: KernelTable
  /// The threads that share the work; their number changes no bit.
  var workers: Workers
  private(set) var batch: Batch
  private(set) var countedTokens = 0
  /// The next instruction of `step()`, in the program's order.
  private(set) var position = 0
  private var stage = Stage.sharded
  /// What `Stage.sharded` executes.
  private var part = 0..<0

  /// The sequences that one shard holds.
  struct Shard {
    var first: Int
    var sequences: Int
  }

  /// What `Workers` is performing.
  enum Stage {
    case sharded, forward, reductions, updates
  }

  /// Allocates everything a configuration of this shape can ever need, and starts its threads.
  convenience init(
    _ configuration: Configuration, kernels: KernelTable, threads: Int
  ) throws(ConfigurationError) {
    let workers = Workers(threads: min(threads, configuration.shardCount))
    try self.init(configuration, kernels: kernels, workers: workers)
  }

  /// Allocates everything a configuration of this shape can ever need; machines that take turns may
  /// share their workers.
  init(
    _ configuration: Configuration, kernels: KernelTable, workers: Workers
  ) throws(ConfigurationError) {
    self.configuration = configuration
    self.kernels = kernels
    parameters = ParameterLayout(configuration)
    slots = SlotLayout(configuration)
    let count = configuration.shardCount
    shards = (0..<count).map { index in
      let first = index * configuration.batch / count
      return Shard(first: first, sequences: (index + 1) * configuration.batch / count - first)
    }
    guard let arena = Arena(parameters: parameters, slots: slots, shards: count) else {
      throw .memory(mebibytes: configuration.memoryBytes >> 20)
    }
    self.arena = arena
    program = ProgramBuilder.build(configuration.wiring, parameters: parameters, slots: slots)
    updateCounts = Array(repeating: 0, count: parameters.declarations.count)
    measurements = Measurements(
      shards: count, taps: configuration.sublayerCount + 2,
      parameters: parameters.declarations.count, width: configuration.width)
    self.workers = workers
    batch = Batch(sequences: configuration.batch, sequenceLength: configuration.sequence)
  }

  /// Compiles another wiring over the same parameters; allocates no numbers and loses none.
  func rewire(_ wiring: [Wiring]) {
    program = ProgramBuilder.build(wiring, parameters: parameters, slots: slots)
    position = 0
  }

  /// Starts a step on a batch.
  func begin(_ batch: Batch) {
    begin { $0 = batch }
  }

  /// Starts a step on a batch that `fill` writes in place, so that nothing is copied.
  func begin(filling fill: (inout Batch) -> Void) {
    fill(&batch)
    countedTokens = batch.countedTokens
    position = 0
    measurements.clear()
    judgement = Judgement()
  }

  /// Executes the next instruction for every shard; returns it, or `nil` once the step is over.
  func step() -> Instruction? {
    let sharded = program.sharded.count
    let reductions = sharded + program.reductions.count
    guard position <= reductions + program.updates.count else { return nil }
    defer { position += 1 }
    if position < sharded {
      let instruction = program.sharded[position]
      for shard in shards.indices { execute(instruction.operation, shard: shard) }
      return instruction
    }
    if position < reductions {
      let instruction = program.reductions[position - sharded]
      reduce(instruction.operation)
      return instruction
    }
    if position == reductions {
      judge()
      return program.judgement
    }
    let instruction = program.updates[position - reductions - 1]
    update(instruction.operation)
    return instruction
  }

  /// Executes the step up to its updates and shows every operation once all shards have executed it.
  ///
  /// What an instruction wrote may be gone after the next. `run()` does the rest of the step.
  func pass(_ look: (Operation) -> Void) {
    let end = program.sharded.count + program.reductions.count
    while position < end, let instruction = step() { look(instruction.operation) }
  }

  /// Executes what is left of the step, whole shards at a time.
  func run() {
    guard position == 0 else {
      while step() != nil {}
      return
    }
    part = program.sharded.indices
    perform(.sharded, shards.count)
    perform(.reductions, program.reductions.count)
    judge()
    perform(.updates, program.updates.count)
    position = program.sharded.count + program.reductions.count + 1 + program.updates.count
  }

  /// Executes the step up to the instruction at `end`, in the program's order.
  ///
  /// Whole shards at a time as far as shards go; nothing where it has come further.
  func run(to end: Int) {
    let shardedEnd = min(end, program.sharded.count)
    if position < shardedEnd {
      part = position..<shardedEnd
      perform(.sharded, shards.count)
      position = shardedEnd
    }
    while position < end, step() != nil {}
  }

  /// Loss of a batch by the forward part alone; the present step starts over.
  func evaluate(_ batch: Batch) -> Double {
    let present = self.batch
    begin(batch)
    perform(.forward, shards.count)
    defer { begin(present) }
    return measurements.loss / Double(countedTokens)
  }

  private func perform(_ stage: Stage, _ parts: Int) {
    self.stage = stage
    workers.perform(parts, self)
  }
}

extension Machine: ParallelWork {
  func perform(part number: Int) {
    switch stage {
    case .sharded:
      for instruction in program.sharded[part] { execute(instruction.operation, shard: number) }
    case .forward:
      for instruction in program.sharded where instruction.phase != .backward {
        if !instruction.operation.isMeasurement { execute(instruction.operation, shard: number) }
      }
    case .reductions: reduce(program.reductions[number].operation)
    case .updates: update(program.updates[number].operation)
    }
  }
}
