import ArgumentParser
import Engine

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
    let laboratory = try LaboratoryStart(execution, screen)
    let configuration = try model.validated(laboratory.preferences)
    try laboratory.checkTerminal(for: configuration)
    let source = try laboratory.source(
      configuration, weights: start.weights, isFresh: start.freshOptimizer)
    for remark in source.remarks { Output.printError(remark) }
    throw try laboratory.exitCode(source, recording)
  }
}
