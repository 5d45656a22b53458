package import Engine

/// A short experiment with a question before it: predict, run, compare.
package struct Lesson: Sendable {
  /// The name that `residual-tui lesson` and `:lesson` take.
  package var name: String
  package var title: LocalizedText
  /// What one has to know for the question.
  var sentence: LocalizedText
  var question: LocalizedText
  /// The possible predictions.
  var choices: [LocalizedText]
  /// The one that comes true.
  var answer: Int
  /// What is trained, one after the other.
  var runs: [LessonRun]
  /// What was measured, in words.
  var reveal: @Sendable (LessonFacts) -> LocalizedText
  /// Whether the numbers show the answer.
  var isShown: @Sendable (LessonFacts) -> Bool
  /// What the literature or more seeds add, with its source.
  var caveat: LocalizedText

  /// All lessons, in the order in which they build on each other.
  package static let all = residuals + norms

  /// What is told of a lesson that was done.
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

/// What a lane of a lesson has shown.
struct LessonRecord: Hashable, Sendable {
  /// Its first step.
  private(set) var first: StepReport
  /// Its newest step.
  private(set) var last: StepReport
  /// The first step that solved the task.
  private(set) var firstSolvedStep: Int?

  init(_ report: StepReport) {
    (first, last) = (report, report)
    take(report)
  }

  mutating func take(_ report: StepReport) {
    last = report
    if firstSolvedStep == nil, report.isSolved {
      firstSolvedStep = report.step
    }
  }

  /// The last stream, before any final norm.
  private var top: TapReport? { first.lastStream }

  /// RMS of the last stream at the start.
  var topRMS: Double { top?.activationRMS ?? .nan }

  /// The same in units of the embedding's.
  var growth: Double { topRMS / (first.taps.first?.activationRMS ?? .nan) }

  /// ‖X − 1·mean‖/‖X‖ of the last stream at the start.
  var tokenResidual: Double { top?.tokenResidual ?? .nan }

  /// Mean cosine of the last stream with the embedding at the start.
  var inputSimilarity: Double { top?.inputSimilarity ?? .nan }

  /// Gradient RMS at the embedding over that at the last stream, at the start.
  var inputGradient: Double {
    (first.taps.first?.gradientRMS ?? .nan) / (top?.gradientRMS ?? .nan)
  }
}

/// What the runs of a lesson have shown: by run, then by lane.
struct LessonFacts: Hashable, Sendable {
  var runs: [[LessonRecord]]
  /// Loss of the best constant guess.
  var guessing: Double

  subscript(_ run: Int, _ lane: Int) -> LessonRecord? {
    runs.indices.contains(run) && runs[run].indices.contains(lane) ? runs[run][lane] : nil
  }

  /// `solved at step 17`, or how far it came.
  func outcome(_ run: Int, _ lane: Int) -> LocalizedText {
    guard let record = self[run, lane] else { return LocalizedText(same: "–") }
    if let firstSolvedStep = record.firstSolvedStep {
      return LocalizedText("solved at step \(firstSolvedStep)", "第 \(firstSolvedStep) 步学会")
    }
    let (loss, steps) = (NumberFormat.text(record.last.loss), record.last.step + 1)
    return LocalizedText("loss \(loss) after \(steps) steps", "\(steps) 步后损失 \(loss)")
  }

  /// A number of a lane as on every screen.
  func text(_ run: Int, _ lane: Int, _ value: (LessonRecord) -> Double) -> String {
    NumberFormat.text(self[run, lane].map(value))
  }
}
