import Engine
import TestSupport
import Testing

/// LayerNorm and RMSNorm against their references, ordinary and extreme.
@Suite struct NormalizationKernelTests {
  let kernels = KernelCalls()

  struct Case {
    var rows: Int
    var width: Int
    var input: [Float]
    var gain: [Float]
    var bias: [Float]?
    var dOutput: [Float]
    var epsilon = Double(Float(1e-5))

    init(
      _ shape: (rows: Int, width: Int), isCentred: Bool, seed: UInt64, scale: Double = 1,
      mean: Double = 0
    ) {
      var random = RandomStream("normalize", seed: seed)
      rows = shape.rows
      width = shape.width
      input = random.floats(rows * width, scale: scale, mean: mean)
      gain = random.floats(width)
      bias = isCentred ? random.floats(width) : nil
      dOutput = random.floats(rows * width)
    }
  }

  /// Worst seen, here and below: forward 2.1e-7, backward 2.2e-7; with a mean of 30 deviations
  /// both 2e-6, the mean's own rounding.
  private func check(_ c: Case, forward: Double, backward: Double, _ label: String) {
    let actual = kernels.normalize(
      rows: c.rows, width: c.width, input: c.input, gain: c.gain, bias: c.bias)
    let expected = Reference.normalize(
      rows: c.rows, width: c.width, input: c.input.wide, gain: c.gain.wide, bias: c.bias?.wide,
      epsilon: c.epsilon)
    expectClose(actual.output, expected.output, forward, "\(label).output")
    expectClose(actual.rstd, expected.rstd, forward, "\(label).rstd")
    let gradient = kernels.normalizeGradient(
      rows: c.rows, width: c.width, input: c.input, mean: actual.mean, rstd: actual.rstd,
      gain: c.gain, isCentred: c.bias != nil, dOutput: c.dOutput)
    let exact = Reference.normalizeGradient(
      rows: c.rows, width: c.width, input: c.input.wide, gain: c.gain.wide,
      isCentred: c.bias != nil, epsilon: c.epsilon, dOutput: c.dOutput.wide)
    // The input gradient is a difference; what it is taken from sets the scale of rounding.
    let scale =
      zip(c.dOutput, (0..<c.dOutput.count).map { c.gain[$0 % c.width] })
      .reduce(0) { max($0, Double(($1.0 * $1.1).magnitude)) }
      * (expected.rstd.max() ?? 1)
    let worst = zip(gradient.dInput, exact.dInput).reduce(0) {
      max($0, (Double($1.0) - $1.1).magnitude)
    }
    expectClose(1 + worst / scale, 1, backward, "\(label).dInput")
    expectClose(gradient.dGain, exact.dGain, backward, "\(label).dGain")
    if c.bias != nil { expectClose(gradient.dBias, exact.dBias, backward, "\(label).dBias") }
  }

  @Test(arguments: KernelShapes.matrices, [true, false])
  func forwardAndBackward(shape: (rows: Int, width: Int), isCentred: Bool) {
    for seed in KernelShapes.seeds {
      check(
        Case(shape, isCentred: isCentred, seed: seed), forward: 2e-6, backward: 2e-6, "normalize")
    }
  }

  @Test(arguments: [(2, 8), (3, 17), (1, 257)], [true, false])
  func rowsFarFromZero(shape: (rows: Int, width: Int), isCentred: Bool) {
    for seed in KernelShapes.seeds {
      check(
        Case(shape, isCentred: isCentred, seed: seed, mean: 30), forward: 2e-5, backward: 2e-5,
        "normalize.far")
    }
  }

  /// Sums of squares leave Float's range from about 1e19 on, the sum itself at 3e38.
  @Test(arguments: [1e17, 1e19, 1e25, 3e37], [true, false])
  func hugeRowsAreNormalized(scale: Double, isCentred: Bool) {
    for shape in [(1, 2), (3, 5), (2, 16), (3, 67)] {
      check(
        Case(shape, isCentred: isCentred, seed: 4, scale: scale), forward: 2e-6, backward: 2e-6,
        "normalize.huge")
    }
  }

  /// Half of the largest, so that the distance of two numbers is still a Float.
  @Test(arguments: [true, false])
  func theLargestFloatsAreNormalized(isCentred: Bool) {
    var c = Case((2, 9), isCentred: isCentred, seed: 5)
    for index in c.input.indices {
      c.input[index] = (index.isMultiple(of: 3) ? -1 : 1) * 0.5 * Float.greatestFiniteMagnitude
    }
    check(c, forward: 2e-6, backward: 2e-6, "normalize.largest")
  }

  /// ε rules: the rows come out as 316 times themselves.
  @Test(arguments: [1e-30, 1e-38], [true, false])
  func tinyRowsAreScaledByEpsilon(scale: Double, isCentred: Bool) {
    var c = Case((3, 13), isCentred: isCentred, seed: 6, scale: scale)
    if isCentred { c.bias = Array(repeating: 0, count: 13) }
    check(c, forward: 2e-6, backward: 2e-6, "normalize.tiny")
  }

  @Test(arguments: [true, false])
  func constantRowsAreFinite(isCentred: Bool) {
    var c = Case((2, 12), isCentred: isCentred, seed: 7)
    c.input = Array(repeating: 3.25, count: 24)
    check(c, forward: 2e-6, backward: 2e-6, "normalize.constant")
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], [true, false])
  func nonFiniteRowsStayNonFinite(value: Float, isCentred: Bool) {
    var c = Case((3, 13), isCentred: isCentred, seed: 8)
    c.input[13 + 5] = value
    let y = kernels.normalize(
      rows: 3, width: 13, input: c.input, gain: c.gain, bias: c.bias
    ).output
    let isFinite = (0..<3).map { row in y[row * 13..<(row + 1) * 13].allSatisfy(\.isFinite) }
    #expect(isFinite == [true, false, true])
  }

  @Test(arguments: KernelShapes.matrices.filter { $0.width > 1 })
  func layerNormRowsHaveMeanZeroAndVarianceOne(shape: (rows: Int, width: Int)) {
    let c = Case(shape, isCentred: true, seed: 9)
    let y = kernels.normalize(
      rows: c.rows, width: c.width, input: c.input, gain: Array(repeating: 1, count: c.width),
      bias: Array(repeating: 0, count: c.width)
    ).output
    for r in 0..<c.rows {
      let row = y[r * c.width..<(r + 1) * c.width].map(Double.init)
      let mean = row.reduce(0, +) / Double(c.width)
      let variance = row.reduce(0) { $0 + $1 * $1 } / Double(c.width)
      // ε takes up to 1e-5/σ² from the variance.
      #expect(mean.magnitude < 1e-6 && (variance - 1).magnitude < 2e-3)
    }
  }
}
