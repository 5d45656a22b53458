package import Engine

/// What became of an effect.
package enum EffectResult: Hashable, Sendable {
  case written(path: String)
  /// Nothing was written: the file is there, and `command!` would replace it.
  case exists(path: String, command: String)
  /// The model could not be built; the run goes on with the one that there is.
  case refused(LocalizedText)
  /// The file could not be written.
  case failed(String)
  /// What a setting asks for cannot be here.
  case denied(String)
  /// So many worker threads share the work from here on.
  case threads(Int, asked: Int?)
  /// Every step from the next one on is written there.
  case logging(path: String)
  /// That is over; `nil` where it had not begun.
  case logged(path: String?)
  /// A setting was so before.
  case unchanged(String)

  /// Whether what was asked for is so now.
  var isGood: Bool {
    switch self {
    case .written, .threads, .logging, .logged, .unchanged: true
    case .exists, .refused, .failed, .denied: false
    }
  }
}
