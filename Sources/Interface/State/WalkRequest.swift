package import Engine

/// What the screen asks of a walk; nothing else may be asked of the lab until it is closed.
package enum WalkRequest: Hashable, Sendable {
  /// Opens one through the next step of a lane, once no lane is on its way anywhere.
  case open(lane: Int)
  /// Goes to an operation and explains one number of it.
  case show(Int, WalkFocus)
  /// Splits the gradient by path length; whatever is asked meanwhile ends that.
  case split(SplitScope)
  case lesion(Lesion)
  /// Adds ε to one number of an operation's first output.
  case nudge(Int, WalkFocus, by: Float)
  /// Puts everything back, and trains the step if it is to be finished.
  case close(finishing: Bool)
}

/// What a walk answers.
package enum WalkAnswer: Hashable, Sendable {
  case opened(WalkOpening)
  case page(WalkPage, WalkFocus)
  /// Passes done of all, on the way to a split.
  case splitting(done: Int, of: Int)
  /// One split per tap, the last stream first; `nil` where something else was asked meanwhile.
  case split([PathSplit]?)
  /// `nil` where there is no such sublayer.
  case lesion(LesionReport?)
  /// `nil` where the loss has no gradient with respect to that number.
  case nudge(NudgeReport?)
}

/// What stays the same on the whole walk.
package struct WalkOpening: Hashable, Sendable {
  package var lane: Int
  package var step: Int
  package var configuration: Configuration
  package var operations: [WalkOperation]

  /// Tells of an open walk.
  package init(_ walk: Walk, lane: Int) {
    (self.lane, step) = (lane, walk.step)
    (configuration, operations) = (walk.configuration, walk.operations)
  }
}

extension Walk {
  /// Does what is asked of an open walk; `nil` for opening and closing, which are not its own.
  ///
  /// `progress` receives how far a split has come, and returns whether to go on.
  package func answer(
    _ request: WalkRequest, progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) -> WalkAnswer? {
    switch request {
    case .open, .close: return nil
    case .show(let index, let focus):
      move(to: index)
      return .page(page(at: focus), focus)
    case .split(let scope): return .split(splitByPathLength(scope, progress: progress))
    case .lesion(let lesion): return .lesion(self.lesion(lesion))
    case .nudge(let operation, let focus, let epsilon):
      return .nudge(nudge(operation, at: focus, by: epsilon))
    }
  }
}
