extension Configuration {
  /// Bytes that a model of this shape allocates: the arena, exactly.
  public var memoryBytes: Int {
    let parameters = ParameterLayout(self)
    return 4
      * Arena.floatCount(
        parameters: parameters.count, transposed: parameters.transposedCount,
        slots: SlotLayout(self).count, shards: shardCount)
  }
}
