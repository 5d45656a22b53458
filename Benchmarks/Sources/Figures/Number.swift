import Foundation

/// Numbers as the tables show them.
public enum Number {
  /// Three significant digits, without an exponent; a dash for what is not there.
  public static func text(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    let magnitude = value == 0 ? 0 : Int(floor(log10(abs(value))))
    return String(format: "%.\(max(0, 2 - magnitude))f", value)
  }

  /// A share of 1 in per cent, to a tenth.
  public static func percent(_ share: Double?) -> String {
    guard let share, share.isFinite else { return "–" }
    return String(format: "%.1f %%", 100 * share)
  }
}
