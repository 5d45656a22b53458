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

  /// Three significant digits at most, without trailing zeros: `2`, `0.95`, `1e5`.
  package static func brief(_ value: Double) -> String {
    let text = significant(value, digits: 3)
    guard value.isFinite, text.contains(".") else { return text }
    let parts = text.split(separator: "e")
    var digits = parts[0]
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return digits + (parts.count > 1 ? "e\(parts[1])" : "")
  }

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

/// A positive number as decimal digits d₁d₂d₃…: d₁.d₂d₃… times 10^exponent.
private struct DecimalDigits {
  /// The digits as one whole number; those that count are `count`, the first of them not 0.
  private var significand = 0
  private var count = 0
  /// The power of ten of the first digit.
  private(set) var exponent = -1

  /// The digits of the shortest text that reads back as `value`: 17 at most.
  init(_ value: Double) {
    var bytes = value.description.utf8[...]
    var isBehindPoint = false
    while let byte = bytes.popFirst(), byte != UInt8(ascii: "e") {
      guard byte != UInt8(ascii: ".") else {
        isBehindPoint = true
        continue
      }
      let digit = Int(byte - UInt8(ascii: "0"))
      if digit > 0 || count > 0 {
        significand = significand * 10 + digit
        count += 1
        if !isBehindPoint { exponent += 1 }
      } else if isBehindPoint {
        exponent -= 1
      }
    }
    exponent += Int(Substring(bytes)) ?? 0
  }

  var isPlain: Bool { (-3..<3).contains(exponent) }

  /// Half away from zero; digits that are missing are zeros.
  mutating func round(to wanted: Int) {
    while count < wanted {
      significand *= 10
      count += 1
    }
    guard count > wanted else { return }
    let unit = Self.power(count - wanted)
    significand = (significand + unit / 2) / unit
    count = wanted
    guard significand == Self.power(wanted) else { return }
    significand /= 10
    exponent += 1
  }

  mutating func dropTrailingZeros() {
    while significand.isMultiple(of: 10), count > 1 {
      significand /= 10
      count -= 1
    }
  }

  var plain: String {
    guard exponent >= 0 else {
      return "0." + String(repeating: "0", count: -exponent - 1) + "\(significand)"
    }
    let fraction = count - 1 - exponent
    return fraction < 0
      ? "\(significand * Self.power(-fraction))" : pointed(fractionDigits: fraction)
  }

  var scientific: String { pointed(fractionDigits: count - 1) + "e\(exponent)" }

  private func pointed(fractionDigits: Int) -> String {
    guard fractionDigits > 0 else { return "\(significand)" }
    let unit = Self.power(fractionDigits)
    let fraction = "\(significand % unit)"
    let zeros = String(repeating: "0", count: fractionDigits - fraction.utf8.count)
    return "\(significand / unit)." + zeros + fraction
  }

  private static func power(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
