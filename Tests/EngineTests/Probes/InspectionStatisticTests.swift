import Foundation
import Testing

@testable import Engine

/// The histogram that a person would count, by logarithms.
func bruteForce(_ values: [Double]) -> HistogramCounts {
  var counts = HistogramCounts()
  for value in values {
    if !value.isFinite {
      counts.nonFinite += 1
    } else if value == 0 {
      counts.zeros += 1
    } else {
      let octave = Int(log2(abs(value)).rounded(.down))
      if value < 0 { counts.negative[octave, default: 0] += 1 }
      if value > 0 { counts.positive[octave, default: 0] += 1 }
    }
  }
  return counts
}

/// A histogram's counts where there are any.
struct HistogramCounts: Equatable {
  var negative: [Int: Int] = [:]
  var positive: [Int: Int] = [:]
  var zeros = 0
  var nonFinite = 0

  init() {}

  init(_ histogram: Histogram) {
    for octave in Histogram.octaves {
      let counts = histogram[octave: octave]
      if counts.negative > 0 { negative[octave] = counts.negative }
      if counts.positive > 0 { positive[octave] = counts.positive }
    }
    zeros = histogram.zeros
    nonFinite = histogram.nonFinite
  }
}

@Suite struct HistogramTests {
  private func histogram(_ values: [Float], times scale: Int = 1) -> Histogram {
    var result = Histogram()
    unsafe values.withUnsafeBufferPointer { unsafe result.count($0, times: scale) }
    return result
  }

  @Test(arguments: [1, 3, 524_288]) func everyNumberIsCountedWhereItBelongs(scale: Int) {
    var random = RandomStream(seed: 3, name: "histogram")
    let values = (0..<20_000).map { _ in
      Float(bitPattern: UInt32(truncatingIfNeeded: random.bits()))
    }
    let found = histogram(values, times: scale)
    #expect(found.total == values.count)
    #expect(HistogramCounts(found) == bruteForce(values.map { Double($0) * Double(scale) }))
  }

  @Test func theEndsOfFloatHaveABin() {
    let values: [Float] = [
      .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 0, -0, .nan, .infinity, -.infinity, 1, -1,
      1.9999999, 2,
    ]
    let found = histogram(values)
    #expect(found[octave: -149] == (0, 1))
    #expect(found[octave: 127] == (1, 0))
    #expect(found[octave: 0] == (1, 2))
    #expect(found[octave: 1] == (0, 1))
    #expect((found.zeros, found.nonFinite) == (2, 3))
    #expect((found.negativeCount, found.positiveCount) == (2, 4))
    #expect(found.occupied == -149...127)
    let largest = histogram([.greatestFiniteMagnitude], times: 1024 * 512)
    #expect(largest.occupied == 146...146)
    #expect(histogram([0]).occupied == nil)
  }
}

