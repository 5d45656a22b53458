extension Configuration {
  /// What lanes may differ in, as flags call it.
  static let settledByLanes =
    "norm, residual, wiring, preset, init, init-gain, learning-rate, warmup, weight-decay and clip"

  /// The configuration without what lanes of one lab may differ in: with the same sizes, task and seed
  /// they see the same batches.
  var sharedByLanes: Configuration {
    var result = resolved
    result.norm = nil
    result.residual = nil
    result.rules = []
    result.preset = nil
    result.initialization = .xavier
    result.initGain = 1
    result.learningRate = nil
    result.warmup = 0
    result.weightDecay = nil
    result.clip = 0
    return result
  }

  /// Whether two lanes of one lab have the same initial weights.
  func startsLike(_ other: Configuration) -> Bool {
    preset == other.preset && initialization == other.initialization && initGain == other.initGain
  }
}
