import Engine
import Interface

/// What the training thread is to do next.
enum TrainingOrder: Hashable, Sendable {
  case command(LabCommand)
  case step
  case rebuild(Configuration, on: GroundChange? = nil)
  case set(RunSetting)
  case write(FileRequest)
  /// Looks into a lane's last step and into those that follow; `nil` ends it.
  case inspect(InspectionRequest?, lane: Int = 1)
  /// Where training is to stop.
  case breakpoints([Breakpoint])
  /// What is asked of a walk through a step.
  case walk(WalkRequest)
  /// Measures a claim, until something else is to be done.
  case measure(ClaimID)
  case stop
}

extension TrainingOrder {
  var isInspection: Bool {
    if case .inspect = self { true } else { false }
  }

  var isAboutFile: Bool {
    switch self {
    case .write, .set(.log): true
    default: false
    }
  }

  var isWalkMove: Bool {
    if case .walk(.show) = self { true } else { false }
  }

  /// Whether what comes after it is trained by another stack than what came before.
  var startsAnew: Bool {
    switch self {
    case .command(.lane(_, .reset)), .command(.lane(_, .rewire)), .command(.resetAll),
      .command(.rewind), .rebuild:
      true
    default: false
    }
  }

  var isRewind: Bool {
    if case .command(.rewind) = self { true } else { false }
  }
}
