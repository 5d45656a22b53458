/// Makes the batches of a run: the batch of step n depends on the seed and n only.
///
/// So a reset, a twin or a fork sees the same data without anything being kept.
public struct BatchSource: Sendable {
  /// A held-out text is measured at every step that this number divides.
  public static let evaluationInterval = 50

  /// Loss of the best constant guess: the entropy of the targets' marginal, in nats.
  public let guessing: Double
  /// Accuracy of the best constant guess: the share of the most frequent target.
  public let chance: Double

  private let material: Material
  private let vocabulary: Int
  private let sequences: Int
  private let sequenceLength: Int
  private let seed: UInt64

  private enum Material: Sendable {
    case synthetic(SyntheticTask)
    case text(TextCorpus)
  }

  /// Prepares the batches of a configuration.
  ///
  /// - Precondition: `configuration` has been validated; a text task comes with its corpus, made
  ///   for the same sequence and vocabulary.
  public init(_ configuration: Configuration, corpus: TextCorpus?) {
    vocabulary = configuration.vocabularySize
    sequences = configuration.batch
    sequenceLength = configuration.sequence
    seed = configuration.seed
    switch configuration.task {
    case .synthetic(let task):
      material = .synthetic(task)
      (guessing, chance) = task.guessing(
        vocabulary: vocabulary, sequenceLength: sequenceLength)
    case .text:
      guard let corpus else { preconditionFailure("a text task needs its corpus") }
      material = .text(corpus)
      (guessing, chance) = (corpus.unigramEntropy, corpus.largestShare)
    }
  }

  /// Whether the task is known to stall in every wiring for hundreds of steps.
  public var isHard: Bool {
    if case .synthetic(.modsum) = material { true } else { false }
  }

  /// What a token of its batches stands for.
  func name(of token: Int32) -> TokenName {
    switch material {
    case .synthetic(.brackets): .character(Brackets.symbols[Int(token)])
    case .synthetic: .number(Int(token))
    case .text where token == TextCorpus.mask: .mask
    case .text where token == TextCorpus.unknown: .unknown
    case .text(let corpus): .character(corpus.alphabet[Int(token - TextCorpus.unknown) - 1])
    }
  }

  /// Overwrites `batch` with the tokens and targets of step `step`.
  ///
  /// - Precondition: `batch` has the configuration's shape.
  /// - Complexity: O(tokens), times log(sequence) for sort; allocates nothing.
  public func fill(_ batch: inout Batch, step: Int) {
    var random = RandomStream(seed: seed, name: "batch", index: step)
    switch material {
    case .synthetic(let task):
      task.fill(&batch, vocabulary: vocabulary, random: &random)
    case .text(let corpus):
      corpus.fillTraining(&batch, random: &random)
    }
  }

  /// Batches of the held-out text, the same in every run on this text; none for other tasks.
  ///
  /// Their windows lie evenly over the last tenth. Between one and four batches, so that
  /// measuring them every 50 steps costs little.
  ///
  /// - Complexity: O(tokens); allocates the batches, so ask once.
  public var evaluation: [Batch] {
    guard case .text(let corpus) = material else { return [] }
    let windows = corpus.heldOutCount / sequenceLength
    let count = Swift.min(4, Swift.max(1, windows / sequences))
    return (0..<count).map { index in
      var batch = Batch(sequences: sequences, sequenceLength: sequenceLength)
      corpus.fillHeldOut(&batch, index: index, of: count)
      return batch
    }
  }
}
