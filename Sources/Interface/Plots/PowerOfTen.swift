/// Whole powers of ten.
enum PowerOfTen {
  /// 10ⁿ, by repeated multiplication; exact for n in 0...22.
  static func value(_ n: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(abs(n), 400) { result *= 10 }
    return n < 0 ? 1 / result : result
  }
}
