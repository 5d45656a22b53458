import Engine

/// The step that is looked at, and the steps along the time axes.
extension AppState {
  /// The steps that a time axis spans at least.
  static let shortestSpan = 100

  /// The step that is looked at, where the history has it.
  var cursor: Int? { timeCursor.flatMap { $0 < stepCount ? $0 : nil } }

  /// Steps of the longest history on the screen.
  var stepCount: Int { shownLanes.reduce(0) { max($0, $1.history.stepCount) } }

  /// Whether any step was trained.
  var hasSteps: Bool { stepCount > 0 }

  /// The place of the cursor before the present one.
  var earlierStep: Int {
    max((cursor ?? stepCount - 1) - 1, 0) / cursorStride * cursorStride
  }

  /// The place of the cursor behind the present one.
  var laterStep: Int { ((cursor ?? stepCount - 1) / cursorStride + 1) * cursorStride }

  /// Steps between two places of the cursor: those that a bin of a history holds.
  private var cursorStride: Int {
    shownLanes.reduce(1) { max($0, $1.history.stride, $1.tapHistory.stride) }
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
}
