extension Experiment {
  /// All of them, in the order of `ClaimID`.
  ///
  /// Demands are what the claim would have to show; bands are PyTorch's means over eight seeds with
  /// room for what three seeds and instruction sets move. The spreads at step 20, the single layer
  /// without residual and the exponents by depth are this program's own.
  public static let all = tutorial + norms + training + depth

  /// The experiment of a claim.
  public static func of(_ id: ClaimID) -> Experiment? { all.first { $0.id == id } }

  /// A loss that is hardly better than guessing among 16, which is 2.77.
  static let unlearnt = 2.5...Double.infinity
  /// A gradient that keeps its size, in decades along the stream.
  static let steady = 0...2.0
}
