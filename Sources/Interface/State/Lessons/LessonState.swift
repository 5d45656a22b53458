import Engine

/// Where one is in the lessons.
struct LessonState: Sendable {
  enum Page: Hashable, Sendable {
    /// Which lesson?
    case menu
    /// What will happen? Also while it is on the plots.
    case question
    /// What was predicted, and what came true.
    case reveal
  }

  var page = Page.menu
  /// The lesson at the cursor of the menu, or the open one.
  var index = 0
  /// The choice at the cursor, or the prediction.
  var choice = 0
  /// By run, then by lane.
  var records: [[Int: LessonRecord]] = []
  /// What was predicted in this session, by the lesson's name; the last time counts.
  var predictions: [String: Int] = [:]
  /// Lessons done by their names, and whether the prediction came true.
  var results: [String: Bool] = [:]

  var lesson: Lesson { Lesson.all[index] }

  /// What was measured; lanes in the order of their numbers.
  func facts(guessing: Double) -> LessonFacts {
    LessonFacts(
      runs: records.map { run in run.sorted { $0.key < $1.key }.map(\.value) }, guessing: guessing)
  }
}
