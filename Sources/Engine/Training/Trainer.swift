/// Trains one model, step by step; owned by one thread at a time.
///
/// A run is a pure function of its configuration, its text and the commands it was given: the same
/// instruction set gives the same bits for any number of threads.
public final class Trainer {
  /// The configuration as it is now, rewirings and commands included.
  public private(set) var configuration: Configuration

  let machine: Machine
  let source: BatchSource
  private let evaluationBatches: [Batch]
  private let initialization: Initialization
  private var stored: [String: [Float]] = [:]
  private var batch: Batch
  /// Updates since the last reset.
  private(set) var updates = 0
  private(set) var segment = 0
  private(set) var rewiredAt: Int?
  private var recentLosses: [Double] = []
  private(set) var latestTokenResidual: Double?
  /// Steps between two measurements of the similarity statistics.
  let similarityInterval: Int

  /// Compiles the model and draws its initial weights.
  ///
  /// - Parameters:
  ///   - configuration: What to train; validated here.
  ///   - corpus: The text, for a text task.
  ///   - threads: Threads that share the work; changes no bit of the result.
  ///   - instructionSet: The kernels to use.
  /// - Throws: When the configuration is out of range or memory is refused.
  public init(
    _ configuration: Configuration, corpus: TextCorpus? = nil, threads: Int = 2,
    instructionSet: InstructionSet = .best
  ) throws(ConfigurationError) {
    let configuration = try configuration.validated()
    self.configuration = configuration
    machine = try Machine(
      configuration, kernels: instructionSet.kernels, threads: threads)
    source = BatchSource(configuration, corpus: corpus)
    evaluationBatches = source.evaluation
    initialization = Initialization(configuration)
    batch = Batch(
      sequences: configuration.batch, sequenceLength: configuration.sequence)
    similarityInterval = Self.similarityInterval(of: configuration)
    drawWeights()
  }

  /// Trainable numbers that the present program reads.
  public var parameterCount: Int {
    machine.program.parameters.reduce(0) { $0 + machine.parameters[$1].count }
  }

  /// Loss of the best constant guess: the entropy of the targets' marginal.
  public var guessing: Double { source.guessing }

  /// Trains one step and reports what it measured.
  ///
  /// A step whose update would write a non-finite weight is not applied: the same step is tried
  /// again by the next call, after a rewiring perhaps with another result.
  public func step() -> StepReport {
    let evaluationLoss = evaluationLoss()
    prepareStep()
    machine.run()
    var report = makeReport()
    report.evaluationLoss = evaluationLoss
    if machine.judgement.isSound {
      updates += 1
    } else {
      report.firstNonFinite = machine.firstNonFinite()
    }
    remember(report)
    report.verdict = Verdict(facts(of: report))
    return report
  }

  /// Puts the present step's batch and settings into the machine.
  func prepareStep() {
    source.fill(&batch, step: updates)
    machine.settings = UpdateSettings(
      optimizer: configuration.optimizer, rate: learningRate(at: updates),
      decay: configuration.decay, clip: configuration.clip)
    machine.measuresSimilarity = updates.isMultiple(of: similarityInterval)
    machine.begin(batch)
  }

  /// Carries out a command between two steps.
  public func apply(_ command: TrainerCommand) {
    switch command {
    case .rewire(let wiring):
      guard wiring.count == configuration.sublayerCount, wiring != configuration.wiring else {
        return
      }
      configuration = configuration.rewired(to: wiring)
      machine.rewire(wiring)
      recentLosses = []
      if updates > 0 { rewiredAt = updates }
    case .reset: reset()
    case .warmup(let steps): configuration.warmup = max(steps, 0)
    case .learningRate(let rate): configuration.learningRate = rate
    }
  }

  /// lr · min(1, (n + 1)/W) for update n, W steps of warm-up.
  func learningRate(at step: Int) -> Float {
    let peak = configuration.peakLearningRate
    guard step + 1 < configuration.warmup else { return peak }
    return peak * Float(step + 1) / Float(configuration.warmup)
  }

  private func reset() {
    drawWeights()
    machine.clearOptimizer()
    updates = 0
    segment += 1
    rewiredAt = nil
    recentLosses = []
    latestTokenResidual = nil
  }

  private func drawWeights() {
    for declaration in machine.parameters.declarations {
      machine.write(
        stored[declaration.name] ?? initialization.values(of: declaration), to: declaration)
    }
  }

  private func evaluationLoss() -> Double? {
    guard !evaluationBatches.isEmpty, updates.isMultiple(of: BatchSource.evaluationInterval) else {
      return nil
    }
    var sum = 0.0
    var count = 0
    for batch in evaluationBatches {
      sum += machine.evaluate(batch) * Double(batch.countedTokens)
      count += batch.countedTokens
    }
    return sum / Double(count)
  }

  private func remember(_ report: StepReport) {
    if recentLosses.count == VerdictRules.stalledWindow { recentLosses.removeFirst() }
    recentLosses.append(report.loss)
    if let residual = report.taps.dropLast().last?.tokenResidual {
      latestTokenResidual = residual
    }
  }

  /// Mean of the last losses, once there are enough of them.
  var recentLoss: Double? {
    guard recentLosses.count == VerdictRules.stalledWindow else { return nil }
    return recentLosses.reduce(0, +) / Double(recentLosses.count)
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

  /// Replaces the initial weights by stored ones and starts from them.
  ///
  /// - Throws: When a tensor that the program reads is missing, or one has another shape.
  public func load(_ tensors: [Tensor]) throws(ConfigurationError) {
    stored = try machine.matching(tensors)
    reset()
    segment -= 1
  }
}
