import ArgumentParser
import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The way from a command's flags into the laboratory: preferences, model, options, shell.
struct LaboratoryStart {
  let preferences: Preferences
  let screen: ProgramSettings
  private let execution: ExecutionOptions

  /// Reads the preferences and checks what needs no other file.
  init(_ execution: ExecutionOptions, _ screen: ScreenOptions) throws(Failure) {
    self.execution = execution
    preferences = try execution.preferences()
    try execution.check(preferences)
    self.screen = try screen.settings(preferences)
  }

  /// The language of what is printed and shown.
  var language: Language { screen.language ?? System.language }

  /// Refuses where no screen can be drawn or no key be typed; sentences need no terminal.
  ///
  /// Called early, before a long text is read for nothing.
  func checkTerminal(for configuration: Configuration) throws(Failure) {
    if execution.noInput {
      throw .usage(
        "--no-input: expected a command that asks nothing, found the laboratory; "
          + "without keys use: residual-tui train")
    }
    if screen.isAccessible { return }
    guard isatty(STDOUT_FILENO) == 1 else {
      throw .usage(TerminalError.outputIsNoTerminal.description)
    }
    if configuration.readsInput {
      let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
      guard terminal >= 0 else {
        throw .usage(TerminalError.noControllingTerminal.description)
      }
      close(terminal)
    } else if isatty(STDIN_FILENO) != 1 {
      throw .usage(TerminalError.inputIsNoTerminal.description)
    }
  }

  /// What models are built from, the files read: stored weights that do not fit are told before the
  /// screen opens.
  func source(
    _ configuration: Configuration, weights: String? = nil, isFresh: Bool = false,
    playing run: RunFile? = nil
  ) throws(Failure) -> ModelSource {
    ModelSource(
      configuration, try TrainingMaterial(configuration, weights: weights, isFresh: isFresh),
      weights: weights, isFresh: isFresh,
      threads: try execution.threadLimit(preferences), try instructionSet(for: run), run: run,
      historyBytes: screen.historyBytes)
  }

  /// What somebody asks for, else what the run was saved on, if this machine has it.
  private func instructionSet(for run: RunFile?) throws(Failure) -> InstructionSet {
    let isAsked = InstructionSetChoice.said(flag: execution.isa?.text, preferences) != nil
    guard let run, !isAsked, InstructionSet.available.contains(run.instructionSet) else {
      return try execution.instructionSet(preferences)
    }
    return run.instructionSet
  }

  /// Opens the laboratory on what a source builds, in the look of this terminal; the command ends
  /// with the code that it leaves with.
  func exitCode(
    _ source: ModelSource, _ recording: RecordingOptions, lesson: Lesson? = nil, demo: Demo? = nil
  ) throws(Failure) -> ExitCode {
    var options = LaboratoryOptions(
      source: source, screen: screen, keys: try preferences.chosenKeys(), lesson: lesson,
      demo: demo)
    options.standardTheme = Theme(colorFGBG: System.variable("COLORFGBG"))
    options.screen.language = language
    options.lessons = LessonProgress.kept()
    options.keyboard =
      source.configuration.readsInput ? .controllingTerminal : .standardInput
    options.farewell = { configuration, verdict in
      let line = ShellWord.configFlag(configuration)
      return verdict.map { "\(line)\n\(VerdictLine.text($0, configuration))" } ?? line
    }
    try recording.apply(to: &options)
    let asked = options
    return ExitCode(MainActor.assumeIsolated { runLaboratory(asked) })
  }
}

extension Configuration {
  /// Whether the text comes from standard input.
  fileprivate var readsInput: Bool { task == .text(path: "-") }
}
