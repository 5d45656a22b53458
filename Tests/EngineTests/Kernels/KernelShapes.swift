import Engine
import TestSupport
import Testing

/// Shapes and comparison for the kernels' property tests.
enum KernelShapes {
  static let seeds: [UInt64] = [1, 2, 3]

  /// rows × width: ones, primes, multiples of the vector width and their neighbours.
  static let matrices: [(rows: Int, width: Int)] = [
    (1, 1), (1, 2), (3, 1), (2, 3), (3, 4), (7, 5), (5, 7), (4, 8), (5, 9), (2, 13), (11, 16),
    (3, 17), (13, 31), (2, 64), (3, 67), (1, 257), (2, 521),
  ]

  /// m × n × k of a product: tails in every direction, depths beyond one block of 128, and for the
  /// widest tiles (6 × 64) all remainders of rows, packed and not.
  static let products: [(m: Int, n: Int, k: Int)] = [
    (1, 1, 1), (1, 2, 3), (2, 1, 5), (3, 4, 1), (4, 8, 4), (5, 9, 7), (7, 12, 8), (8, 13, 17),
    (3, 31, 2), (11, 5, 19), (4, 16, 64), (6, 20, 257), (2, 3, 300), (13, 17, 31), (9, 8, 513),
    (8, 64, 5), (10, 64, 257), (14, 72, 130), (40, 130, 129), (33, 64, 128), (47, 99, 300),
  ]

  static let counts = [0, 1, 2, 3, 4, 5, 7, 8, 11, 16, 31, 64, 67, 255, 256, 257, 263, 1031]
}

/// Expects `actual` within `tolerance` of `expected`, relative to its largest magnitude.
func expectClose(
  _ actual: [Float], _ expected: [Double], _ tolerance: Double, _ label: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let error = Closeness.error(actual, expected, label)
  #expect(error <= tolerance, "\(label)", sourceLocation: sourceLocation)
}

/// Expects `actual` within `tolerance` of `expected`, relative to its magnitude.
func expectClose(
  _ actual: Double, _ expected: Double, _ tolerance: Double, _ label: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let error = Closeness.error([actual], [expected], label)
  #expect(error <= tolerance, "\(label)", sourceLocation: sourceLocation)
}
