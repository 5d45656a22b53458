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

extension MemoryBudget {
  /// Refuses lanes of a model that would take more than there is for models.
  ///
  /// - Parameters:
  ///   - configuration: A validated one.
  ///   - lanes: How many models of its shape there will be.
  ///   - copying: Bytes that building them takes besides.
  ///   - beside: Bytes of other models that stay until these have been built.
  /// - Throws: `ConfigurationError.tooLarge`, with the figures.
  public func check(
    _ configuration: Configuration, lanes: Int = 1, copying: Int = 0, beside: Int = 0
  ) throws(ConfigurationError) {
    let needed = Double(configuration.memoryBytes) * Double(lanes) + Double(copying)
    guard needed + Double(beside) > Double(bytes) else { return }
    throw .tooLarge(
      MemoryExcess(
        lanes: lanes, needed: Int(min(needed, 9e18)), beside: beside, budget: self))
  }
}