@Suite struct SingularValueTests {
  private func random(_ count: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, name: "matrix")
    return (0..<count).map { _ in 2 * stream.unit() - 1 }
  }

  /// Columns made orthonormal one after the other (Gram and Schmidt, twice).
  private func orthonormal(_ rows: Int, _ columns: Int, seed: UInt64) -> [[Double]] {
    var basis: [[Double]] = []
    for column in 0..<columns {
      var vector = random(rows, seed: seed &+ UInt64(column))
      for _ in 0..<2 {
        for other in basis {
          let dot = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for k in vector.indices { vector[k] -= dot * other[k] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      basis.append(vector.map { $0 / norm })
    }
    return basis
  }

  /// U·Σ·Vᵀ with known Σ.
  @Test(arguments: [(1, 1), (1, 7), (5, 1), (7, 7), (16, 64), (30, 9), (128, 200)])
  func knownOnesAreFound(_ shape: (rows: Int, columns: Int)) throws {
    let side = min(shape.rows, shape.columns)
    let wanted = (0..<side).map { pow(0.7, Double($0 % 20)) }.sorted(by: >)
    let left = orthonormal(shape.rows, side, seed: 5)
    let right = orthonormal(shape.columns, side, seed: 900)
    var matrix = Array(repeating: 0.0, count: shape.rows * shape.columns)
    for (k, value) in wanted.enumerated() {
      for i in 0..<shape.rows {
        for j in 0..<shape.columns {
          matrix[i * shape.columns + j] += value * left[k][i] * right[k][j]
        }
      }
    }
    let found = try #require(
      SingularValues.values(of: matrix, rows: shape.rows, columns: shape.columns))
    #expect(found.count == side)
    for (value, other) in zip(found, wanted) {
      #expect(abs(value - other) < 1e-11)  // worst seen: 2e-13
    }
  }

  @Test func degenerateMatricesAreFine() {
    #expect(SingularValues.values(of: [0, 0, 0, 0], rows: 2, columns: 2) == [0, 0])
    #expect(SingularValues.values(of: [3, 0, 0, -4], rows: 2, columns: 2) == [4, 3])
    #expect(SingularValues.values(of: [.nan], rows: 1, columns: 1) == nil)
    let large = Array(repeating: 1.0, count: 129 * 129)
    #expect(SingularValues.values(of: large, rows: 129, columns: 129) == nil)
    #expect(SingularValues.values(of: large, rows: 1, columns: 129 * 129)?.count == 1)
  }

  /// Rotations keep Σ σ² = ‖X‖².
  @Test(arguments: 1...6) func theirSquaresSumToTheNorm(seed: UInt64) throws {
    let matrix = random(24 * 40, seed: seed)
    let found = try #require(SingularValues.values(of: matrix, rows: 24, columns: 40))
    let square = matrix.reduce(0) { $0 + $1 * $1 }
    #expect(abs(found.reduce(0) { $0 + $1 * $1 } - square) < 1e-11 * square)
  }
}

@Suite struct TokenLikenessTests {
  @Test func equalTokensAreOneVector() throws {
    let likeness = TokenLikeness([1, 2, 2, 1, 2, 2, 1, 2, 2], width: 3)
    #expect(likeness.cosines == Array(repeating: 1, count: 9))
    #expect(likeness.diversity == 0)
    #expect(likeness.singularValues == [0, 0, 0])
  }

  @Test func oppositeAndOrthogonalTokensAreTold() throws {
    let likeness = TokenLikeness([3, 0, -5, 0, 0, 2, 0, 0], width: 2)
    #expect(likeness.cosines[0..<4] == [1, -1, 0, 0])
    #expect(likeness.cosines[12..<16] == [0, 0, 0, 0])
    #expect(likeness.singularValues?.count == 2)
  }

  @Test func theResidualIsThatOfTheStatistics() throws {
    var configuration = LawModels.small(.pre, batch: 1)
    configuration.sequence = 6
    let trainer = try Trainer(configuration)
    trainer.inspectionRequest = InspectionRequest(Sublayer(index: 1))
    let report = trainer.step()
    let likeness = try #require(trainer.inspection?.likeness)
    let diversity = try #require(report.taps[2].tokenDiversity)
    #expect(abs(try #require(likeness.diversity) - diversity) < 1e-6)
    let squares = try #require(likeness.singularValues).map { $0 * $0 }.reduce(0, +)
    let norm = report.taps[2].activationRMS * report.taps[2].activationRMS * 90
    #expect(abs(squares / norm - diversity * diversity) < 1e-6)
    var sum = 0.0
    for i in 0..<6 { for j in 0..<6 where i != j { sum += Double(likeness.cosines[6 * i + j]) } }
    #expect(abs(sum / 30 - (try #require(report.taps[2].tokenSimilarity))) < 1e-5)
  }

  @Test func zerosAreLikeNothing() {
    let likeness = TokenLikeness([0, 0, 0, 0], width: 2)
    #expect(likeness.diversity == nil && likeness.cosines == [0, 0, 0, 0])
  }
}
