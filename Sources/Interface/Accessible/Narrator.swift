import Engine

/// Describes in sentences what a screen would show, for users who listen or read line by line.
///
/// It speaks when something was asked for or has turned: the effect of each command, a new verdict,
/// steps at 1, 2 and 5 of every decade. `describe` and `lanes` are answered at once.
package struct Narrator: Hashable, Sendable {
  /// A verdict that flickers is announced at most once in this many steps.
  private static let patience = 10

  private var toldNote: AppState.Note?
  private var toldMode: AppState.Mode?
  private var toldVerdict: Verdict.State?
  private var toldLane: Int?
  /// The newest step of which something was told.
  private var toldStep = -1
  private var walk = WalkNarrator()
  /// What was last told of lessons or claims.
  private var toldPage: [LocalizedText] = []

  package init() {}

  /// What is said first: the model and how to go on.
  package static func opening(_ state: AppState) -> [String] {
    NarratorWords.opening(state).map { $0[state.language] }
  }

  /// What has changed since the last call.
  package mutating func sentences(_ state: AppState) -> [String] {
    let words = [note(state), lane(state), mode(state), progress(state)].compactMap { $0 }
    return words.map { $0[state.language] } + page(state) + walk.sentences(state)
  }

  /// The words of a lesson or a claim, whenever they are others; in a menu all of them, then the chosen
  /// one alone.
  private mutating func page(_ state: AppState) -> [String] {
    let words: [LocalizedText] =
      switch state.screen {
      case .lessons: LessonText(state).sentences
      case .claims: ClaimWords.sentences(state)
      case .live, .compare, .stepThrough, .inspect: []
      }
    defer { toldPage = words }
    return words.filter { !toldPage.contains($0) }.map { $0[state.language] }
  }

  private mutating func note(_ state: AppState) -> LocalizedText? {
    defer { toldNote = state.note }
    guard let note = state.note, note != toldNote else { return nil }
    return LocalizedText.sentence(note.effect)
  }

  /// Another lane is another run: its numbers are announced again.
  private mutating func lane(_ state: AppState) -> LocalizedText? {
    guard toldLane != state.lane.id else { return nil }
    defer { toldLane = state.lane.id }
    (toldVerdict, toldStep) = (nil, state.lane.report?.step ?? -1)
    return toldLane == nil ? nil : NarratorWords.selected(state)
  }

  private mutating func mode(_ state: AppState) -> LocalizedText? {
    defer { toldMode = state.mode }
    guard state.mode == .diverged, toldMode != .diverged else { return nil }
    return LocalizedText.sentence(LiveWords.mode(.diverged))
  }

  private mutating func progress(_ state: AppState) -> LocalizedText? {
    guard state.progress == nil, let report = state.lane.report else { return nil }
    if report.step < toldStep { (toldStep, toldVerdict) = (-1, nil) }
    let verdict = report.verdict.state
    let isNew = verdict != toldVerdict
    let isUrgent =
      toldVerdict == nil || verdict == .solved || verdict == .diverged
      || report.step >= toldStep + Self.patience
    let isMilestone = Self.milestone(upTo: report.step) > max(toldStep, 0)
    guard (isNew && isUrgent) || isMilestone || (report.step > toldStep && !state.isRunning) else {
      return nil
    }
    (toldStep, toldVerdict) = (report.step, verdict)
    return NarratorWords.progress(report, state, tellsAdvice: isNew)
  }

  /// The largest 1, 2 or 5 of a decade up to a step; 0 below 1.
  private static func milestone(upTo step: Int) -> Int {
    var decade = 1
    while decade <= step / 10 { decade *= 10 }
    return [5, 2, 1].lazy.map { $0 * decade }.first { $0 <= step } ?? 0
  }
}

extension Narrator {
  /// Answers what is asked of the narrator and not of the run; `nil` where the line is a command.
  package static func answer(to line: String, _ state: AppState) -> [String]? {
    let parts = line.split(separator: " ")
    guard let first = parts.first else { return [] }
    switch (first, parts.count) {
    case ("describe", 1):
      return state.walk.map { WalkNarrator.page($0, state.language) }
        ?? NarratorWords.description(state).map { $0[state.language] }
    case ("lanes", 1): return NarratorWords.lanes(state).map { $0[state.language] }
    case ("help", 1): return NarratorWords.help.map { $0[state.language] }
    case ("help", 2):
      return CommandTable.entry(String(parts[1])).map { entry in
        [entry.name + ": " + LocalizedText.sentence(entry.help)[state.language]]
      }
    default: return nil
    }
  }
}
