extension Configuration {
  /// Puts flags on top of a base, such as a line that was read or saved with weights.
  ///
  /// A line is written out in full, so what merely followed from a key follows again when a flag
  /// changes that key: rate and decay follow the optimizer, the feed-forward's width the width,
  /// the vocabulary the kind of task, and the placement a preset. What a flag names stays.
  ///
  /// - Throws: The first flag that cannot be read.
  public mutating func apply(
    _ flags: [(key: ConfigurationKey, text: String)]
  ) throws(ConfigurationError) {
    let base = self
    let named = Set(flags.map(\.key))
    for flag in flags { try set(flag.key, to: flag.text) }
    func follows(_ key: ConfigurationKey, if isChanged: Bool) -> Bool {
      isChanged && !named.contains(key)
    }
    let hasOtherOptimizer = optimizer != base.optimizer
    if follows(.learningRate, if: hasOtherOptimizer) { learningRate = nil }
    if follows(.weightDecay, if: hasOtherOptimizer) { weightDecay = nil }
    if follows(.ffn, if: width != base.width) { ffn = nil }
    let hasOtherKind = task.standardVocabulary != base.task.standardVocabulary
    if follows(.vocabulary, if: hasOtherKind) { vocabulary = nil }
    if follows(.norm, if: named.contains(.preset) && preset != nil) { norm = nil }
  }
}
