public import Engine
import Foundation

/// Comparisons and inputs that tests share.
public enum Closeness {
  /// `max |a - b| / max |b|`; the plain difference where b is all zeros, infinite where a count or
  /// a non-finite number differs.
  ///
  /// With `REPORT_ERRORS=1` in the environment it is printed with its label, which is how the
  /// worst errors that stand beside the tolerances were found.
  public static func error(_ a: [Float], _ b: [Double], _ label: String) -> Double {
    error(a.map(Double.init), b, label)
  }

  /// Relative error between Doubles.
  public static func error(_ a: [Double], _ b: [Double], _ label: String) -> Double {
    let scale = b.reduce(0) { max($0, $1.magnitude) }
    var worst = a.count == b.count ? 0 : Double.infinity
    for (x, y) in zip(a, b) {
      let difference = x == y ? 0 : (x - y).magnitude
      worst = difference.isFinite ? max(worst, difference) : .infinity
    }
    let result = scale > 0 ? worst / scale : worst
    if isReporting { print("error", label, result) }
    return result
  }

  private static let isReporting = ProcessInfo.processInfo.environment["REPORT_ERRORS"] == "1"

  /// Whether the long runs were asked for: `SOAK=1`, as `make soak` sets it.
  public static let isSoaking = ProcessInfo.processInfo.environment["SOAK"] == "1"

  /// Central differences of `f` at `x`, one coordinate after the other; error about 1e-9 where f
  /// and x are of order 1.
  public static func gradient(
    of f: ([Double]) -> Double, at x: [Double], step: Double = 1e-5
  ) -> [Double] {
    var point = x
    return x.indices.map { i in
      point[i] = x[i] + step
      let above = f(point)
      point[i] = x[i] - step
      let below = f(point)
      point[i] = x[i]
      return (above - below) / (2 * step)
    }
  }
}

extension RandomStream {
  /// The stream of one test input.
  public init(_ name: String, seed: UInt64) {
    self.init(seed: seed, name: name)
  }

  /// Normal numbers, rounded to Float so that a kernel and its reference see the same.
  public mutating func floats(_ count: Int, scale: Double = 1, mean: Double = 0) -> [Float] {
    (0..<count).map { _ in
      let radius = (-2 * log(unit())).squareRoot()
      return Float(mean + scale * radius * cos(2 * Double.pi * unit()))
    }
  }

  /// Normal numbers in Double.
  public mutating func doubles(_ count: Int) -> [Double] { floats(count).map(Double.init) }

  /// Uniform ids below `bound`.
  public mutating func ids(_ count: Int, below bound: Int) -> [Int32] {
    (0..<count).map { _ in Int32(below(bound)) }
  }
}

extension [Float] {
  /// These numbers as Doubles.
  public var wide: [Double] { map(Double.init) }
}
