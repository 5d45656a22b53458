import ArgumentParser
import Engine

extension ArgumentHelp {
  /// The help of a configuration's key.
  static func key(_ key: ConfigurationKey, _ valueName: String) -> ArgumentHelp {
    ArgumentHelp(key.help, valueName: valueName)
  }
}

extension CompletionKind {
  /// What a shell offers for a flag that takes one of these names.
  static func names<Choice: RawRepresentable<String> & CaseIterable>(
    _: Choice.Type
  ) -> CompletionKind {
    .list(Choice.allCases.map(\.rawValue))
  }
}

/// The flags that determine a run's numbers, over `--config` as their base.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A whole configuration as one line, as train prints it first and the laboratory at quit; "
        + "other flags override it.",
      valueName: "line"))
  var config: String?

  @Option(parsing: .unconditional, help: .key(.layers, "n")) var layers: String?
  @Option(parsing: .unconditional, help: .key(.width, "n")) var width: String?
  @Option(parsing: .unconditional, help: .key(.heads, "n")) var heads: String?
  @Option(parsing: .unconditional, help: .key(.ffn, "n")) var ffn: String?
  @Option(parsing: .unconditional, help: .key(.sequence, "n")) var sequence: String?
  @Option(parsing: .unconditional, help: .key(.batch, "n")) var batch: String?
  @Option(parsing: .unconditional, help: .key(.vocabulary, "n")) var vocabulary: String?
  @Option(help: .key(.norm, "placement"), completion: .names(Placement.self)) var norm: String?
  @Option(help: .key(.normKind, "kind"), completion: .names(NormKind.self)) var normKind: String?
  @Option(parsing: .unconditional, help: .key(.residual, "scale")) var residual: String?
  @Option(help: .key(.wiring, "rules")) var wiring: String?
  @Option(help: .key(.activation, "name"), completion: .names(Activation.self)) var activation:
    String?
  @Option(help: .key(.task, "name"), completion: .names(SyntheticTask.self)) var task: String?
  @Option(help: .key(.text, "file"), completion: .file()) var text: String?
  @Option(help: .key(.optimizer, "name"), completion: .names(OptimizerKind.self)) var optimizer:
    String?
  @Option(parsing: .unconditional, help: .key(.learningRate, "rate")) var learningRate: String?
  @Option(parsing: .unconditional, help: .key(.warmup, "steps")) var warmup: String?
  @Option(parsing: .unconditional, help: .key(.clip, "norm")) var clip: String?
  @Option(parsing: .unconditional, help: .key(.weightDecay, "rate")) var weightDecay: String?
  @Option(
    name: .customLong("init"), help: .key(.initialization, "scheme"),
    completion: .names(InitializationScheme.self))
  var initialization: String?
  @Option(parsing: .unconditional, help: .key(.initGain, "gain")) var initGain: String?
  @Option(help: .key(.preset, "name"), completion: .names(Preset.self)) var preset: String?
  @Option(parsing: .unconditional, help: .key(.shards, "n")) var shards: String?
  @Option(parsing: .unconditional, help: .key(.seed, "n")) var seed: String?

  /// The flags that are given.
  var flags: [(key: ConfigurationKey, text: String)] {
    let all: [(ConfigurationKey, String?)] = [
      (.layers, layers), (.width, width), (.heads, heads), (.ffn, ffn), (.sequence, sequence),
      (.batch, batch), (.vocabulary, vocabulary), (.norm, norm), (.normKind, normKind),
      (.residual, residual), (.wiring, wiring), (.activation, activation), (.task, task),
      (.text, text), (.optimizer, optimizer), (.learningRate, learningRate), (.warmup, warmup),
      (.clip, clip), (.weightDecay, weightDecay), (.initialization, initialization),
      (.initGain, initGain), (.preset, preset), (.shards, shards), (.seed, seed),
    ]
    return all.compactMap { key, text in text.map { (key, $0) } }
  }

  /// The configuration asked for, checked: the flags over the preferences, or over `--config`, which
  /// leaves no place for them.
  func validated(_ preferences: Preferences) throws(Failure) -> Configuration {
    if task != nil, text != nil {
      throw .usage("--task and --text: expected one of them, found both; leave one out")
    }
    guard let config else { return try preferences.configuration(flags) }
    let asked = flags
    return try Failure.asUsage { () throws(ConfigurationError) in
      var configuration = try Configuration(line: config)
      try configuration.apply(asked)
      return try configuration.validated()
    }
  }
}
