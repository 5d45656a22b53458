import Engine

/// Lanes that a lesson or a claim has put on the plots.
struct Staged: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    /// A run of the open lesson.
    case lesson(run: Int)
    /// The runs of a claim's figure.
    case claim(ClaimID)
    /// The model that flips a claim.
    case flip(ClaimID)
  }

  enum Phase: Hashable, Sendable {
    /// The model of the first lane is being built.
    case building
    /// They are trained before one's eyes.
    case training
    /// They have come to their end, or have none, and the plots are looked at.
    case shown
  }

  var purpose: Purpose
  var lanes: LaneSet
  /// Whether the run that was there before was running.
  var replacesRunning: Bool
  var phase = Phase.building

  /// The run of the open lesson, if it is one.
  var lessonRun: Int? { if case .lesson(let run) = purpose { run } else { nil } }
}
