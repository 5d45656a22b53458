import Engine
import Interface

/// What models are built from: that of the launch, and those that are asked for later.
struct ModelSource: Sendable {
  private(set) var configuration: Configuration
  private var material: TrainingMaterial
  private(set) var weights: String?
  /// Whether the weights of the launch come without their optimizer.
  private var isFresh: Bool
  /// How many threads there may be at most.
  var threads: Int
  private(set) var instructionSet: InstructionSet
  var historyBytes: Int
  /// The saved run that is played first.
  private(set) var run: RunFile?

  /// Takes what the launch has read; `threads` is how many there may be at most.
  init(
    _ configuration: Configuration, _ material: TrainingMaterial, weights: String?,
    isFresh: Bool = false, threads: Int, _ instructionSet: InstructionSet, run: RunFile? = nil,
    historyBytes: Int = Lab.standardHistoryBytes
  ) {
    self.configuration = configuration
    self.material = material
    self.weights = weights
    self.isFresh = isFresh
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
        instructionSet: instructionSet, historyBytes: historyBytes, memory: System.memory)
    }
    return try Lab(
      playing: run, corpus: corpus, weights: weights, threads: threads,
      instructionSet: instructionSet, historyBytes: historyBytes, memory: System.memory)
  }

  /// Whether a change would have no effect; a file is read again however often it is named.
  func stands(on change: GroundChange) -> Bool {
    switch change {
    case .instructionSet(let wanted): wanted == instructionSet
    case .weights(let path): path == nil && weights == nil
    case .nothingStored: false
    }
  }

  /// A source for another configuration, with its files read and other changes applied.
  ///
  /// - Throws: What the launch would: too little memory, a file that cannot be read, stored weights
  ///   that do not fit. Standard input is read once.
  func changed(
    to next: Configuration, on change: GroundChange? = nil
  ) throws(Failure) -> ModelSource {
    var result = self
    (result.configuration, result.run) = (next, nil)
    switch change {
    case .instructionSet(let set): result.instructionSet = set
    case .weights(let path): (result.weights, result.isFresh) = (path, false)
    case .nothingStored: result.weights = nil
    case nil: break
    }
    guard next.task == .text(path: "-") else {
      result.material = try TrainingMaterial(
        next, weights: result.weights, isFresh: result.isFresh)
      return result
    }
    guard next.task == configuration.task, next.sequence == configuration.sequence,
      next.vocabularySize == configuration.vocabularySize
    else {
      throw .failed("standard input was read at the start; expected a file, or the same sizes")
    }
    try result.material.change(weights: result.weights, for: next)
    return result
  }

  /// What is to be said before a run.
  var remarks: [String] { material.remarks(on: configuration) }

  /// What is saved with weights besides their numbers.
  func metadata(_ configuration: Configuration, steps: Int) -> [String: String] {
    material.metadata(configuration, steps: steps)
  }

  /// What must not be written over.
  var inputs: [FileOutput.Neighbor] {
    guard case .text(let path) = configuration.task else { return [] }
    return [FileOutput.Neighbor(flag: "--text", path: path)]
  }
}
