import ArgumentParser
import Engine
import Interface

/// The flags that decide how a run is carried out, not what its numbers are.
struct ExecutionOptions: ParsableArguments {
  @Option(.threads) var threads: GivenSetting<ProgramKey>?
  @Option(.isa) var isa: GivenSetting<ProgramKey>?

  @Option(
    help: ArgumentHelp(
      "Defaults for these flags, a TOML file. (default: \(PreferencesFile.variable) of the "
        + "environment, else residual-tui/config.toml in $XDG_CONFIG_HOME or ~/.config)",
      valueName: "file"), completion: .file(extensions: ["toml"]))
  var configFile: String?

  @Flag(help: "Never ask anything: the laboratory, which lives on keys, refuses to open.")
  var noInput = false

  /// What the file of preferences says.
  func preferences() throws(Failure) -> Preferences {
    try PreferencesFile(flag: configFile).read()
  }

  /// Checks what can be checked before any file but that of the preferences is opened.
  func check(_ preferences: Preferences) throws(Failure) {
    _ = try threadCount(Configuration(), preferences)
    _ = try instructionSet(preferences)
  }

  /// The kernels to use.
  func instructionSet(_ preferences: Preferences) throws(Failure) -> InstructionSet {
    try InstructionSetChoice(
      InstructionSetChoice.said(flag: isa?.text, preferences)
    ).instructionSet
  }

  /// Worker threads for a configuration.
  ///
  /// Threads spin while they wait for each other, so there are never more than processors: on a
  /// single one the shards run in turn.
  func threadCount(
    _ configuration: Configuration, _ preferences: Preferences
  ) throws(Failure) -> Int {
    min(try threadLimit(preferences), configuration.shardCount)
  }

  /// Worker threads for any configuration.
  func threadLimit(_ preferences: Preferences) throws(Failure) -> Int {
    var settings = ProgramSettings()
    try preferences.said("threads", flag: threads?.text)?.read(.threads, into: &settings)
    return System.threadCount(asked: settings.threads)
  }
}

/// The flag that says what a run starts from, where it may start from anything.
struct StartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Start from the weights of a safetensors file.", valueName: "file"),
    completion: .file())
  var weights: String?

  @Flag(help: "With --weights: begin moments, step and data anew, whatever the file holds of them.")
  var freshOptimizer = false
}

/// Reads whole numbers of flags that belong to no configuration.
enum Count {
  static func read(
    _ flag: String, _ text: String, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    if let value = Int(text), range.contains(value) { return value }
    throw .usage(
      "\(flag): expected a whole number, \(range.lowerBound) to \(range.upperBound), found "
        + Printable.quoted(text))
  }
}

/// Reads names of flags that belong to no configuration.
enum Choice {
  static func read(
    _ flag: String, _ text: String, among names: [String]
  ) throws(Failure) -> String {
    if names.contains(text) { return text }
    throw unknown(flag, text, among: names)
  }

  /// What to say of a name that is none of those.
  static func unknown(_ flag: String, _ text: String, among names: [String]) -> Failure {
    .usage("\(flag): \(LocalizedText.expected(oneOf: names, found: text).english)")
  }

  /// `baseline, x86-64-v3 or auto`.
  static func list(_ names: [String]) -> String { LocalizedText.oneOf(names).english }
}
