import ArgumentParser
import Engine
import Interface

/// The lessons: a list, or one of them in the laboratory.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: """
      residual-tui lesson vanishing

      Opens one of eight short lessons in the laboratory: predict, watch, compare, play on. \
      Without a name it lists them, and which are done.
      """)

  @Argument(
    help: ArgumentHelp("The lesson.", valueName: "name"),
    completion: .list(Lesson.all.map(\.name)))
  var name: String?

  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions
  @OptionGroup(title: "Files") var recording: RecordingOptions

  func run() throws {
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let settings = try screen.settings(preferences)
    guard let name else {
      try list(settings.language ?? System.language)
      return
    }
    guard let lesson = Lesson.named(name) else { throw Self.unknown(name) }
    try LaboratoryOptions.check(settings, execution, keysFromTerminal: false)
    let configuration = try Configuration().validated()
    let source = ModelSource(
      configuration, try TrainingMaterial(configuration, weights: nil), weights: nil,
      threads: try execution.threadLimit(preferences),
      try execution.instructionSet(preferences), historyBytes: settings.historyBytes)
    var options = try LaboratoryOptions(source, settings, preferences)
    options.lesson = lesson
    try recording.apply(to: &options)
    let asked = options
    throw ExitCode(MainActor.assumeIsolated { runLaboratory(asked) })
  }

  private func list(_ language: Language) throws(Failure) {
    let done = LessonProgress.kept()
    let widest = Lesson.all.map(\.name.count).max() ?? 0
    let lines = Lesson.all.map { lesson in
      let blanks = String(repeating: " ", count: widest + 2 - lesson.name.count)
      let result = done[lesson.name].map { "  (\(Lesson.done($0)[language]))" } ?? ""
      return lesson.name + blanks + lesson.title[language] + result + "\n"
    }
    var output = Output(.standard)
    try output.write(lines.joined())
  }

  private static func unknown(_ name: String) -> Failure {
    let names = Lesson.all.map(\.name)
    let near = NearestName.suggestion(for: name, among: names)
    return .usage(
      "lesson: expected \(names.joined(separator: ", ")), found \(Printable.quoted(name))"
        + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }
}
