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
    let laboratory = try LaboratoryStart(execution, screen)
    guard let name else { return try list(in: laboratory.language) }
    let demo = try Self.demo(name)
    try laboratory.checkTerminal(for: demo.configuration)
    let source = try laboratory.source(demo.configuration)
    throw try laboratory.exitCode(source, recording, demo: demo)
  }

  private func list(in language: Language) throws(Failure) {
    var output = Output(.standard)
    try output.write(catalogue: Demo.all.map { ($0.name, $0.title[language]) })
  }

  /// The demo of that name.
  static func demo(_ name: String) throws(Failure) -> Demo {
    if let demo = Demo.named(name) { return demo }
    throw Choice.unknown("demo", name, among: Demo.all.map(\.name))
  }
}
