/// The version of this program.
enum Version {
  static let number = "0.1.0"

  /// The version with the program's name.
  static let title = "residual-tui \(number)"
}
