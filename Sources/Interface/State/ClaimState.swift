import Engine

/// Where one is among the claims.
struct ClaimState: Sendable {
  enum Page: Hashable, Sendable {
    /// Which claim?
    case ledger
    /// What is demanded of one, and what was measured.
    case page
  }

  /// How far the claim that is being measured has come.
  struct Progress: Hashable, Sendable {
    var id: ClaimID
    /// 0…1.
    var share: Double
  }

  var page = Page.ledger
  /// The claim at the cursor of the ledger, or the open one.
  var index = 0
  /// Rows that its page is scrolled by.
  var scroll = 0
  /// What was measured here.
  var results: [ClaimID: ExperimentResult] = [:]
  /// The claim that is being measured; `nil` while none is.
  var progress: Progress?

  var experiment: Experiment { Experiment.all[index] }
}
