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
    let pairs = zip(arguments, arguments.dropFirst())
      .filter { $0.hasPrefix("--") && $1.hasPrefix("--") }
    guard !pairs.isEmpty, let table = try? OptionTable.present() else { return }
    let flags = table.flags { _ in true }
    for (flag, value) in pairs where flags[flag] == true && flags[value] != nil {
      throw .usage("\(flag): expected a value, found the flag \(value)")
    }
  }

  /// What the parser refuses may be a flag of `train`: `run` has no end of its own.
  static func trainingFlag(in arguments: [String], commands: [String]) -> Failure? {
    let command = arguments.first.flatMap { commands.contains($0) ? $0 : nil } ?? "run"
    guard command == "run", let table = try? OptionTable.present() else { return nil }
    let (mine, others) = (table.flags { $0 == "run" }, table.flags { $0 == "train" })
    let flags = arguments.map { String($0.prefix { $0 != "=" }) }
    return flags.first { others[$0] != nil && mine[$0] == nil }.map {
      .usage("\($0): unknown to run; train takes it, see residual-tui train --help")
    }
  }
}

extension OptionTable {
  /// Long flags of some commands, and whether they take a value.
  fileprivate func flags(of isMeant: (_ command: String) -> Bool) -> [String: Bool] {
    let commands = (command.subcommands ?? []).filter { isMeant($0.commandName) }
    let named = commands.flatMap { $0.arguments ?? [] }.flatMap { argument in
      (argument.names ?? []).map { ($0.text, argument.takesValue) }
    }
    return Dictionary(named) { first, _ in first }
  }
}
