/// A named place in the stack where statistics are taken.
public enum Tap: Hashable, Sendable, CustomStringConvertible {
  /// The stream that enters the stack.
  case embedding
  /// The stream that leaves a sublayer.
  case sublayer(Sublayer)
  /// After the final norm, or the last stream where there is none.
  case final

  /// The name in files and on the screen: `embedding`, `1.attention`, …, `final`.
  public var description: String {
    switch self {
    case .embedding: "embedding"
    case .sublayer(let sublayer): sublayer.description
    case .final: "final"
    }
  }

  /// All taps of a stack of `layers` layers, in the order of the stream: 2·layers + 2 of them.
  public static func all(layers: Int) -> [Tap] {
    (0..<2 * layers + 2).map { Tap(index: $0, layers: layers) }
  }

  /// Tap `index` of a stack of `layers` layers, in the order of the stream.
  init(index: Int, layers: Int) {
    switch index {
    case 0: self = .embedding
    case 2 * layers + 1: self = .final
    default: self = .sublayer(Sublayer(index: index - 1))
    }
  }
}
