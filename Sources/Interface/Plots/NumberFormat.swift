/// Numbers as the screen shows them.
///
/// Columns never jitter: three significant digits, exponent form below 1e-3 and from 1000 up, and
/// fewer digits where a long exponent needs the room, so that no number takes more than seven
/// characters (eight with a sign). What is not finite is a word, what is not measured a dash.
package enum NumberFormat {
  /// Columns that any unsigned number takes at most: `1.23e-5`, `0.00123`, `2.9e-22`.
  package static let width = 7

  /// `1.00`, `12.3`, `0.0210`, `3.12e-5`, `2.60e9`, `2.9e-22`, `nan`, `inf`, `–`.
  package static func text(_ value: Double?) -> String {
    guard let value else { return "–" }
    let widest = value < 0 ? width + 1 : width
    let full = significant(value, digits: 3)
    guard full.utf8.count > widest else { return full }
    let shorter = significant(value, digits: 2)
    return shorter.utf8.count > widest ? significant(value, digits: 1) : shorter
  }

  /// One significant digit, for sentences: `3e-5`, `0.02`, `4`.
  package static func rough(_ value: Double) -> String { significant(value, digits: 1) }

  /// At most `digits` significant digits in exponent form, without trailing zeros: `1.5e4`, `2e4`.
  static func shortest(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value != 0 else { return significant(value, digits: 1) }
    var decimal = DecimalDigits(abs(value))
    decimal.round(to: digits)
    decimal.dropTrailingZeros()
    return (value < 0 ? "-" : "") + decimal.scientific
  }

  /// A power of ten for sentences: `10^2.8`.
  package static func decades(_ value: Double) -> String {
    value.isFinite ? "10^\(fixed(value, digits: 1))" : significant(value, digits: 1)
  }

  /// A fixed number of digits after the point: `2.8`.
  package static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return significant(value, digits: 3) }
    let scale = PowerOfTen.value(digits)
    let rounded = Int((abs(value) * scale).rounded())
    let sign = value < 0 && rounded != 0 ? "-" : ""
    let whole = "\(rounded / Int(scale))"
    guard digits > 0 else { return sign + whole }
    let fraction = "\(rounded % Int(scale))"
    return sign + whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A count with its thousands: `602k`, `1.20M`.
  package static func count(_ value: Int) -> String {
    switch value {
    case ..<10_000: "\(value)"
    case ..<1_000_000: "\((value + 500) / 1000)k"
    default: fixed(Double(value) / 1e6, digits: value < 10_000_000 ? 2 : 1) + "M"
    }
  }

  /// `text` with blanks before it, to `width` columns.
  package static func padded(_ text: String, to width: Int = Self.width) -> String {
    String(repeating: " ", count: max(width - CharacterWidth.columns(of: text), 0)) + text
  }

  /// Rounds to `digits` significant digits, by decimal arithmetic on the shortest text that
  /// reads back as `value`: no power of ten is ever inexact.
  private static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return "0" }
    var decimal = DecimalDigits(abs(value))
    decimal.round(to: digits)
    return (value < 0 ? "-" : "") + (decimal.isPlain ? decimal.plain : decimal.scientific)
  }
}

/// A positive number as decimal digits: 0.d₁d₂d₃… would be times 10^(exponent + 1).
private struct DecimalDigits {
  /// Significant digits, most significant first.
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int

  init(_ value: Double) {
    let parts = value.description.split(separator: "e")
    var beforePoint = 0
    var seenPoint = false
    digits = []
    for byte in parts[0].utf8 {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        digits.append(byte - UInt8(ascii: "0"))
        if !seenPoint { beforePoint += 1 }
      }
    }
    exponent = beforePoint - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.first == 0, digits.count > 1 {
      digits.removeFirst()
      exponent -= 1
    }
  }

  var isPlain: Bool { (-3..<3).contains(exponent) }

  mutating func round(to count: Int) {
    let roundsUp = digits.count > count && digits[count] >= 5
    digits = Array(digits.prefix(count))
    while digits.count < count { digits.append(0) }
    guard roundsUp else { return }
    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits = [1] + digits.dropLast()
      exponent += 1
    }
  }

  mutating func dropTrailingZeros() {
    while digits.last == 0, digits.count > 1 { digits.removeLast() }
  }

  var plain: String {
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + text(digits[...])
    }
    let whole = (0...exponent).map { $0 < digits.count ? digits[$0] : 0 }
    let rest = digits.dropFirst(exponent + 1)
    return text(whole[...]) + (rest.isEmpty ? "" : "." + text(rest))
  }

  var scientific: String {
    let rest = digits.dropFirst()
    return text(digits.prefix(1)) + (rest.isEmpty ? "" : "." + text(rest)) + "e\(exponent)"
  }

  private func text(_ digits: ArraySlice<UInt8>) -> String {
    digits.map { String($0) }.joined()
  }
}
