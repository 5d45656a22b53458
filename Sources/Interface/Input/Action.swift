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
  case select(Selection), focus(Panel), toggleSkip(Selection), changePlacement(Selection)
  case show(InspectView), showHead(Int), showLane(Int)
  case quit, suspend, redraw

  /// Where a key moves the help text.
  enum HelpMove: Hashable, Sendable {
    case lines(Int), pages(Int), start, end
  }

  /// What keys do on the step-through screen.
  enum WalkMove: Hashable, Sendable {
    case operation(Int)
    case nextOperation, previousOperation, nextSublayer, previousSublayer, first, last
    case counterpart, nextTensor, fold, nextView
    case left, right, up, down, nextHead, nextSequence
    case search, nextMatch, previousMatch
    case paths, allPaths, cutSkip, cutBranch, nudge
    case leave
  }

  /// What keys do on the lessons screen.
  enum LessonMove: Hashable, Sendable {
    case next, previous
    case predictA, predictB, predictC
    /// Opens the lesson of that number, from 0.
    case open(Int)
    /// Opens, answers, goes on.
    case goOn
    case back
  }

  /// What keys do on the claims screen.
  enum ClaimMove: Hashable, Sendable {
    case next, previous, nextPage, previousPage
    /// Opens the page of a claim.
    case open(ClaimID)
    /// Puts the claim's lanes on the plots.
    case run
    /// Measures it and shows the numbers.
    case measure
    /// Puts what flips it on the plots.
    case flip
    case back
  }

  /// Whether it changes what the trainer does, so that a pending choice must be sent first.
  var concernsTrainer: Bool {
    switch self {
    case .toggleRunning, .trainOneStep, .toggleResidual, .toggleSelected, .reset, .toggleWarmup,
      .undo, .redo, .lowerLearningRate, .raiseLearningRate, .twin, .fork, .closeLane, .nextLane,
      .previousLane, .toggleSkip, .openWalk, .open(.stepThrough):
      true
    case .nextPlacement, .previousPlacement, .changePlacement, .slower, .faster, .previousLayer,
      .nextLayer, .narrow, .widen, .toggleScale, .toggleAxisLock, .nextMetric, .nextPanel,
      .previousPanel, .earlier, .later, .firstStep, .newestStep, .toggleWindow, .nextSmoothing,
      .nextLanguage, .nextTheme, .nextGlyphs, .nextLayout, .open, .leaveInspect, .nextView,
      .previousView, .nextHead, .previousHead, .nextSequence, .previousSequence, .walk, .lesson,
      .claim, .openHelp, .closeHelp, .scrollHelp, .searchHelp, .nextMatch, .previousMatch,
      .openCommand, .openStartingPoints, .closeStartingPoints, .moveStartingPoint,
      .chooseStartingPoint, .start, .select, .focus, .show, .showHead, .showLane, .quit, .suspend,
      .redraw:
      false
    }
  }

  /// Whether it makes another run of what is trained.
  var changesRun: Bool {
    switch self {
    case .toggleResidual, .toggleSelected, .nextPlacement, .previousPlacement, .reset,
      .toggleWarmup, .lowerLearningRate, .raiseLearningRate, .undo, .redo, .twin, .fork, .closeLane,
      .toggleSkip, .changePlacement, .openWalk, .open(.stepThrough), .start, .firstStep:
      true
    case .toggleRunning, .trainOneStep, .slower, .faster, .previousLayer, .nextLayer, .narrow,
      .widen, .nextLane, .previousLane, .toggleScale, .toggleAxisLock, .nextMetric, .nextPanel,
      .previousPanel, .earlier, .later, .newestStep, .toggleWindow, .nextSmoothing, .nextLanguage,
      .nextTheme, .nextGlyphs, .nextLayout, .open, .leaveInspect, .nextView, .previousView,
      .nextHead, .previousHead, .nextSequence, .previousSequence, .walk, .lesson, .claim, .openHelp,
      .closeHelp, .scrollHelp, .searchHelp, .nextMatch, .previousMatch, .openCommand,
      .openStartingPoints, .closeStartingPoints, .moveStartingPoint, .chooseStartingPoint, .select,
      .focus, .show, .showHead, .showLane, .quit, .suspend, .redraw:
      false
    }
  }
}
