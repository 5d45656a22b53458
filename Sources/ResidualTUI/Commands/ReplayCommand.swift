import ArgumentParser
import Engine
import Interface

/// A saved run, played again.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: """
      residual-tui replay lesson.run

      Plays a run that --save-run or :save-run wrote, to the same bits on the same instruction \
      set, and says so if it does not. Opens the laboratory where the run was saved: rewind it, \
      fork it, go on. --check plays it without a screen.
      """)

  @Argument(help: "The run.", completion: .file()) var file: String

  @Flag(help: "Play it without a screen and tell of each lane whether its bits are the same.")
  var check = false

  @Option(
    help: ArgumentHelp(
      "Read the text from here instead of where the run found it.", valueName: "file"),
    completion: .file())
  var text: String?

  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Execution") var start: StartOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions
  @OptionGroup(title: "Files") var recording: RecordingOptions

  func run() throws {
    let laboratory = try LaboratoryStart(execution, screen)
    let isText = text != nil
    let run = try savedRun()
    let configuration = run.configuration
    if isText, case .synthetic = configuration.task {
      throw Failure.usage(
        "--text: expected a run on a text, found one on \(configuration.taskName)")
    }
    if check {
      guard recording.given.isEmpty else {
        throw Failure.usage(
          "--check: expected no \(recording.given.joined(separator: " or ")), as it writes nothing")
      }
    } else {
      try laboratory.checkTerminal(for: configuration)
    }
    try TrainingMaterial.checkMemory(configuration, lanes: run.lanes.count)
    let source = try laboratory.source(
      configuration, weights: start.weights, isFresh: start.freshOptimizer, playing: run)
    if check { throw ExitCode(try ReplayCheck(run, source).exitCode()) }
    throw try laboratory.exitCode(source, recording)
  }

  /// Reads the file; the text is where `--text` says.
  private func savedRun() throws(Failure) -> RunFile {
    let bytes = try FileInput.bytes(of: file, limit: 1 << 24)
    var run: RunFile
    do { run = try RunFile(bytes: bytes.span) } catch { throw .file(file, error) }
    guard let text, case .text = run.configuration.task else { return run }
    run.configuration.task = .text(path: text)
    for index in run.lanes.indices { run.lanes[index].configuration.task = .text(path: text) }
    return run
  }
}

extension Configuration {
  /// What is trained, as the flag names it.
  fileprivate var taskName: String { text(of: .task) ?? "a text" }
}
