/// What all lanes of a lab stand on: text, stored weights, kernels, and threads that they take turns
/// to use.
struct LaneGround {
  let corpus: TextCorpus?
  private let stored: [String: [Float]]
  private let resumed: OptimizerTensors?
  private(set) var workers: Workers
  let instructionSet: InstructionSet

  /// Starts the threads.
  ///
  /// - Throws: When the configuration is out of range or the stored weights do not fit it.
  init(
    _ configuration: Configuration, corpus: TextCorpus?, weights: [Tensor]?, threads: Int,
    instructionSet: InstructionSet
  ) throws(ConfigurationError) {
    let configuration = try configuration.validated()
    self.corpus = corpus
    self.instructionSet = instructionSet
    stored =
      try weights.map { tensors throws(ConfigurationError) in
        try Trainer.matching(tensors, configuration)
      } ?? [:]
    resumed = try weights.flatMap { tensors throws(ConfigurationError) in
      try Trainer.optimizer(tensors, configuration)
    }
    workers = Workers(threads: min(threads, configuration.shardCount))
  }

  /// Replaces the threads by `count` new ones.
  mutating func share(among threads: Int) { workers = Workers(threads: threads) }

  /// A trainer at its start; what the stored weights lack it draws.
  func trainer(_ configuration: Configuration) throws(ConfigurationError) -> Trainer {
    try Trainer(
      validated: try configuration.validated(), corpus: corpus, stored: stored, resumed: resumed,
      workers: workers, instructionSet: instructionSet)
  }
}
