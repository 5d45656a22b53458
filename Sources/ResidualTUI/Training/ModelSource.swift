import Engine

/// What models are built from: that of the launch, and those that are asked for later.
struct ModelSource: Sendable {
  private(set) var configuration: Configuration
  private var material: TrainingMaterial
  private let weights: String?
  private let threads: Int
  private let instructionSet: InstructionSet
  private let historyBytes: Int
  /// The saved run that is played first.
  private(set) var run: RunFile?

  /// Takes what the launch has read; `threads` is how many there may be at most.
  init(
    _ configuration: Configuration, _ material: TrainingMaterial, weights: String?, threads: Int,
    _ instructionSet: InstructionSet, run: RunFile? = nil,
    historyBytes: Int = Lab.standardHistoryBytes
  ) {
    self.configuration = configuration
    self.material = material
    self.weights = weights
    self.threads = threads
    self.instructionSet = instructionSet
    self.run = run
    self.historyBytes = historyBytes
  }

  /// A lab with one lane at its start, or with the lanes of the saved run at theirs.
  func lab() throws(ConfigurationError) -> Lab {
    let threads = min(threads, configuration.shardCount)
    let (corpus, weights) = (material.corpus, material.weights?.tensors)
    guard let run else {
      return try Lab(
        configuration, corpus: corpus, weights: weights, threads: threads,
        instructionSet: instructionSet, historyBytes: historyBytes)
    }
    return try Lab(
      playing: run, corpus: corpus, weights: weights, threads: threads,
      instructionSet: instructionSet, historyBytes: historyBytes)
  }

  /// The same for another configuration, its files read.
  ///
  /// - Throws: What the launch would: too little memory, a file that cannot be read, stored weights
  ///   that do not fit. Standard input is read once.
  func changed(to next: Configuration) throws(Failure) -> ModelSource {
    var result = self
    (result.configuration, result.run) = (next, nil)
    if next.task == .text(path: "-") {
      guard next.task == configuration.task, next.sequence == configuration.sequence,
        next.vocabularySize == configuration.vocabularySize
      else {
        throw .failed("standard input was read at the start; expected a file, or the same sizes")
      }
      try TrainingMaterial.checkMemory(next)
    } else {
      result.material = try TrainingMaterial(next, weights: weights)
    }
    return result
  }

  /// What is saved with weights besides their numbers.
  func metadata(_ configuration: Configuration, steps: Int) -> [String: String] {
    material.metadata(configuration, steps: steps)
  }

  /// What must not be written over.
  var inputs: [FileOutput.Input] {
    guard case .text(let path) = configuration.task else { return [] }
    return [FileOutput.Input(flag: "--text", path: path)]
  }
}
