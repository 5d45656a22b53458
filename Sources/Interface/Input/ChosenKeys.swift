/// What a person has chosen over the standard keys: lines of the key table with other keys.
///
/// Plain data, which the key table makes and reads.
package struct ChosenKeys: Hashable, Sendable {
  /// What is wrong with a choice, by its place among the choices.
  package struct Fault: Error, Hashable, Sendable {
    package var place: Int
    package var problem: String
  }

  /// The keys of each line that has other than the standard ones.
  var keys: [Int: [Key]] = [:]
  /// The line that a key leads to; empty while nothing is chosen.
  var lines: [KeyLayer: [Key: Int]] = [:]

  /// The standard keys.
  package init() {}
}
