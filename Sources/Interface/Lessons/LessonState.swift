import Engine

/// Where one is in the lessons.
struct LessonState: Sendable {
  enum Stage: Hashable, Sendable {
    /// Which lesson?
    case menu
    /// What will happen?
    case question
    /// The model of a run is being built.
    case building(Int)
    /// A run is trained before one's eyes.
    case running(Int)
    /// It is over, and its plots are looked at.
    case finished(Int)
    /// What was predicted, and what came true.
    case reveal
  }

  var stage = Stage.menu
  /// The lesson at the cursor of the menu, or the open one.
  var index = 0
  /// The choice at the cursor, or the prediction.
  var choice = 0
  /// By run, then by lane.
  var records: [[Int: LaneRecord]] = []
  /// What was predicted in this session, by the lesson's name; the last time counts.
  var predictions: [String: Int] = [:]
  /// Lessons done by their names, and whether the prediction came true.
  var results: [String: Bool] = [:]

  var lesson: Lesson { Lesson.all[index] }

  /// The run that is on the plots now.
  var run: Int? {
    switch stage {
    case .building(let run), .running(let run), .finished(let run): run
    case .menu, .question, .reveal: nil
    }
  }

  /// Whether a run is being built or trained.
  var isTraining: Bool {
    switch stage {
    case .building, .running: true
    default: false
    }
  }

  /// What was measured; lanes in the order of their numbers.
  func facts(guessing: Double) -> LessonFacts {
    LessonFacts(
      runs: records.map { run in run.sorted { $0.key < $1.key }.map(\.value) }, guessing: guessing)
  }

  /// Whether every lane of a run has come to its end.
  func isOver(_ run: Int) -> Bool {
    guard records.indices.contains(run) else { return false }
    let wanted = lesson.runs[run]
    let ended = records[run].values.filter {
      $0.last.step + 1 >= wanted.steps || $0.last.isDiverged
    }
    return ended.count >= wanted.lanes.count
  }
}
