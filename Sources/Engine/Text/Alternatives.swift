/// A choice of names in a sentence.
enum Alternatives {
  /// `post, pre, sandwich, branch or none`.
  static func text(_ names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + (names.count > 1 ? " or " : "") + (names.last ?? "")
  }
}
