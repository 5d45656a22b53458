/// What the best constant guess at counted outcomes achieves.
enum Entropy {
  /// −Σ p·ln p over `counts`, p = count / total; 0 when nothing was counted.
  static func nats(of counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return 0 }
    var sum = 0.0
    for count in counts where count > 0 {
      let share = Double(count) / total
      sum -= share * naturalLogarithm(share)
    }
    return sum
  }

  /// The share of the most frequent outcome: the accuracy of always guessing it.
  static func largestShare(of counts: [Int]) -> Double {
    Double(counts.max() ?? 0) / Double(max(counts.reduce(0, +), 1))
  }

  /// ln x for finite x > 0, to about 1e-16 relative, the same bits on every platform.
  ///
  ///     x = m·2ᵉ with m in (√½, √2];  ln x = e·ln 2 + 2·artanh(t),  t = (m − 1)/(m + 1)
  ///
  /// |t| ≤ 0.1716, so twelve terms of artanh's series leave less than 1e-18.
  static func naturalLogarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    let t = (mantissa - 1) / (mantissa + 1)
    var series = 0.0
    for order in stride(from: 23.0, through: 1.0, by: -2.0) { series = series * t * t + 1 / order }
    return exponent * 0.693_147_180_559_945_3 + 2 * t * series
  }
}
