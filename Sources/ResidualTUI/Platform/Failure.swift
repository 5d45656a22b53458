import Engine

/// Why a command ends without having done what was asked: one line and an exit code.
struct Failure: Error, Hashable, Sendable {
  /// What the exit codes mean.
  enum Code: Int32, Hashable, Sendable {
    /// A file, the machine or the terminal stood in the way.
    case failure = 1
    /// The command line asks for something that does not exist.
    case usage = 2
    /// The verdict is not the one that `--expect` names or `verify` has on record.
    case expectation = 3
    /// Nobody reads the output any more; ends without a word.
    case closedPipe = 141
  }

  /// What, where, expected, found, way out; may hold foreign text, which is escaped on the way out.
  var message: String
  /// The exit code.
  var code: Code

  /// A fault of the command line.
  static func usage(_ message: String) -> Failure { Failure(message: message, code: .usage) }

  /// A fault of a file or of the machine.
  static func failed(_ message: String) -> Failure { Failure(message: message, code: .failure) }

  /// A fault in a file.
  static func file(_ path: String, _ problem: some CustomStringConvertible) -> Failure {
    .failed("\(Printable.quoted(path)): \(problem)")
  }

  /// Runs what may throw a configuration's fault, which is one of the command line.
  static func asUsage<Value>(
    _ body: () throws(ConfigurationError) -> Value
  ) throws(Failure) -> Value {
    do { return try body() } catch { throw .usage(error.description) }
  }
}
