import ArgumentParser
import Engine

/// The laboratory's training, without a screen.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: """
      residual-tui train --norm pre --steps 60

      Trains without a screen: the same numbers as in the laboratory, as fast as they come. \
      Prints a progress line on a terminal and plain lines elsewhere, or every measurement as \
      JSON or CSV, and a closing verdict.
      """)

  @OptionGroup(title: "Model and training") var model: ModelOptions
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Execution") var start: StartOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps to train, 1 or more. (default: 200)", valueName: "n"))
  var steps: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Print every K-th step. (default: 1 with --json and --csv, else a twentieth of the steps)",
      valueName: "k"))
  var every: String?

  @Flag(help: "One JSON object per line: the run, the steps, the end.") var json = false
  @Flag(help: "One line of comma-separated values per step and tap.") var csv = false

  @Option(
    help: ArgumentHelp("Write the weights to a safetensors file at the end.", valueName: "file"),
    completion: .file())
  var save: String?

  @Option(
    help: ArgumentHelp(
      "End with exit code 3 when the verdict is another one.", valueName: "verdict"),
    completion: .names(Verdict.State.self)
  )
  var expect: String?

  func run() throws {
    let plan = try plan()
    let session = try TrainingSession(plan)
    throw ExitCode(try session.run())
  }

  /// Everything checked that needs no file.
  private func plan() throws(Failure) -> TrainingPlan {
    if json, csv { throw .usage("--json and --csv: expected one of them, found both") }
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let configuration = try model.validated(preferences)
    let limit = 1_000_000_000
    let steps =
      try steps.map { text throws(Failure) in
        try Count.read("--steps", text, in: 1...limit)
      } ?? 200
    let isPlain = !json && !csv
    let every =
      try every.map { text throws(Failure) in
        try Count.read("--every", text, in: 1...limit)
      } ?? (isPlain ? max(1, steps / 20) : 1)
    return TrainingPlan(
      configuration: configuration, threads: try execution.threadCount(configuration, preferences),
      instructionSet: try execution.instructionSet(preferences), weights: start.weights,
      startsFresh: start.freshOptimizer,
      steps: steps,
      every: every,
      format: json ? .json : csv ? .csv : .plain, save: save, expectation: try expectation())
  }

  private func expectation() throws(Failure) -> Verdict.State? {
    guard let expect else { return nil }
    let names = Verdict.State.allCases.map(\.rawValue)
    return Verdict.State(rawValue: try Choice.read("--expect", expect, among: names))
  }
}

/// What `train` was asked to do.
struct TrainingPlan: Hashable, Sendable {
  /// How the measurements are printed.
  enum Format: Hashable, Sendable {
    case json, csv, plain
  }

  var configuration: Configuration
  var threads: Int
  var instructionSet: InstructionSet
  var weights: String?
  var startsFresh: Bool
  var steps: Int
  var every: Int
  var format: Format
  var save: String?
  var expectation: Verdict.State?

  /// What must not be written over: a text; weights may be, by those trained from them.
  var inputs: [FileOutput.Neighbor] {
    guard case .text(let path) = configuration.task else { return [] }
    return [FileOutput.Neighbor(flag: "--text", path: path)]
  }
}
