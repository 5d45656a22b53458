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

  func run() throws {
    try execution.check()
    let settings = try screen.settings()
    let configuration = try model.validated()
    let readsText = configuration.task == .text(path: "-")
    try Self.refuseWithoutTerminal(keysFromTerminal: readsText)
    let material = try TrainingMaterial(configuration, weights: execution.weights)
    let threads = try execution.threadCount(configuration)
    let instructionSet = try execution.instructionSet()
    // Stored weights that do not fit are told before the screen opens.
    if material.weights != nil {
      do { _ = try material.trainer(configuration, threads: 1, instructionSet) } catch {
        throw Failure.failed(error.description)
      }
    }
    var options = LaboratoryOptions(configuration: configuration)
    options.makeTrainer = {
      try material.trainer(configuration, threads: threads, instructionSet)
    }
    options.pace = settings.pace
    options.framesPerSecond = settings.framesPerSecond
    options.color = settings.color
    options.colorDepth = settings.colorDepth
    options.keyboard = readsText ? .controllingTerminal : .standardInput
    options.farewell = { configuration, verdict in
      let line = ShellWord.configFlag(configuration)
      return verdict.map { "\(line)\n\(VerdictLine.text($0, configuration))" } ?? line
    }
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

/// The flags of the screen.
struct ScreenOptions: ParsableArguments {
  /// The flags' values, checked.
  struct Settings: Hashable, Sendable {
    var pace = Pace.standard
    var framesPerSecond = 30
    var color = ColorChoice.auto
    var colorDepth: ColorDepth?
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps per second, or unlimited. (default: 20)", valueName: "rate"))
  var pace: String?
  @Option(help: ArgumentHelp("Colour: auto, always or never. (default: auto)", valueName: "when"))
  var color: String?
  @Option(
    help: ArgumentHelp(
      "Colours: mono, 16, 256, truecolor or auto. (default: auto)", valueName: "depth"))
  var colorDepth: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Most frames drawn in a second, 1 to 120. (default: 30)", valueName: "n"))
  var fps: String?

  /// Checks and reads them.
  func settings() throws(Failure) -> Settings {
    var settings = Settings()
    if let pace {
      let rate = pace == "unlimited" ? nil : try Self.rate(pace)
      settings.pace = Pace(stepsPerSecond: rate)
    }
    if let fps { settings.framesPerSecond = try Count.read("--fps", fps, in: 1...120) }
    if let color {
      let names = ColorChoice.allCases.map(\.rawValue)
      settings.color =
        ColorChoice(rawValue: try Choice.read("--color", color, among: names)) ?? .auto
    }
    if let colorDepth {
      let names = ["mono", "16", "256", "truecolor", "auto"]
      let name = try Choice.read("--color-depth", colorDepth, among: names)
      settings.colorDepth = ColorDepth.allCases.first { "\($0.rawValue)" == name }
      if name == "256" { settings.colorDepth = .palette256 }
    }
    return settings
  }

  private static func rate(_ text: String) throws(Failure) -> Int {
    if let rate = Int(text), (1...100_000).contains(rate) { return rate }
    throw .usage(
      "--pace: expected 1 to 100000 steps per second or unlimited, found "
        + Printable.quoted(text))
  }
}
