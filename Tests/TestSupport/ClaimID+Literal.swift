public import Engine

/// `"R1"` where a claim is asked for.
extension ClaimID: ExpressibleByStringLiteral {
  /// The claim of that name, which must exist.
  public init(stringLiteral name: String) {
    guard let id = ClaimID(rawValue: name) else { preconditionFailure("no claim \(name)") }
    self = id
  }
}
