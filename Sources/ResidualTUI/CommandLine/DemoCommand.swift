import ArgumentParser
import Engine
import Interface

/// Runs that play themselves.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: """
      residual-tui demo first-minute

      Plays a demo in the laboratory: keys press themselves, captions say what is seen, every \
      number in them comes from the run. space pauses, right goes to the next caption, - and + \
      change the speed, esc leaves the laboratory to you, q quits. Without a name it lists the demos.
      """)

  @Argument(help: "The demo.", completion: .list(Demo.all.map(\.name))) var name: String?

  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions
  @OptionGroup(title: "Files") var recording: RecordingOptions

  func run() throws {
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let settings = try screen.settings(preferences)
    guard let name else { return try list(in: settings.language ?? System.language) }
    let demo = try Self.demo(name)
    guard execution.weights == nil else {
      throw Failure.usage("--weights: expected none, a demo starts from its own")
    }
    try LaboratoryOptions.check(settings, execution, keysFromTerminal: false)
    let source = ModelSource(
      demo.configuration, try TrainingMaterial(demo.configuration, weights: nil), weights: nil,
      threads: try execution.threadLimit(preferences), try execution.instructionSet(preferences),
      historyBytes: settings.historyBytes)
    var options = try LaboratoryOptions(source, settings, preferences)
    options.demo = demo
    try recording.apply(to: &options)
    let asked = options
    throw ExitCode(MainActor.assumeIsolated { runLaboratory(asked) })
  }

  private func list(in language: Language) throws(Failure) {
    let width = Demo.all.map(\.name.count).max() ?? 0
    var output = Output(.standard)
    for demo in Demo.all {
      let blanks = String(repeating: " ", count: width - demo.name.count + 2)
      try output.write(demo.name + blanks + demo.title[language] + "\n")
    }
  }

  /// The demo of that name.
  static func demo(_ name: String) throws(Failure) -> Demo {
    if let demo = Demo.named(name) { return demo }
    let names = Demo.all.map(\.name)
    let near = NearestName.suggestion(for: name, among: names)
    throw .usage(
      "demo: expected \(Choice.list(names)), found \(Printable.quoted(name))"
        + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }
}
