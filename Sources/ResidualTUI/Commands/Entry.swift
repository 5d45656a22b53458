import ArgumentParser
import Engine

/// From arguments to an exit code: 0, 1 after a failure, 2 for a wrong command line.
enum Entry {
  /// Runs the command that the arguments ask for.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      Interruption.refuseSizeSignal()
      // The parser's own flag has no short name.
      let arguments = arguments == ["-V"] ? ["--version"] : arguments
      try ArgumentCheck.check(arguments, commands: commandNames, shown: shownNames)
      var command = try ResidualCommand.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let failure as Failure {
      return report(failure)
    } catch {
      return report(error, arguments)
    }
  }

  private static func report(_ failure: Failure) -> Int32 {
    if failure.code != .closedPipe { Output.printError(failure.message) }
    return failure.code.rawValue
  }

  /// Help and version are errors too, to the parser: successful ones.
  private static func report(_ error: any Error, _ arguments: [String]) -> Int32 {
    let code = ResidualCommand.exitCode(for: error)
    if let code = error as? ExitCode { return code.rawValue }
    if code.isSuccess {
      var output = Output(.standard)
      let text = helpWithExampleFirst(ResidualCommand.fullMessage(for: error))
      do { try output.write(text + "\n") } catch { return report(error) }
      return 0
    }
    if let failure = ArgumentCheck.trainingFlag(in: arguments, commands: commandNames) {
      return report(failure)
    }
    let message = ResidualCommand.message(for: error)
    let firstLine = message.split(separator: "\n").first.map(String.init) ?? "wrong arguments"
    let sentence =
      firstLine.hasSuffix("?") || firstLine.hasSuffix(".") ? firstLine : firstLine + "."
    Output.printError("\(sentence) See residual-tui\(commandName(arguments)) --help")
    return Failure.Code.usage.rawValue
  }

  /// Every help text begins with its example, the first line of the abstract.
  private static func helpWithExampleFirst(_ help: String) -> String {
    let label = "OVERVIEW: "
    return help.hasPrefix(label) ? String(help.dropFirst(label.count)) : help
  }

  private static func commandName(_ arguments: [String]) -> String {
    guard let first = arguments.first, commandNames.contains(first) else { return "" }
    return " \(first)"
  }

  private static var commandNames: [String] {
    ResidualCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// Those that the help names.
  private static var shownNames: [String] {
    ResidualCommand.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .compactMap { $0.configuration.commandName }
  }
}
