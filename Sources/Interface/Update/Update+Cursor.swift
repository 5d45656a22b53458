import Engine

extension AppState {
  /// The steps that a time axis spans at least.
  static let shortestSpan = 100
  /// What the `a` key zooms to: the newest eighth.
  private static let recentZoom = 3
  /// What the `e` key walks through.
  private static let factors = [0.8, 0.95, 0.99]

  /// The step that is looked at, where the history has it.
  var cursor: Int? { timeCursor.flatMap { $0 < stepCount ? $0 : nil } }

  /// Steps of the longest history on the screen.
  private var stepCount: Int { shownLanes.reduce(0) { max($0, $1.history.stepCount) } }

  /// Whether any step was trained.
  var hasSteps: Bool { stepCount > 0 }

  /// Steps between two places of the cursor: those that a bin of a history holds.
  private var cursorStride: Int {
    shownLanes.reduce(1) { max($0, $1.history.stride, $1.tapHistory.stride) }
  }

  /// Moves the cursor on time by one bin, or to an end; past the newest step there is none.
  ///
  /// While the run is paused the lanes go where the cursor is; while it runs one only looks back.
  mutating func moveCursor(_ action: Action) -> ActionResult {
    let newest = stepCount - 1
    let present = cursor ?? newest
    let goal: Int? =
      switch action {
      case .earlier: max(present - 1, 0) / cursorStride * cursorStride
      case .later: (present / cursorStride + 1) * cursorStride
      case .firstStep: 0
      default: nil
      }
    let effects = look(at: goal)
    return ActionResult(timeCursor == nil ? NoteWords.newestStep : nil, effects)
  }

  /// Puts the cursor on a step; the newest and what lies beyond it need none.
  mutating func look(at step: Int?) -> [Effect] {
    timeCursor = step.flatMap { $0 < lane.history.stepCount - 1 ? $0 : nil }
    fitAxes()
    return isRunning ? [] : goToCursor()
  }

  /// Brings the lanes to the step that is looked at, if they are elsewhere.
  func goToCursor() -> [Effect] {
    let goal = cursor ?? stepCount - 1
    return goal == lane.report?.step && progress == nil
      ? [] : [.training(.command(.rewind(toStep: goal)))]
  }

  /// The steps that the time axes span: a round number, `shortestSpan` at least.
  ///
  /// A part of the run moves on by halves of its length, so that it does not creep with each step,
  /// and goes where the cursor is.
  var shownSteps: Range<Int> {
    let count = stepCount
    let whole = 0..<max(Int(Axis.niceBound(Double(count))), Self.shortestSpan)
    guard timeZoom > 0 else { return whole }
    let length = max(Int(Axis.niceBound(Double(count >> timeZoom))), Self.shortestSpan)
    let half = length / 2
    guard count > length + half else { return whole }
    let end = cursor.map { min($0 + half, count) } ?? count
    let start = max(end - length, 0) / half * half
    return start..<start + length + half
  }

  mutating func toggleWindow() -> LocalizedText? {
    timeZoom = timeZoom == 0 ? Self.recentZoom : 0
    return timeZoom == 0 ? NoteWords.allSteps : NoteWords.recentSteps
  }

  mutating func nextSmoothing() -> LocalizedText? {
    let present = smoothing ?? 0
    smoothing = Self.factors.first { $0 > present }
    return NoteWords.smoothing(smoothing)
  }
}
