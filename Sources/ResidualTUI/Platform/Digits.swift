/// Numbers for people: few digits, no more than they can use.
enum Digits {
  /// A number with a fixed count of decimals, `2.78`; `nan`, `inf` and `-inf` as they are.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    if value.isNaN { return "nan" }
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e18 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// A small number by its first digit and power, `3e-5`; larger ones with two decimals.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0, abs(value) < 0.01 || abs(value) >= 1e6 else {
      return fixed(value, 2)
    }
    var exponent = 0
    var mantissa = abs(value)
    while mantissa >= 9.5 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.95 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return "\(value < 0 ? "-" : "")\(Int(mantissa.rounded()))e\(exponent)"
  }

  /// A duration, `4 s`, `2 min 05 s`, `3 h 10 min`.
  static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "very long" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if whole < 3600 { return "\(whole / 60) min \(two(whole % 60)) s" }
    return "\(whole / 3600) h \(two(whole % 3600 / 60)) min"
  }
}
