import Engine

/// What a key means, apart from which key it is.
enum Action: Hashable, Sendable {
  case toggleRunning, trainOneStep
  case toggleResidual, toggleSelected
  case nextPlacement, previousPlacement
  case reset, toggleWarmup
  case lowerLearningRate, raiseLearningRate
  case slower, faster
  case previousLayer, nextLayer, narrow(SublayerKind), widen
  case undo, redo
  case twin, fork, closeLane, nextLane, previousLane
  case toggleScale, toggleAxisLock, nextMetric, nextPanel, previousPanel
  case earlier, later, firstStep, newestStep
  case toggleWindow, nextSmoothing
  case nextLanguage, nextTheme, nextGlyphs, nextLayout
  case open(Screen), leaveInspect
  case nextView, previousView, nextHead, previousHead, nextSequence, previousSequence
  case openWalk, walk(WalkMove)
  case lesson(LessonMove)
  case claim(ClaimMove)
  case openHelp, closeHelp, scrollHelp(HelpMove)
  case searchHelp, nextMatch, previousMatch
  case openCommand
  case openStartingPoints, closeStartingPoints, moveStartingPoint(by: Int)
  case chooseStartingPoint(Int), start
  /// What the mouse asks for in one click, and keys in several.
  case select(Selection), focus(AppState.Panel), toggleSkip(Selection), changePlacement(Selection)
  case show(Inspect.View), showHead(Int), showLane(Int)
  case quit, suspend, redraw

  /// Where a key moves the help text.
  enum HelpMove: Hashable, Sendable {
    case lines(Int), pages(Int), start, end
  }

  /// Whether it changes what the trainer does, so that a pending choice must be sent first.
  var concernsTrainer: Bool {
    switch self {
    case .toggleRunning, .trainOneStep, .toggleResidual, .toggleSelected, .reset, .toggleWarmup,
      .undo, .redo, .lowerLearningRate, .raiseLearningRate, .twin, .fork, .closeLane, .nextLane,
      .previousLane, .toggleSkip, .openWalk, .open(.stepThrough):
      true
    default: false
    }
  }
}
