import Engine

/// Powers of ten.
enum PowerOfTen {
  /// 10ⁿ, by repeated multiplication; exact for n in 0...22.
  static func value(_ n: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(abs(n), 400) { result *= 10 }
    return n < 0 ? 1 / result : result
  }

  /// 10ˣ: the whole part by multiplication, the rest by the series of eˣ; exact to 1e-14.
  static func value(_ x: Double) -> Double {
    guard abs(x) < 330 else { return x > 0 ? .infinity : 0 }
    let whole = x.rounded()
    let exponent = (x - whole) * 2.302585092994046
    var term = 1.0
    var sum = 1.0
    for n in 1...22 {
      term *= exponent / Double(n)
      sum += term
    }
    return sum * value(Int(whole))
  }

  /// The nth root of a positive number, through its logarithm.
  static func root(_ x: Double, _ n: Int) -> Double { value(Logarithm.base10(x) / Double(n)) }
}
