import ArgumentParser
import Engine

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

  @Option(.layers) var layers: GivenSetting<ConfigurationKey>?
  @Option(.width) var width: GivenSetting<ConfigurationKey>?
  @Option(.heads) var heads: GivenSetting<ConfigurationKey>?
  @Option(.ffn) var ffn: GivenSetting<ConfigurationKey>?
  @Option(.sequence) var sequence: GivenSetting<ConfigurationKey>?
  @Option(.batch) var batch: GivenSetting<ConfigurationKey>?
  @Option(.vocabulary) var vocabulary: GivenSetting<ConfigurationKey>?
  @Option(.norm) var norm: GivenSetting<ConfigurationKey>?
  @Option(.normKind) var normKind: GivenSetting<ConfigurationKey>?
  @Option(.residual) var residual: GivenSetting<ConfigurationKey>?
  @Option(.wiring) var wiring: GivenSetting<ConfigurationKey>?
  @Option(.activation) var activation: GivenSetting<ConfigurationKey>?
  @Option(.task) var task: GivenSetting<ConfigurationKey>?
  @Option(.text) var text: GivenSetting<ConfigurationKey>?
  @Option(.optimizer) var optimizer: GivenSetting<ConfigurationKey>?
  @Option(.learningRate) var learningRate: GivenSetting<ConfigurationKey>?
  @Option(.warmup) var warmup: GivenSetting<ConfigurationKey>?
  @Option(.clip) var clip: GivenSetting<ConfigurationKey>?
  @Option(.weightDecay) var weightDecay: GivenSetting<ConfigurationKey>?
  @Option(.initialization) var initialization: GivenSetting<ConfigurationKey>?
  @Option(.initGain) var initGain: GivenSetting<ConfigurationKey>?
  @Option(.preset) var preset: GivenSetting<ConfigurationKey>?
  @Option(.shards) var shards: GivenSetting<ConfigurationKey>?
  @Option(.seed) var seed: GivenSetting<ConfigurationKey>?

  /// The flags that are given.
  var flags: [GivenSetting<ConfigurationKey>] { GivenSetting.all(in: self) }

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
      try configuration.apply(asked.map { ($0.key, $0.text) })
      return try configuration.validated()
    }
  }
}
