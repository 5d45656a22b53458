import Engine

/// Faults of a command line that the parser does not see or would blame on something else.
enum ArgumentCheck {
  /// Refuses them before the parser reads; errors name the commands of `shown` only.
  static func check(
    _ arguments: [String], commands: [String], shown: [String]
  ) throws(Failure) {
    try refuseForeignBytes()
    try refuseUnknownCommand(arguments, commands + ["help"], shown + ["help"])
    try refuseFlagAsValue(arguments)
    try refuseTrainingFlags(arguments, commands)
  }

  /// Arguments arrive repaired, so that a file of such a name could not be found.
  private static func refuseForeignBytes() throws(Failure) {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = unsafe CommandLine.unsafeArgv[index],
        unsafe String(validatingCString: bytes) == nil
      else { continue }
      throw .usage(
        "argument \(index): expected UTF-8, found \(Printable.quoted(CommandLine.arguments[index]))"
          + "; rename the file or give it a second name with ln")
    }
  }

  /// A first word that is no command would otherwise be taken for an argument of `run`.
  private static func refuseUnknownCommand(
    _ arguments: [String], _ all: [String], _ names: [String]
  ) throws(Failure) {
    let words = arguments.first == "help" ? arguments.prefix(2) : arguments.prefix(1)
    for word in words where !word.hasPrefix("-") && !all.contains(word) {
      let near = NearestName.suggestion(for: word, among: names)
      let hint = near.map { "did you mean '\($0)'?" } ?? "see residual-tui --help"
      throw .usage(
        "unknown command \(Printable.quoted(word)): expected \(names.joined(separator: ", ")); "
          + hint)
    }
  }

  /// Numbers may start with a minus, so the parser would take a flag for one.
  private static func refuseFlagAsValue(_ arguments: [String]) throws(Failure) {
    for (flag, value) in zip(arguments, arguments.dropFirst())
    where valueFlags.contains(flag) && (valueFlags.contains(value) || plainFlags.contains(value)) {
      throw .usage("\(flag): expected a value, found the flag \(value)")
    }
  }

  /// `run` has no end of its own; the parser would guess `--text` for `--steps`.
  private static func refuseTrainingFlags(
    _ arguments: [String], _ commands: [String]
  ) throws(Failure) {
    let command = arguments.first.flatMap { commands.contains($0) ? $0 : nil } ?? "run"
    guard command == "run" else { return }
    for argument in arguments {
      let flag = argument.prefix { $0 != "=" }
      guard trainingFlags.contains(String(flag)) else { continue }
      throw .usage("\(flag): unknown to run; train takes it, see residual-tui train --help")
    }
  }

  private static let trainingFlags: Set = [
    "--steps", "--every", "--json", "--csv", "--save", "--expect",
  ]
  /// The flags that stand alone and those that take a value; a test compares them with the parser's.
  static let plainFlags: Set = [
    "--json", "--csv", "--health", "--ansi", "--svg", "--help", "--version",
    "--no-mouse", "--no-input", "--check", "--accessible", "--reduce-motion", "--paths",
    "--quick",
  ]
  static let valueFlags = Set(ConfigurationKey.allCases.map(\.flag))
    .union([
      "--config", "--steps", "--every", "--threads", "--isa", "--weights", "--save", "--expect",
      "--pace", "--fps", "--color", "--color-depth", "--glyphs", "--size", "--keys", "--at",
      "--config-file", "--log", "--batch",
      "--theme", "--language", "--layout", "--history-memory", "--save-run", "--record",
      "--from", "--operations", "--token", "--feature", "--seeds", "--report",
    ])
}
