/// Trains one model, step by step; owned by one thread at a time.
public final class Trainer {
  /// The configuration as it is now, rewirings and commands included.
  public private(set) var configuration: Configuration

  /// Compiles the model and draws its initial weights.
  public init(
    _ configuration: Configuration, corpus: TextCorpus? = nil, threads: Int = 2
  ) throws(ConfigurationError) {
    self.configuration = configuration
  }

  /// Trainable numbers that the present program reads.
  public var parameterCount: Int { 0 }
  /// Loss of the best constant guess: the entropy of the targets' marginal.
  public var guessing: Double { 0 }

  /// Trains one step and reports what it measured. After divergence, measures without updating.
  public func step() -> StepReport {
    StepReport(
      step: 0, loss: 0, accuracy: 0, learningRate: 0, gradientNorm: 0, gradientSpread: 0, taps: [],
      layers: [], verdict: Verdict(state: .healthy, number: 0, threshold: 0), wiring: [])
  }

  /// Carries out a command between two steps.
  public func apply(_ command: TrainerCommand) {}

  /// Copies of all parameters that exist, in layout order.
  public func parameters() -> [Tensor] { [] }

  /// Replaces the initial weights by stored ones; every tensor the program reads must be there.
  public func load(_ tensors: [Tensor]) throws(ConfigurationError) {}
}
