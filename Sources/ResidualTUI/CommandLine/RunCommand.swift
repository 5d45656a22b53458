import ArgumentParser
import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The laboratory.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: """
      residual-tui run --layers 24 --norm pre

      Opens the laboratory: trains live, draws every layer, and takes keys that switch residual \
      paths and move the norm while it trains. q leaves, ? explains. At quit it prints the configuration line and the last verdict.
      """)

  @OptionGroup(title: "Model and training") var model: ModelOptions
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  @Option(
    help: ArgumentHelp(
      "Write every step to a new file while you watch, as train --json prints it.",
      valueName: "file"), completion: .file())
  var log: String?

  func run() throws {
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let settings = try screen.settings(preferences)
    let configuration = try model.validated(preferences)
    let readsText = configuration.task == .text(path: "-")
    try Self.refuseWithoutTerminal(keysFromTerminal: readsText)
    let material = try TrainingMaterial(configuration, weights: execution.weights)
    let threads = try execution.threadLimit(preferences)
    let instructionSet = try execution.instructionSet(preferences)
    // Stored weights that do not fit are told before the screen opens.
    var options = LaboratoryOptions(
      configuration: configuration,
      source: ModelSource(
        configuration, material, weights: execution.weights, threads: threads, instructionSet))
    options.screen = settings
    options.screen.theme = settings.theme ?? Theme(colorFGBG: System.variable("COLORFGBG"))
    options.screen.language = settings.language ?? System.language
    options.keys = try preferences.chosenKeys()
    options.keyboard = readsText ? .controllingTerminal : .standardInput
    options.farewell = { configuration, verdict in
      let line = ShellWord.configFlag(configuration)
      return verdict.map { "\(line)\n\(VerdictLine.text($0, configuration))" } ?? line
    }
    options.log = try log.map { try TelemetryLog($0) }
    let asked = options
    throw ExitCode(MainActor.assumeIsolated { runLaboratory(asked) })
  }

  /// Refuses early, before a long text is read for nothing.
  private static func refuseWithoutTerminal(keysFromTerminal: Bool) throws(Failure) {
    guard isatty(STDOUT_FILENO) == 1 else {
      throw .usage(TerminalError.outputIsNoTerminal.description)
    }
    if keysFromTerminal {
      let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
      guard terminal >= 0 else {
        throw .usage(TerminalError.noControllingTerminal.description)
      }
      close(terminal)
    } else if isatty(STDIN_FILENO) != 1 {
      throw .usage(TerminalError.inputIsNoTerminal.description)
    }
  }
}
