/// Numbers as text: shortest form that reads back to the same bits; `nan` whatever its sign.
public enum Decimal {
  /// `1` for 1.0, `0.001` for 1e-3: the shortest round-trip form without a trailing `.0`.
  public static func text(_ value: Float) -> String {
    value.isNaN ? "nan" : trimmed(value.description)
  }

  /// `1` for 1.0, `0.001` for 1e-3: the shortest round-trip form without a trailing `.0`.
  public static func text(_ value: Double) -> String {
    value.isNaN ? "nan" : trimmed(value.description)
  }

  private static func trimmed(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Float {
  /// The fourth root of a count.
  static func fourthRoot(_ count: Int) -> Float {
    Float(Double(count).squareRoot().squareRoot())
  }
}
