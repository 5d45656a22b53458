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
  @OptionGroup(title: "Execution") var start: StartOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  @OptionGroup(title: "Files") var recording: RecordingOptions

  func run() throws {
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let settings = try screen.settings(preferences)
    let configuration = try model.validated(preferences)
    // Early, before a long text is read for nothing.
    try LaboratoryOptions.check(settings, execution, keysFromTerminal: configuration.readsInput)
    // Stored weights that do not fit are told before the screen opens.
    let source = try execution.source(
      configuration, weights: start.weights, settings, preferences)
    throw try LaboratoryOptions.exitCode(source, settings, preferences, recording)
  }
}

extension ExecutionOptions {
  /// What the laboratory builds its models from, its files read.
  func source(
    _ configuration: Configuration, weights: String?, _ settings: ScreenOptions.Settings,
    _ preferences: Preferences
  ) throws(Failure) -> ModelSource {
    ModelSource(
      configuration, try TrainingMaterial(configuration, weights: weights), weights: weights,
      threads: try threadLimit(preferences), try instructionSet(preferences),
      historyBytes: settings.historyBytes)
  }
}

extension LaboratoryOptions {
  /// Opens the laboratory on what a source builds; the command ends with the code that it leaves with.
  static func exitCode(
    _ source: ModelSource, _ settings: ScreenOptions.Settings, _ preferences: Preferences,
    _ recording: RecordingOptions, _ change: (inout LaboratoryOptions) -> Void = { _ in }
  ) throws(Failure) -> ExitCode {
    var options = try LaboratoryOptions(source, settings, preferences)
    change(&options)
    try recording.apply(to: &options)
    let asked = options
    return ExitCode(MainActor.assumeIsolated { runLaboratory(asked) })
  }

  /// Opens what a source builds, in the look of this terminal.
  init(
    _ source: ModelSource, _ settings: ScreenOptions.Settings, _ preferences: Preferences
  ) throws(Failure) {
    self.init(source: source)
    screen = settings
    standardTheme = Theme(colorFGBG: System.variable("COLORFGBG"))
    screen.language = settings.language ?? System.language
    keys = try preferences.chosenKeys()
    lessons = LessonProgress.kept()
    keyboard = source.configuration.readsInput ? .controllingTerminal : .standardInput
    farewell = { configuration, verdict in
      let line = ShellWord.configFlag(configuration)
      return verdict.map { "\(line)\n\(VerdictLine.text($0, configuration))" } ?? line
    }
  }

  /// Refuses where no screen can be drawn or no key be typed; sentences need no terminal.
  static func check(
    _ settings: ScreenOptions.Settings, _ execution: ExecutionOptions, keysFromTerminal: Bool
  ) throws(Failure) {
    if execution.noInput {
      throw .usage(
        "--no-input: expected a command that asks nothing, found the laboratory; "
          + "without keys use: residual-tui train")
    }
    if settings.isAccessible { return }
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
