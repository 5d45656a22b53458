import Engine

extension AppState {
  /// What the `a` key zooms to: the newest eighth.
  private static let recentZoom = 3
  /// What the `e` key walks through.
  private static let factors = [0.8, 0.95, 0.99]

  /// Moves the cursor on time; past the newest step there is none.
  ///
  /// While the run is paused the lanes go where the cursor is; while it runs one only looks back.
  mutating func moveCursor(to goal: Int?) -> ActionResult {
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
