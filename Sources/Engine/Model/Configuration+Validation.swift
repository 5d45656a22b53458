extension Configuration {
  /// The same configuration once every size is in range and everything fits together.
  ///
  /// - Throws: The first fault, as one line: which flag, what was expected, what was found, and
  ///   a way out.
  public func validated() throws(ConfigurationError) -> Configuration {
    try checkSizes()
    try checkNumbers()
    try checkHeads()
    try checkInput()
    try checkWiring()
    return self
  }

  private func checkSizes() throws(ConfigurationError) {
    let sizes: [(ConfigurationKey, Int?)] = [
      (.layers, layers), (.width, width), (.heads, heads), (.ffn, ffn), (.sequence, sequence),
      (.batch, batch), (.vocabulary, vocabulary), (.warmup, warmup), (.shards, shards),
    ]
    for (key, size) in sizes {
      guard let size, !key.range.contains(size) else { continue }
      throw ConfigurationError(
        "\(key.flag): expected \(key.range.lowerBound) to \(key.range.upperBound), found \(size)")
    }
  }

  private func checkNumbers() throws(ConfigurationError) {
    if !(peakLearningRate.isFinite && peakLearningRate > 0) {
      throw .number(.learningRate, "a finite number above 0", peakLearningRate)
    }
    let numbers: [(ConfigurationKey, Float)] = [
      (.weightDecay, decay), (.clip, clip), (.initGain, initGain),
    ]
    for (key, value) in numbers where !(value.isFinite && value >= 0) {
      throw .number(key, "a finite number, 0 or more", value)
    }
    if !baseScale.isFinite {
      throw .number(.residual, "on, off or a finite skip scale", baseScale)
    }
  }

  private func checkHeads() throws(ConfigurationError) {
    guard !width.isMultiple(of: heads) else { return }
    let divisors = (1...width).filter(width.isMultiple(of:))
    let nearest = divisors.min { abs($0 - heads) < abs($1 - heads) } ?? 1
    throw ConfigurationError(
      "--heads: expected a divisor of the width \(width), found \(heads); try --heads \(nearest)")
  }

  private func checkInput() throws(ConfigurationError) {
    switch task {
    case .synthetic(.brackets):
      guard let vocabulary, vocabulary != 5 else { return }
      throw ConfigurationError(
        "--vocabulary: expected 5 with --task brackets, found \(vocabulary); leave it out")
    case .synthetic: return
    case .text(let path):
      if path.isEmpty {
        throw ConfigurationError("--text: expected a file or - for standard input, found nothing")
      }
      guard vocabularySize < 3 else { return }
      throw ConfigurationError(
        "--vocabulary: expected 3 or more with --text (mask, unknown, one character), found "
          + "\(vocabularySize)")
    }
  }

  private func checkWiring() throws(ConfigurationError) {
    if let preset, let norm {
      throw ConfigurationError(
        "--norm: expected none beside --preset \(preset.rawValue), which sets it to "
          + "\(preset.placement.rawValue), found \(norm.rawValue); leave one of them out, or "
          + "rewire with --wiring \"*=\(norm.rawValue)\"")
    }
    for (index, rule) in rules.enumerated() {
      if let range = rule.layers, range.lowerBound < 1 || range.upperBound > layers {
        throw ConfigurationError(
          "--wiring, rule \(index + 1) '\(rule)': expected layers 1 to \(layers); "
            + "more layers with --layers \(min(range.upperBound, 128))")
      }
      if let scale = rule.skipScale, !scale.isFinite {
        throw ConfigurationError(
          "--wiring, rule \(index + 1) '\(rule)': expected a finite skip scale, found \(scale)")
      }
    }
  }
}

extension ConfigurationError {
  fileprivate static func number(
    _ key: ConfigurationKey, _ expected: String, _ found: Float
  ) -> ConfigurationError {
    ConfigurationError("\(key.flag): expected \(expected), found \(Decimal.text(found))")
  }
}
