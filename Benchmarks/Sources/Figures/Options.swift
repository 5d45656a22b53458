/// What was asked for on the command line.
public struct Options: Hashable, Sendable {
  /// A part of the measurements.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    case rates, parts, products, growth, statistics, busy, screen
  }

  /// The parts to measure.
  public var parts = Part.allCases
  /// The sizes of the parts that compare some.
  public var sizes = Size.all
  /// Rounds in which everybody takes a turn.
  public var rounds = 5
  /// Whether others are measured too.
  public var peers = true
  /// Whether everything is measured as usual, so that the results may be written down.
  public var isWhole = true

  /// What is wrong with a command line, and what would be right.
  public struct Fault: Error, Hashable, CustomStringConvertible {
    /// The sentence.
    public let description: String
  }

  /// What the options mean.
  public static let help = """
    usage: make bench [ARGS="OPTION..."]

      --only PART     one of \(Part.allCases.map(\.rawValue).joined(separator: ", "))
      --size NAME     one of \(Size.all.map(\.name).joined(separator: ", "))
      --rounds N      rounds in which everybody takes a turn (default: 5)
      --no-peers      without PyTorch and JAX

    Without options everything is measured, and Benchmarks/RESULTS.md is written.
    """

  /// Reads the words behind the program's name.
  public init(_ words: [String]) throws(Fault) {
    var rest = words[...]
    while let word = rest.popFirst() {
      isWhole = false
      switch word {
      case "--no-peers": peers = false
      case "--only": parts = [try Self.value(word, rest.popFirst(), Part.init(rawValue:))]
      case "--size":
        let size = try Self.value(word, rest.popFirst()) { name in
          Size.all.first { $0.name == name }
        }
        sizes = [size]
      case "--rounds":
        rounds = try Self.value(word, rest.popFirst()) { text in
          Int(text).flatMap { $0 > 0 ? $0 : nil }
        }
      default: throw Fault(description: "unknown option \(word)\n\(Self.help)")
      }
    }
  }

  private static func value<Value>(
    _ option: String, _ text: String?, _ read: (String) -> Value?
  ) throws(Fault) -> Value {
    if let value = text.flatMap(read) { return value }
    let found = text.map { "not '\($0)'" } ?? "needs a value"
    throw Fault(description: "\(option): \(found)\n\(help)")
  }
}
