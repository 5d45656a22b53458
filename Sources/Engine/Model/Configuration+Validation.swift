extension Configuration {
  /// This configuration, once every size is in range and everything fits together.
  ///
  /// - Throws: The first fault, as one line: which flag, what was expected, what was found, and
  ///   a way out.
  public func validated() throws(ConfigurationError) -> Configuration {
    for key in ConfigurationKey.allCases where !key.setting.isValid(self) {
      throw .outOfRange(key, found: text(of: key) ?? "")
    }
    try checkHeads()
    try checkVocabulary()
    try checkWiring()
    return self
  }

  private func checkHeads() throws(ConfigurationError) {
    guard !width.isMultiple(of: heads) else { return }
    let divisors = (1...width).filter(width.isMultiple(of:))
    let nearest = divisors.min { abs($0 - heads) < abs($1 - heads) } ?? 1
    throw .heads(heads, width: width, nearest: nearest)
  }

  private func checkVocabulary() throws(ConfigurationError) {
    switch task {
    case .synthetic(.brackets):
      if let vocabulary, vocabulary != 5 { throw .vocabularyOfBrackets(vocabulary) }
    case .synthetic: return
    case .text:
      if vocabularySize < 3 { throw .vocabularyOfText(vocabularySize) }
    }
  }

  private func checkWiring() throws(ConfigurationError) {
    if let preset, let norm { throw .normBesidePreset(norm, preset) }
    for (index, rule) in rules.enumerated() {
      func error(_ fault: ConfigurationError.RuleFault) -> ConfigurationError {
        .rule(index + 1, text: rule.description, fault)
      }
      if let range = rule.layers, range.lowerBound < 1 || range.upperBound > layers {
        throw error(.stack(layers: layers, reached: min(range.upperBound, 128)))
      }
      if let scale = rule.skipScale, !scale.isFinite { throw error(.scale("\(scale)")) }
    }
  }
}
