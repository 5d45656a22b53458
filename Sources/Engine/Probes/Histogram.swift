/// How many numbers lie in each octave of magnitude, signs apart: exact counts, no samples.
///
/// The bin of x is ⌊log₂|x|⌋, which is the exponent of its bits, so that counting takes no logarithm
/// and every finite number but 0 has a bin. A decade holds 3.32 bins.
public struct Histogram: Hashable, Sendable {
  /// The octaves of any Float times any number of tokens that a batch may hold.
  public static let octaves = -149...147

  /// Numbers with 2ⁿ ≤ -x < 2ⁿ⁺¹, from the lowest octave up.
  public private(set) var negative = Array(repeating: 0, count: Self.octaves.count)
  /// Numbers with 2ⁿ ≤ x < 2ⁿ⁺¹, from the lowest octave up.
  public private(set) var positive = Array(repeating: 0, count: Self.octaves.count)
  /// Numbers that are 0, of either sign.
  public private(set) var zeros = 0
  /// Numbers that are nan or infinite.
  public private(set) var nonFinite = 0

  /// A histogram of nothing.
  public init() {}

  /// All numbers that were counted.
  public var total: Int { negativeCount + positiveCount + zeros + nonFinite }

  /// Finite numbers below 0.
  public var negativeCount: Int { negative.reduce(0, +) }

  /// Finite numbers above 0.
  public var positiveCount: Int { positive.reduce(0, +) }

  /// The octaves from the least to the largest magnitude that was counted; `nil` without any.
  public var occupied: ClosedRange<Int>? {
    let bins = negative.indices.filter { negative[$0] + positive[$0] > 0 }
    guard let first = bins.first, let last = bins.last else { return nil }
    return Self.octaves.lowerBound + first...Self.octaves.lowerBound + last
  }

  /// The numbers of either sign in octave `n`.
  ///
  /// - Precondition: `octaves` contains `n`.
  public subscript(octave n: Int) -> (negative: Int, positive: Int) {
    let bin = n - Self.octaves.lowerBound
    return (negative[bin], positive[bin])
  }

  /// Counts numbers times `scale`, a whole number of tokens.
  ///
  /// - Complexity: O(values), no allocation.
  mutating func count(_ values: UnsafeBufferPointer<Float>, times scale: Int) {
    let factor = Double(scale)
    for index in values.indices { unsafe count(Double(values[index]) * factor) }
  }

  private mutating func count(_ value: Double) {
    // A Float that is subnormal is not so as a Double: the exponent's bits are its octave.
    let exponent = Int((value.bitPattern >> 52) & 0x7ff)
    guard exponent != 0x7ff else {
      nonFinite += 1
      return
    }
    guard value != 0 else {
      zeros += 1
      return
    }
    let bin = exponent - 1023 - Self.octaves.lowerBound
    if value < 0 { negative[bin] += 1 } else { positive[bin] += 1 }
  }
}
