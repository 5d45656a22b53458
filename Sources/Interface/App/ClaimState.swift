import Engine

/// Where one is among the claims.
struct ClaimState: Sendable {
  enum Stage: Hashable, Sendable {
    /// Which claim?
    case ledger
    /// What is demanded of one, and what was measured.
    case page
    /// The models of its lanes are being built.
    case building
    /// Its lanes are trained before one's eyes.
    case running
    /// They have come to their end, and the plots are looked at.
    case finished
    /// The model that flips it is on the plots.
    case flipped
  }

  /// How far the claim that is being measured has come.
  struct Progress: Hashable, Sendable {
    var id: ClaimID
    /// 0…1.
    var share: Double
  }

  var stage = Stage.ledger
  /// The claim at the cursor of the ledger, or the open one.
  var index = 0
  /// Rows that its page is scrolled by.
  var scroll = 0
  /// What was measured here.
  var results: [ClaimID: ExperimentResult] = [:]
  /// The claim that is being measured; `nil` while none is.
  var progress: Progress?

  var experiment: Experiment { Experiment.all[index] }

  /// Whether the plots show it now.
  var isOnPlots: Bool { stage != .ledger && stage != .page }

  /// Whether something of it is still to come.
  var isAwaiting: Bool { stage == .building || stage == .running || progress != nil }
}
