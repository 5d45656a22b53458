extension Configuration {
  /// Bytes that training this model takes, an estimate that errs upwards.
  ///
  ///     4 · (P·(3 + shards) + M + batch·S)
  ///
  /// P numbers are trained (values, two moments, one gradient per shard), M of them in matrices
  /// that are also kept transposed, and S numbers are kept per sequence for the way back:
  ///
  ///     S = 2·layers·(15·T·width + 3·heads·T² + 3·T·ffn) + 4·T·classes
  ///
  /// twice for values and their gradients. All norms of all placements always exist.
  ///
  /// - Precondition: `validated()` has passed; the result then fits 64 bits.
  public var memoryBytes: Int {
    let matrices = layers * (4 * width * width + 2 * width * hiddenWidth) + classCount * width
    let vectors = layers * (4 * width + hiddenWidth + width + 12 * width + 2) + 2 * width
    let embeddings = (vocabularySize + sequence) * width
    let trained = matrices + vectors + embeddings + classCount
    let layerSlots =
      sequence * (15 * width + 3 * hiddenWidth) + 3 * heads * sequence * sequence
    let kept = 2 * layers * layerSlots + 4 * sequence * classCount
    return 4 * (trained * (3 + shardCount) + matrices + batch * kept)
  }
}
