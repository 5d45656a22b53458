/// What the configuration file and the `:` line call an action.
///
/// A name is for good: people have it in their files.
extension Action {
  /// `next-placement`, `narrow-attention`.
  var name: String {
    switch self {
    case .toggleRunning: "toggle-running"
    case .trainOneStep: "train-one-step"
    case .toggleResidual: "toggle-residual"
    case .toggleSelected: "toggle-selected"
    case .nextPlacement: "next-placement"
    case .previousPlacement: "previous-placement"
    case .reset: "reset"
    case .toggleWarmup: "toggle-warmup"
    case .lowerLearningRate: "lower-learning-rate"
    case .raiseLearningRate: "raise-learning-rate"
    case .slower: "slower"
    case .faster: "faster"
    case .previousLayer: "previous-layer"
    case .nextLayer: "next-layer"
    case .narrow(.attention): "narrow-attention"
    case .narrow(.feedforward): "narrow-feedforward"
    case .widen: "widen"
    case .undo: "undo"
    case .redo: "redo"
    case .twin: "twin"
    case .fork: "fork"
    case .closeLane: "close-lane"
    case .nextLane: "next-lane"
    case .previousLane: "previous-lane"
    case .toggleScale: "toggle-scale"
    case .toggleAxisLock: "toggle-axis-lock"
    case .nextMetric: "next-metric"
    case .nextPanel: "next-panel"
    case .previousPanel: "previous-panel"
    case .earlier: "earlier"
    case .later: "later"
    case .firstStep: "first-step"
    case .newestStep: "newest-step"
    case .toggleWindow: "toggle-window"
    case .nextSmoothing: "next-smoothing"
    case .nextLanguage: "next-language"
    case .nextTheme: "next-theme"
    case .nextGlyphs: "next-glyphs"
    case .nextLayout: "next-layout"
    case .open(.live): "open-live"
    case .open(.compare): "open-compare"
    case .open(.stepThrough): "open-step-through"
    case .open(.inspect): "open-inspect"
    case .open(.claims): "open-claims"
    case .open(.lessons): "open-lessons"
    case .leaveInspect: "leave-inspect"
    case .nextView: "next-view"
    case .previousView: "previous-view"
    case .nextHead: "next-head"
    case .previousHead: "previous-head"
    case .nextSequence: "next-sequence"
    case .previousSequence: "previous-sequence"
    case .openWalk: "open-walk"
    case .walk(let move): "walk-" + move.name
    case .lesson(let move): "lesson-" + move.name
    case .claim(let move): "claim-" + move.name
    case .openHelp: "open-help"
    case .closeHelp: "close-help"
    case .scrollHelp: "scroll-help"
    case .searchHelp: "search-help"
    case .nextMatch: "next-match"
    case .previousMatch: "previous-match"
    case .openCommand: "open-command"
    case .openStartingPoints: "open-starting-points"
    case .closeStartingPoints: "close-starting-points"
    case .moveStartingPoint: "move-starting-point"
    case .chooseStartingPoint: "choose-starting-point"
    case .start: "start"
    case .select: "select"
    case .focus: "focus"
    case .toggleSkip: "toggle-skip"
    case .changePlacement: "change-placement"
    case .show: "show"
    case .showHead: "show-head"
    case .showLane: "show-lane"
    case .quit: "quit"
    case .suspend: "suspend"
    case .redraw: "redraw"
    }
  }
}

extension Action.WalkMove {
  fileprivate var name: String {
    switch self {
    case .operation: "operation"
    case .nextOperation: "next-operation"
    case .previousOperation: "previous-operation"
    case .nextSublayer: "next-sublayer"
    case .previousSublayer: "previous-sublayer"
    case .first: "first"
    case .last: "last"
    case .counterpart: "counterpart"
    case .nextTensor: "next-tensor"
    case .fold: "fold"
    case .nextView: "next-view"
    case .left: "left"
    case .right: "right"
    case .up: "up"
    case .down: "down"
    case .nextHead: "next-head"
    case .nextSequence: "next-sequence"
    case .search: "search"
    case .nextMatch: "next-match"
    case .previousMatch: "previous-match"
    case .paths: "paths"
    case .allPaths: "all-paths"
    case .cutSkip: "cut-skip"
    case .cutBranch: "cut-branch"
    case .nudge: "nudge"
    case .leave: "leave"
    }
  }
}

extension Action.LessonMove {
  fileprivate var name: String {
    switch self {
    case .next: "next"
    case .previous: "previous"
    case .predictA: "predict-a"
    case .predictB: "predict-b"
    case .predictC: "predict-c"
    case .open: "open"
    case .goOn: "go-on"
    case .back: "back"
    }
  }
}

extension Action.ClaimMove {
  fileprivate var name: String {
    switch self {
    case .next: "next"
    case .previous: "previous"
    case .nextPage: "next-page"
    case .previousPage: "previous-page"
    case .open: "open"
    case .run: "run"
    case .measure: "measure"
    case .flip: "flip"
    case .back: "back"
    }
  }
}
