import KernelTable

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  private(set) var program: Program
  /// How the present step updates.
  var settings = UpdateSettings()
  /// Whether the present step takes the similarity statistics.
  var measuresSimilarity = false
  /// Updates that each parameter has seen, for Adam's bias correction.
  private(set) var updateCounts: [Int]
  /// What the present step measured so far.
  let measurements: Measurements
  /// What `judgeUpdate` found; the update happens only if it is sound.
  private(set) var judgement = Judgement()

  let kernels: KernelTable
  private let workers: Workers
  private(set) var batch: Batch
  private(set) var countedTokens = 0
  /// The next instruction of `step()`.
  private var position = 0
  private var stage = Stage.sharded

  /// The sequences that one shard holds.
  struct Shard {
    var first: Int
    var sequences: Int
  }

  /// What `Workers` is performing.
  enum Stage {
    case sharded, forward, reductions, updates
  }

  /// Allocates everything a configuration of this shape can ever need.
  init(_ configuration: Configuration, kernels: KernelTable, threads: Int) throws(ConfigurationError)
  {
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
      throw ConfigurationError(
        "model: the system refuses \(configuration.memoryBytes >> 20) MiB;"
          + " try fewer --layers, a smaller --width or a smaller --batch")
    }
    self.arena = arena
    program = ProgramBuilder.build(configuration.wiring, parameters: parameters, slots: slots)
    updateCounts = Array(repeating: 0, count: parameters.declarations.count)
    measurements = Measurements(
      shards: count, taps: configuration.sublayerCount + 2,
      parameters: parameters.declarations.count, width: configuration.width)
    workers = Workers(threads: min(threads, count))
    batch = Batch(sequences: configuration.batch, sequenceLength: configuration.sequence)
  }

  /// Compiles another wiring over the same parameters; allocates no numbers and loses none.
  func rewire(_ wiring: [Wiring]) {
    program = ProgramBuilder.build(wiring, parameters: parameters, slots: slots)
    position = 0
  }

  /// Starts a step on a batch.
  func begin(_ batch: Batch) {
    self.batch = batch
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

  /// Executes what is left of the step, whole shards at a time.
  func run() {
    guard position == 0 else {
      while step() != nil {}
      return
    }
    perform(.sharded, shards.count)
    perform(.reductions, program.reductions.count)
    judge()
    perform(.updates, program.updates.count)
    position = program.sharded.count + program.reductions.count + 1 + program.updates.count
  }

  /// Loss of a batch by the forward part alone; the present step's numbers are overwritten.
  func evaluate(_ batch: Batch) -> Double {
    begin(batch)
    perform(.forward, shards.count)
    defer { begin(batch) }
    return measurements.loss / Double(countedTokens)
  }

  private func perform(_ stage: Stage, _ parts: Int) {
    self.stage = stage
    workers.perform(parts, self)
  }
}

extension Machine: ParallelWork {
  func perform(part: Int) {
    switch stage {
    case .sharded:
      for instruction in program.sharded { execute(instruction.operation, shard: part) }
    case .forward:
      for instruction in program.sharded where instruction.phase != .backward {
        if !instruction.operation.isMeasurement { execute(instruction.operation, shard: part) }
      }
    case .reductions: reduce(program.reductions[part].operation)
    case .updates: update(program.updates[part].operation)
    }
  }
}

/// What the update may do.
struct Judgement {
  /// L2 norm over all gradients of the program, before clipping.
  var gradientNorm = 0.0
  /// Factor of every gradient: below 1 where the norm is clipped.
  var gradientScale: Float = 1
  /// Whether every weight stays finite.
  var isSound = true
}

// MARK: - Update

extension Machine {
  /// g = Σ over shards, in index order, into shard 0's place.
  private func reduce(_ operation: Operation) {
    guard case .reduceGradient(let parameter) = operation else { return }
    let declaration = parameters[parameter]
    let sum = unsafe arena.gradient(declaration, shard: 0)
    for shard in shards.indices.dropFirst() {
      unsafe kernels.scaledAdd(
        declaration.count, 1, arena.gradient(declaration, shard: shard), sum, sum)
    }
    unsafe kernels.moments(declaration.count, sum, measurements.gradientMoments(of: parameter))
  }

