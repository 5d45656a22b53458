/// Decimal logarithms without a C library; good to 1e-12, which no pixel can tell.
enum Logarithm {
  /// log10 of a positive finite number; -∞ for 0, NaN below.
  ///
  /// With x = m·2^e and m in [√½, √2): ln m = 2·atanh((m − 1)/(m + 1)), |argument| < 0.172.
  static func log10(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x.isFinite else { return x }
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    var power = s
    var sum = 0.0
    for n in stride(from: 1.0, through: 15, by: 2) {
      sum += power / n
      power *= s * s
    }
    return (2 * sum + exponent * 0.6931471805599453) * 0.4342944819032518
  }

  /// 10ⁿ, by repeated multiplication; exact up to 10²².
  static func power10(_ n: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(abs(n), 400) { result *= 10 }
    return n < 0 ? 1 / result : result
  }
}
