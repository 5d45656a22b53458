/// Trains one model, step by step; owned by one thread at a time.
///
/// A run is a pure function of its configuration, its text and the commands it was given: the same
/// instruction set gives the same bits for any number of threads.
public final class Trainer {
  /// The configuration as it is now, rewirings and commands included.
  public internal(set) var configuration: Configuration

  let machine: Machine
  let source: BatchSource
  private let evaluationBatches: [Batch]
  private let initialization: Initialization
  /// Weights that were loaded, by name: the start instead of drawn ones.
  private var stored: [String: [Float]]
  /// The state of the optimizer that was loaded with them: the start instead of none.
  private var resumed: OptimizerTensors?
  /// Updates since the last reset.
  var updates = 0
  var segment = 0
  /// What the run remembers of the steps under its present wiring.
  var memory: Memory
  /// Provenance under the wiring of the last update, restored if the user rewires back before the next; `nil` while that
  /// wiring is the present one.
  var trained: Memory?
  /// Steps between two measurements of the similarity statistics.
  let similarityInterval: Int

  /// What the next steps are to be looked into for; `nil` costs nothing.
  ///
  /// A step that is looked into takes as long as on one thread, and allocates.
  public var inspectionRequest: InspectionRequest?
  /// What was seen of the last step; `nil` when nobody asked before it.
  public private(set) var inspection: Inspection?
  /// The step that the slots are of.
  var lastStep: LastStep?

  /// What a verdict looks back on.
  struct Memory: Sendable {
    var wiring: [Wiring]
    /// The step of the last rewiring since the reset.
    var rewiredAt: Int?
    /// Losses of the last updates under the present wiring, `VerdictRules.stalledWindow` at most.
    var losses: [Double] = []
    /// Latest token diversity of the last stream under the present wiring.
    var tokenDiversity: Double?

    init(_ wiring: [Wiring]) {
      self.wiring = wiring
      losses.reserveCapacity(VerdictRules.stalledWindow)
    }
  }

  /// Compiles the model and draws its initial weights.
  ///
  /// - Parameters:
  ///   - configuration: What to train; validated here.
  ///   - corpus: The text, for a text task.
  ///   - threads: Threads that share the work; changes no bit of the result.
  ///   - instructionSet: The kernels to use.
  /// - Throws: When the configuration is out of range or memory is refused.
  public convenience init(
    _ configuration: Configuration, corpus: TextCorpus? = nil, threads: Int = 2,
    instructionSet: InstructionSet
  ) throws(ConfigurationError) {
    let configuration = try configuration.validated()
    try self.init(
      validated: configuration, corpus: corpus, stored: [:],
      workers: Workers(threads: min(threads, configuration.shardCount)),
      instructionSet: instructionSet)
  }

  /// Compiles the model of a validated configuration; trainers that take turns may share their
  /// workers.
  init(
    validated configuration: Configuration, corpus: TextCorpus?, stored: [String: [Float]],
    resumed: OptimizerTensors? = nil, workers: Workers, instructionSet: InstructionSet
  ) throws(ConfigurationError) {
    self.configuration = configuration
    self.stored = stored
    self.resumed = resumed
    memory = Memory(configuration.wiring)
    machine = try Machine(configuration, kernels: instructionSet.kernels, workers: workers)
    source = BatchSource(configuration, corpus: corpus)
    evaluationBatches = source.evaluation
    initialization = Initialization(configuration)
    similarityInterval = Self.similarityInterval(of: configuration)
    startAnew()
  }

  /// Trainable numbers that the present program reads.
  public var parameterCount: Int {
    machine.program.parameters.reduce(0) { $0 + machine.parameters[$1].count }
  }

  /// Loss of the best constant guess: the entropy of the targets' marginal.
  public var guessing: Double { source.guessing }

  /// Accuracy of the best constant guess: the share of the most frequent target.
  public var chance: Double { source.chance }

  /// Trains one step and reports what it measured.
  ///
  /// A step whose update would write a non-finite weight is not applied: the same step is tried
  /// again by the next call, after a rewiring perhaps with another result.
  ///
  /// - Parameter report: Overwritten, whatever it reported before. Its arrays keep their memory:
  ///   with a report that this trainer has filled before and nobody shares, a step allocates
  ///   nothing.
  public func step(into report: inout StepReport) {
    report.evaluationLoss = evaluationLoss()
    prepareStep()
    let gradient = inspectionRequest.map { passCountingGradient($0) }
    machine.run()
    measure(into: &report)
    if machine.judgement.isSound {
      remember(report)
    } else {
      report.firstNonFinite = machine.firstNonFinite()
    }
    report.verdict.judge(facts(of: report))
    if machine.judgement.isSound { updates += 1 }
    let last = LastStep(step: report.step, updates: updates, segment: segment, wiring: wiring)
    lastStep = last
    inspection = inspectionRequest.flatMap { inspect($0, gradient: gradient, of: last) }
  }

  /// Trains one step and answers a report of its own.
  public func step() -> StepReport {
    var report = StepReport()
    step(into: &report)
    return report
  }

  /// Puts the present step's batch and settings into the machine.
  func prepareStep() {
    machine.settings = UpdateSettings(
      optimizer: configuration.optimizer, rate: configuration.learningRate(at: totalSteps),
      decay: configuration.decay, clip: configuration.clip)
    machine.measuresSimilarity =
      latestTokenDiversity == nil || totalSteps.isMultiple(of: similarityInterval)
    machine.begin { source.fill(&$0, step: totalSteps) }
  }