  /// The clipping factor (as torch's `clip_grad_norm_`) and whether the update is sound.
  private func judge() {
    var square = 0.0
    for parameter in program.parameters { square += measurements.gradientSquare(of: parameter) }
    judgement.gradientNorm = square.squareRoot()
    if settings.clip > 0 {
      let scale = Double(settings.clip) / (judgement.gradientNorm + 1e-6)
      judgement.gradientScale = Float(min(scale, 1))
    }
    judgement.isSound = square.isFinite && program.parameters.allSatisfy(staysFinite)
    guard judgement.isSound else { return }
    for parameter in program.parameters { updateCounts[parameter.index] += 1 }
  }

  /// Whether updating this parameter writes finite numbers only.
  ///
  /// Far from Float's range a bound settles it; near it, the update is tried on a copy.
  private func staysFinite(_ parameter: Parameter) -> Bool {
    let declaration = parameters[parameter]
    var sums = [0.0, 0.0]
    unsafe kernels.moments(declaration.count, arena.weights(declaration), &sums)
    let largestGradient = measurements.largestGradient(of: parameter)
    let isTame = settings.rate < 1e9 && settings.rate * settings.decay < 1e9
    if isTame && sums[1] < 1e18 && largestGradient < 1e18 { return true }
    return unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * declaration.count) {
      buffer in
      guard let copy = buffer.baseAddress else { return true }
      let count = declaration.count
      unsafe copy.update(from: arena.weights(declaration), count: count)
      unsafe (copy + count).update(from: arena.firstMoment(declaration), count: count)
      unsafe (copy + 2 * count).update(from: arena.secondMoment(declaration), count: count)
      unsafe apply(
        parameter, number: updateCounts[parameter.index] + 1, weights: copy, first: copy + count,
        second: copy + 2 * count, &sums)
      sums = [0, 0]
      unsafe kernels.moments(count, copy, &sums)
      return sums[1].isFinite
    }
  }

  private func update(_ operation: Operation) {
    guard case .update(let parameter) = operation, judgement.isSound else { return }
    let declaration = parameters[parameter]
    unsafe apply(
      parameter, number: updateCounts[parameter.index], weights: arena.weights(declaration),
      first: arena.firstMoment(declaration), second: arena.secondMoment(declaration),
      measurements.updateSums(of: parameter))
    refreshTransposed(declaration)
  }

  /// Applies update `number` of a parameter, counted from 1, to given weights and moments.
  private func apply(
    _ parameter: Parameter, number: Int, weights: UnsafeMutablePointer<Float>,
    first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>,
    _ sums: UnsafeMutablePointer<Double>
  ) {
    let declaration = parameters[parameter]
    let gradient = unsafe arena.gradient(declaration, shard: 0)
    let decayFactor = Float(1 - Double(settings.rate) * Double(settings.decay))
    switch settings.optimizer {
    case .sgd:
      unsafe kernels.sgd(
        declaration.count, weights, gradient, judgement.gradientScale, decayFactor,
        settings.rate, sums)
    case .adamw:
      let firstCorrection = 1 - pow(0.9, Double(number))
      let secondCorrection = 1 - pow(0.999, Double(number))
      unsafe kernels.adamW(
        declaration.count, weights, gradient, first, second, judgement.gradientScale, decayFactor,
        Float(Double(settings.rate) / firstCorrection),
        Float(1 / secondCorrection.squareRoot()), sums)
    }
  }

  /// Refreshes a matrix's transposed copy from its weights.
  func refreshTransposed(_ declaration: ParameterDeclaration) {
    guard declaration.transposedOffset != nil else { return }
    let rows = declaration.shape[0]
    let columns = declaration.shape[1]
    unsafe kernels.transpose(
      rows, columns, arena.weights(declaration), columns, arena.transposed(declaration), rows)
  }

  /// Forgets moments and update counts.
  func clearOptimizer() {
    arena.clearMoments()
    for index in updateCounts.indices { updateCounts[index] = 0 }
  }
}

/// How one step updates.
struct UpdateSettings: Hashable, Sendable {
  var optimizer = OptimizerKind.adamw
  /// The learning rate, warm-up included.
  var rate: Float = 1e-3
  /// Decoupled weight decay.
  var decay: Float = 0.01
  /// Largest gradient norm; 0 for no clipping.
  var clip: Float = 0
}
