/// A named array of numbers with its shape, row by row.
public struct Tensor: Hashable, Sendable {
  /// The element types that this project reads and writes.
  public enum Values: Hashable, Sendable {
    /// 32-bit floats, `F32`.
    case float([Float])
    /// 64-bit integers, `I64`.
    case integer([Int64])
  }

  /// `layers.0.attention.query.weight`.
  public var name: String
  /// Sizes, outermost first; empty for a scalar.
  public var shape: [Int]
  /// The numbers.
  public var values: Values

  /// Names an array.
  public init(name: String, shape: [Int], values: Values) {
    self.name = name
    self.shape = shape
    self.values = values
  }
}