  /// Carries out a command between two steps.
  public func apply(_ command: TrainerCommand) {
    switch command {
    case .rewire(let wiring): rewire(to: wiring)
    case .reset: reset()
    case .warmup(let steps): configuration.warmup = max(steps, 0)
    case .learningRate(let rate): configuration.learningRate = rate
    case .weightDecay(let decay): configuration.weightDecay = decay
    case .clip(let norm): configuration.clip = norm
    }
  }

  private func rewire(to wiring: [Wiring]) {
    guard wiring.count == configuration.sublayerCount, wiring != self.wiring else { return }
    configuration = configuration.rewired(to: wiring)
    machine.rewire(wiring)
    if !memory.losses.isEmpty { trained = memory }
    memory = Memory(wiring)
    guard let trained else { return }
    if trained.wiring == wiring {
      // Going back before another step was trained is no rewiring.
      memory = trained
      self.trained = nil
    } else {
      memory.rewiredAt = updates
    }
  }

  private func reset() {
    startAnew()
    updates = 0
    segment += 1
    memory = Memory(configuration.wiring)
    trained = nil
  }

  /// The initial weights, and nothing known of earlier updates.
  func startAnew() {
    drawWeights()
    machine.clearOptimizer()
    if let resumed { machine.write(resumed) }
  }

  /// Updates that the weights have seen, those before they were loaded included: the place in the data
  /// and in the warm-up.
  public var totalSteps: Int { (resumed?.step ?? 0) + updates }

  private func drawWeights() {
    for declaration in machine.parameters.declarations {
      machine.write(
        stored[declaration.name] ?? initialization.values(of: declaration), to: declaration)
    }
  }

  private func evaluationLoss() -> Double? {
    guard !evaluationBatches.isEmpty, totalSteps.isMultiple(of: BatchSource.evaluationInterval)
    else { return nil }
    var sum = 0.0
    var count = 0
    for batch in evaluationBatches {
      sum += machine.evaluate(batch) * Double(batch.countedTokens)
      count += batch.countedTokens
    }
    return sum / Double(count)
  }

  private func remember(_ report: StepReport) {
    if memory.losses.count == VerdictRules.stalledWindow { memory.losses.removeFirst() }
    memory.losses.append(report.loss)
    if let diversity = report.lastStream?.tokenDiversity {
      memory.tokenDiversity = diversity
    }
  }

  /// The present wiring, one entry per sublayer.
  var wiring: [Wiring] { memory.wiring }

  /// The step at which the stack was last rewired since the reset, if it was.
  var rewiredAt: Int? { memory.rewiredAt }

  /// Latest token diversity of the last stream under the present wiring.
  var latestTokenDiversity: Double? { memory.tokenDiversity }

  /// Mean of the last losses, once there are enough of them.
  var recentLoss: Double? {
    guard memory.losses.count == VerdictRules.stalledWindow else { return nil }
    return memory.losses.reduce(0, +) / Double(memory.losses.count)
  }
}

// MARK: - Weights

extension Trainer {
  /// Copies of all parameters that exist, in layout order.
  public func parameters() -> [Tensor] {
    machine.parameters.declarations.map { declaration in
      Tensor(
        name: declaration.name, shape: declaration.shape,
        values: .float(machine.read(declaration)))
    }
  }

  /// The sum over the bits of the weights that the trainer starts from.
  var startChecksum: Checksum {
    var sum = Checksum()
    for declaration in machine.parameters.declarations {
      sum.add(stored[declaration.name] ?? initialization.values(of: declaration))
    }
    resumed?.add(to: &sum, machine.parameters.declarations)
    return sum
  }

  /// Checks that stored weights fit a validated configuration, without building its model.
  ///
  /// - Throws: What `load(_:)` would.
  public static func check(
    _ tensors: [Tensor], against configuration: Configuration
  ) throws(ConfigurationError) {
    _ = try matching(tensors, configuration)
    _ = try optimizer(tensors, configuration)
  }

  /// Whether stored tensors hold a state of the configuration's optimizer.
  public static func resumes(_ tensors: [Tensor], _ configuration: Configuration) -> Bool {
    OptimizerTensors.exist(in: tensors, for: configuration.optimizer)
  }

  /// The stored state of the configuration's optimizer, if there is one.
  static func optimizer(
    _ tensors: [Tensor], _ configuration: Configuration
  ) throws(ConfigurationError) -> OptimizerTensors? {
    try OptimizerTensors(tensors, ParameterLayout(configuration), configuration.optimizer)
  }

  /// All that a file holds: the parameters, and the state of the optimizer behind them.
  ///
  /// - Complexity: O(parameters); copies weights and moments.
  public func tensors() -> [Tensor] {
    parameters() + OptimizerTensors.tensors(of: machine, step: totalSteps)
  }

  /// Stored weights by name, once they are known to fit a validated configuration.
  static func matching(
    _ tensors: [Tensor], _ configuration: Configuration
  ) throws(ConfigurationError) -> [String: [Float]] {
    let layout = ParameterLayout(configuration)
    let program = ProgramBuilder.build(
      configuration.wiring, parameters: layout, slots: SlotLayout(configuration))
    return try layout.matching(tensors, readBy: program)
  }

  /// Replaces the initial weights by stored ones, with the state of the optimizer where there is
  /// one, and starts from them.
  ///
  /// - Throws: When a tensor that the program reads is missing, or one has another shape.
  public func load(_ tensors: [Tensor]) throws(ConfigurationError) {
    stored = try machine.parameters.matching(tensors, readBy: machine.program)
    resumed = try Self.optimizer(tensors, configuration)
    reset()
    segment -= 1
  }
}
