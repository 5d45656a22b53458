package import Engine

/// A short experiment with a question before it: predict, run, compare.
package struct Lesson: Sendable {
  /// The name that `residual-tui lesson` and `:lesson` take, of its file.
  package var name: String
  package var title: LocalizedText
  /// What one has to know for the question.
  var sentence: LocalizedText
  var question: LocalizedText
  /// The possible predictions.
  var choices: [LocalizedText] = []
  /// The one that comes true.
  var answer: Int
  /// What is trained, one after the other.
  var runs: [LessonRun] = []
  /// What was measured, in words.
  private var measured: TextTemplate<LessonFact>
  /// Where numbers must be to show the answer.
  private var conditions: [LessonCondition] = []
  /// What the literature or more seeds add, with its source.
  var caveat: LocalizedText

  /// All lessons, in the order in which they build on each other.
  package static let all = LessonFiles.all.compactMap { try? Lesson(name: $0.name, $0.file) }

  /// Reads a file of `content/lessons`, as Documentation/Formats.md says.
  init(name: String, _ file: String) throws(ContentFault) {
    var reader = ContentReader(file)
    self.name = name
    title = try reader.localized("title")
    sentence = try reader.localized()
    question = try reader.localized("question")
    while reader.nextWord == "choice-en" { choices.append(try reader.localized("choice")) }
    answer = choices.count
    choices.append(try reader.localized("answer"))
    while reader.nextWord == "choice-en" { choices.append(try reader.localized("choice")) }
    var lanes: [String: LessonFact.Lane] = [:]
    repeat { try runs.append(reader.lessonRun(runs.count, &lanes)) } while reader.nextWord == "run"
    measured = try reader.template("reveal", names: LessonFact.names) {
      LessonFact($0, among: lanes)
    }
    repeat { try conditions.append(reader.lessonCondition(lanes)) } while reader.nextWord == "shown"
    caveat = try reader.localized("caveat")
    try reader.end()
  }

  /// What was measured, in words.
  func reveal(_ facts: LessonFacts) -> LocalizedText { measured.filled(facts.text) }

  /// Whether the numbers show the answer.
  func isShown(_ facts: LessonFacts) -> Bool {
    conditions.allSatisfy { condition in
      facts[condition.lane].map { condition.range.contains($0.value(condition.number)) } ?? false
    }
  }

  /// What is said of a finished lesson.
  package static func done(_ isRight: Bool) -> LocalizedText { LessonWords.done(isRight) }

  /// The one of that name.
  package static func named(_ name: String) -> Lesson? { all.first { $0.name == name } }
}

/// Lanes side by side, from the same weights and on the same batches.
struct LessonRun: Sendable {
  /// The configuration of each lane, all of one size and task.
  var lanes: [String]
  /// How many steps are trained.
  var steps: Int
  /// What the plots show first.
  var shows = Figure.Quantity.loss

  /// The lanes, checked.
  func laneSet() throws(ConfigurationError) -> LaneSet {
    var set = LaneSet(configurations: [], steps: steps)
    for line in lanes { set.configurations.append(try Configuration(line: line).validated()) }
    return set
  }
}
