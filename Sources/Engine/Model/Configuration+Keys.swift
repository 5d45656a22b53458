extension Configuration {
  /// Sets one key from its text, as a flag, a `--config` line or a typed command gives it.
  ///
  /// `auto` stands for the default that follows from the other keys. Only the form is checked
  /// here; ranges and what fits together are `validated()`'s.
  ///
  /// - Throws: One line that names the flag, what was expected and what was found.
  public mutating func set(
    _ key: ConfigurationKey, to text: String
  ) throws(ConfigurationError) {
    switch key {
    case .layers: layers = try Self.count(key, text)
    case .width: width = try Self.count(key, text)
    case .heads: heads = try Self.count(key, text)
    case .sequence: sequence = try Self.count(key, text)
    case .batch: batch = try Self.count(key, text)
    case .warmup: warmup = try Self.count(key, text)
    case .shards: shards = try Self.count(key, text)
    case .ffn: ffn = text == "auto" ? nil : try Self.count(key, text)
    case .vocabulary: vocabulary = text == "auto" ? nil : try Self.count(key, text)
    case .seed: seed = try Self.seed(text)
    default: try setNumberOrName(key, to: text)
    }
  }

  private mutating func setNumberOrName(
    _ key: ConfigurationKey, to text: String
  ) throws(ConfigurationError) {
    switch key {
    case .learningRate: learningRate = text == "auto" ? nil : try Self.number(key, text)
    case .weightDecay: weightDecay = text == "auto" ? nil : try Self.number(key, text)
    case .clip: clip = try Self.number(key, text)
    case .initGain: initGain = try Self.number(key, text)
    case .residual: residual = try Self.residual(text)
    case .norm: norm = try Self.choice(key, text, or: "auto")
    case .preset: preset = try Self.choice(key, text, or: "none")
    case .normKind: normKind = try Self.choice(key, text)
    case .activation: activation = try Self.choice(key, text)
    case .optimizer: optimizer = try Self.choice(key, text)
    case .initialization: initialization = try Self.choice(key, text)
    case .task: task = .synthetic(try Self.choice(key, text))
    case .text: task = .text(path: text)
    case .wiring: rules = try WiringRule.parse(rules: text)
    default: preconditionFailure("key without a setter")
    }
  }

  /// The text of one key, which `set` reads back; `nil` for the one of task and text not in use.
  public func text(of key: ConfigurationKey) -> String? {
    switch key {
    case .layers: "\(layers)"
    case .width: "\(width)"
    case .heads: "\(heads)"
    case .ffn: ffn.map { "\($0)" } ?? "auto"
    case .sequence: "\(sequence)"
    case .batch: "\(batch)"
    case .vocabulary: vocabulary.map { "\($0)" } ?? "auto"
    case .warmup: "\(warmup)"
    case .shards: "\(shards)"
    case .seed: "\(seed)"
    case .wiring: rules.map(\.description).joined(separator: ";")
    case .task: if case .synthetic(let task) = task { task.rawValue } else { nil }
    case .text: if case .text(let path) = task { path } else { nil }
    default: textOfNumberOrName(key)
    }
  }

  private func textOfNumberOrName(_ key: ConfigurationKey) -> String? {
    switch key {
    case .norm: norm?.rawValue ?? "auto"
    case .normKind: normKind.rawValue
    case .residual: residual.map { $0 == 0 ? "off" : Decimal.text($0) } ?? "on"
    case .activation: activation.rawValue
    case .optimizer: optimizer.rawValue
    case .learningRate: learningRate.map { Decimal.text($0) } ?? "auto"
    case .clip: Decimal.text(clip)
    case .weightDecay: weightDecay.map { Decimal.text($0) } ?? "auto"
    case .initialization: initialization.rawValue
    case .initGain: Decimal.text(initGain)
    case .preset: preset?.rawValue ?? "none"
    default: nil
    }
  }
}

extension Configuration {
  private static func count(
    _ key: ConfigurationKey, _ text: String
  ) throws(ConfigurationError) -> Int {
    if let value = Int(text) { return value }
    let range = "\(key.range.lowerBound) to \(key.range.upperBound)"
    throw .mismatch(key, expected: "a whole number, \(range)", found: text)
  }

  private static func seed(_ text: String) throws(ConfigurationError) -> UInt64 {
    if let value = UInt64(text) { return value }
    throw .mismatch(
      .seed, expected: "a whole number, 0 to 18446744073709551615", found: text)
  }

  private static func number(
    _ key: ConfigurationKey, _ text: String
  ) throws(ConfigurationError) -> Float {
    if let value = Float(text), value.isFinite { return value }
    throw .mismatch(key, expected: "a finite number", found: text)
  }

  private static func residual(_ text: String) throws(ConfigurationError) -> Float? {
    switch text {
    case "on": return nil
    case "off": return 0
    default:
      if let value = Float(text), value.isFinite { return value }
      throw .mismatch(
        .residual, expected: "on, off or a finite skip scale", found: text, among: ["on", "off"])
    }
  }

  private static func choice<Choice>(
    _ key: ConfigurationKey, _ text: String, or none: String
  ) throws(ConfigurationError) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    if text == none { return nil }
    return try choice(key, text, extra: [none]) as Choice
  }

  private static func choice<Choice>(
    _ key: ConfigurationKey, _ text: String, extra: [String] = []
  ) throws(ConfigurationError) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    if let value = Choice(rawValue: text) { return value }
    let names = Choice.allCases.map(\.rawValue) + extra
    throw .mismatch(key, expected: Alternatives.text(names), found: text, among: names)
  }
}

extension ConfigurationError {
  /// States what a flag expected and what it found.
  ///
  ///     --norm: expected post, pre, sandwich, branch, none or auto, found 'psot'; did you mean …
  static func mismatch(
    _ key: ConfigurationKey, expected: String, found: String, among candidates: [String] = []
  ) -> ConfigurationError {
    let hint = NearestName.hint(for: found, among: candidates)
    return ConfigurationError(
      "\(key.flag): expected \(expected), found \(Printable.quoted(found))\(hint)")
  }
}
