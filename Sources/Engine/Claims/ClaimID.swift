/// The name of a claim that an experiment puts to the test, `R1`: that of its file.
///
/// R and W are the claims of the tutorial on residual and norm; the others are what the literature
/// and measurements add to them.
public struct ClaimID: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// The name.
  public let rawValue: String

  /// All of them, in their order.
  public static let allCases = ClaimFiles.all.compactMap { ClaimID(rawValue: $0.name) }

  /// The claim of that name; `nil` where there is none.
  public init?(rawValue: String) {
    guard ClaimFiles.all.contains(where: { $0.name == rawValue }) else { return nil }
    self.rawValue = rawValue
  }
}

/// What an experiment says of its claim.
public enum ClaimVerdict: String, CaseIterable, Hashable, Sendable {
  /// Everything that the claim demands was measured.
  case holds
  /// Nothing of it was.
  case fails
  /// Some of it was: the claim needs a condition.
  case onlyIf = "only-if"

  /// The verdict on demands that were met or not; one that was not measured is not met.
  public init(met: [Bool]) {
    if met.allSatisfy(\.self) {
      self = met.isEmpty ? .fails : .holds
    } else {
      self = met.contains(true) ? .onlyIf : .fails
    }
  }
}
