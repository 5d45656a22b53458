import Engine
import TestSupport
import Testing

/// Moments, products and likeness against their references, ordinary and extreme.
@Suite struct StatisticKernelTests {
  let kernels = KernelCalls()

  @Test(arguments: KernelShapes.counts, [1e-38, 1e-30, 1e-19, 1e-10, 1, 1e10, 1e19, 1e30, 1e38])
  func momentsOfAnyScale(count: Int, scale: Double) {
    var random = RandomStream("moments", seed: 1)
    let x = random.floats(count, scale: scale).map {
      max(-Float.greatestFiniteMagnitude, min($0, Float.greatestFiniteMagnitude))
    }
    let exact = Reference.moments(x.wide)
    // Worst seen 1.7e-7.
    let actual = kernels.moments(x)
    expectClose(actual[0], exact.squares, 2e-6, "moments")
    #expect(actual[1] == exact.largest)
  }

  @Test func momentsAreAddedTo() {
    #expect(kernels.moments([1, -2], from: [3, 7]) == [8, 7])
    #expect(kernels.moments([1, -9], from: [3, 7]) == [85, 9])
    #expect(kernels.moments([], from: [3, 7]) == [3, 7])
  }

  @Test(arguments: [0, 3, 4, 7, 255, 256, 262])
  func nonFiniteNumbersShowInMoments(place: Int) {
    var x = Array(repeating: Float(1), count: 263)
    x[place] = .infinity
    #expect(kernels.moments(x) == [.infinity, .infinity])
    x[place] = .nan
    #expect(kernels.moments(x).allSatisfy { $0.isNaN })
    // Infinite and NaN in one array, either first.
    x[(place + 131) % 263] = .infinity
    #expect(kernels.moments(x).allSatisfy { $0.isNaN })
    #expect(kernels.moments([1], from: [0, .nan])[1].isNaN)
  }

  /// Worst seen 2.3e-8 of Σ |a·b|; exact where Float's range ends.
  @Test(arguments: KernelShapes.counts, [1e-30, 1, 1e30])
  func productsKeepTheirDigits(count: Int, scale: Double) {
    var random = RandomStream("dot", seed: 2)
    let a = random.floats(count, scale: scale)
    let b = random.floats(count, scale: scale)
    let size = Reference.dot(a.wide.map(\.magnitude), b.wide.map(\.magnitude))
    let error = kernels.dot(a, b, from: 0) - Reference.dot(a.wide, b.wide)
    #expect(error.magnitude <= (scale == 1 ? 2.5e-7 : 1e-14) * size)
    #expect(kernels.dot([2], [3], from: 1) == 7)
  }

  @Test(arguments: [(1, 2, 1), (2, 3, 4), (3, 5, 7), (2, 16, 13), (1, 31, 64)], [1e-12, 1, 1e19])
  func likenessFollowsItsDefinition(shape: (s: Int, t: Int, d: Int), scale: Double) {
    for seed in KernelShapes.seeds {
      var random = RandomStream("similarity", seed: seed)
      let count = shape.s * shape.t * shape.d
      let x = random.floats(count, scale: scale, mean: 0.5 * scale)
      let embedding = random.floats(count)
      let actual = kernels.similarity(
        sequences: shape.s, sequence: shape.t, width: shape.d, x: x, embedding: embedding)
      let exact = Reference.similarity(
        sequences: shape.s, sequence: shape.t, width: shape.d, x: x.wide,
        embedding: embedding.wide)
      // All in Double; worst seen 4e-15.
      for (value, expected) in zip(actual, [exact.input, exact.token, exact.diversity]) {
        #expect((value - expected).magnitude < 1e-12 * Double(shape.s * shape.t))
      }
    }
  }

  @Test func equalTokensAreAlike() {
    let row: [Float] = [0.1, -3, 2, 7, 0.3]
    let x = Array(repeating: row, count: 6).flatMap(\.self)
    let sums = kernels.similarity(sequences: 2, sequence: 3, width: 5, x: x, embedding: x)
    #expect((sums[0] - 6).magnitude < 1e-12 && (sums[1] - 2).magnitude < 1e-12)
    #expect(sums[2] < 1e-7)
  }

  @Test func likenessOfNonFiniteTokensIsNotANumber() {
    var x: [Float] = [1, 2, 3, 4]
    x[2] = .nan
    let sums = kernels.similarity(
      sequences: 1, sequence: 2, width: 2, x: x, embedding: [1, 2, 3, 4])
    #expect(sums.allSatisfy { $0.isNaN })
  }
}
