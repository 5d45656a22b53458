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
    let laboratory = try LaboratoryStart(execution, screen)
    guard let name else { return try list(in: laboratory.language) }
    guard let lesson = Lesson.named(name) else {
      throw Choice.unknown("lesson", name, among: Lesson.all.map(\.name))
    }
    let configuration = try Configuration().validated()
    try laboratory.checkTerminal(for: configuration)
    let source = try laboratory.source(configuration)
    throw try laboratory.exitCode(source, recording, lesson: lesson)
  }

  private func list(in language: Language) throws(Failure) {
    let done = LessonProgress.kept()
    var output = Output(.standard)
    try output.write(
      catalogue: Lesson.all.map { lesson in
        let result = done[lesson.name].map { "  (\(Lesson.done($0)[language]))" } ?? ""
        return (lesson.name, lesson.title[language] + result)
      })
  }
}
