/// The tokens and targets of one step.
public struct Batch: Hashable, Sendable {
  /// `[sequences, sequenceLength]`, row by row.
  public var tokens: [Int32]
  /// `[sequences, sequenceLength]`; -1 where the token does not count.
  public var targets: [Int32]
  /// Tokens per sequence.
  public let sequenceLength: Int

  /// Sequences in the batch.
  public var sequenceCount: Int { tokens.count / sequenceLength }
  /// Number of targets that are not -1.
  public var countedTokens: Int { targets.reduce(0) { $0 + ($1 < 0 ? 0 : 1) } }

  /// A batch of zeros in which nothing counts.
  public init(sequences: Int, sequenceLength: Int) {
    tokens = Array(repeating: 0, count: sequences * sequenceLength)
    targets = Array(repeating: -1, count: sequences * sequenceLength)
    self.sequenceLength = sequenceLength
  }
}
