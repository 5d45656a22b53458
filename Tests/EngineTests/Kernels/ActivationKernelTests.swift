import Engine
import TestSupport
import Testing

@testable import Kernels

/// The exponential and the three activations, swept over their whole range.
@Suite struct ActivationKernelTests {
  let kernels = KernelCalls()

  /// Every 1/64 in ±16, and powers of two on both sides of it.
  static let sweep: [Float] =
    (-1024...1024).map { Float($0) / 64 }
    + (-126...3).flatMap { exponent in
      [Float(sign: .plus, exponent: exponent, significand: 1.37)].flatMap { [$0, -$0] }
    }

  @Test func exponentialIsRightToTwoRoundings() {
    var worst = 0.0
    for index in -87 * 64...88 * 64 {
      let x = Float(index) / 64
      let exact = Reference.exponential(Double(x))
      worst = max(worst, (Double(exponential(Vector(repeating: x))[0]) - exact).magnitude / exact)
    }
    // Worst seen 1.0e-7.
    #expect(worst < 2e-7, "\(worst)")
  }

  @Test func exponentialStaysInRangeBeyondIt() {
    #expect(exponential(Vector(repeating: -87.1))[0] == 0)
    #expect(exponential(Vector(repeating: -1e30))[0] == 0)
    #expect(exponential(Vector(repeating: -.infinity))[0] == 0)
    #expect(exponential(Vector(repeating: 1e30))[0].isFinite)
    #expect(exponential(Vector(repeating: .nan))[0].isNaN)
  }

  /// The same exponential inside the tested set's softmax: 17 numbers, so that whole vectors and a
  /// rest are taken.
  @Test func exponentialIsRightInEverySetsSoftmax() {
    var worst = 0.0
    for index in 1...86 * 64 {
      let x = -Float(index) / 64
      let p = kernels.softmax(
        rows: 1, width: 17, scale: 1, [0] + Array(repeating: x, count: 16))
      let exact = Reference.exponential(Double(x))
      for value in p.dropFirst() {
        worst = max(worst, (Double(value) * (1 + 16 * exact) / exact - 1).magnitude)
      }
    }
    // Worst seen 3.4e-7, the division included.
    #expect(Closeness.error([1 + worst], [1], "softmax exponential") < 1e-6)
    let low = kernels.softmax(
      rows: 1, width: 17, scale: 1, [0] + Array(repeating: -87.1, count: 16))
    #expect(low == [1] + Array(repeating: 0, count: 16))
  }

  /// Values relative to max(1, |x|), slopes absolute; worst seen 1.7e-7.
  static let tolerance = 2e-6

  private func check(
    _ activation: Activation,
    _ reference: (Double) -> (value: Double, slope: Double), _ label: String
  ) {
    let actual = kernels.activate(activation, Self.sweep)
    var worst = 0.0
    for (index, x) in Self.sweep.enumerated() {
      let exact = reference(Double(x))
      let value = (Double(actual.values[index]) - exact.value).magnitude
      let slope = (Double(actual.slopes[index]) - exact.slope).magnitude
      let size = max(1, Double(x.magnitude))
      worst = max(worst, value / size, slope)
      #expect(value <= Self.tolerance * size && slope <= Self.tolerance, "\(label)(\(x))")
    }
    #expect(Closeness.error([1 + worst], [1], label) <= Self.tolerance)
  }

  @Test func geluFollowsTheErrorFunction() { check(.gelu, Reference.gelu, "gelu") }

  @Test func geluTanhFollowsTanh() { check(.geluTanh, Reference.geluTanh, "geluTanh") }

  @Test func reluIsExact() {
    let actual = kernels.activate(.relu, Self.sweep)
    #expect(actual.values.wide == Self.sweep.map { Reference.relu(Double($0)).value })
    #expect(actual.slopes.wide == Self.sweep.map { Reference.relu(Double($0)).slope })
  }

  @Test(arguments: Activation.allCases)
  func bitsDoNotDependOnThePlace(activation: Activation) {
    var random = RandomStream("activation", seed: 1)
    for count in KernelShapes.counts {
      let x = random.floats(count)
      let whole = kernels.activate(activation, x)
      for (index, value) in x.enumerated() {
        let one = kernels.activate(activation, [value])
        #expect(one.values[0].bitPattern == whole.values[index].bitPattern)
        #expect(one.slopes[0].bitPattern == whole.slopes[index].bitPattern)
      }
    }
  }

  /// Streams without a norm reach such numbers long before they overflow.
  @Test(arguments: Activation.allCases)
  func hugeInputsHaveTheSlopesOfTheirSide(activation: Activation) {
    for size in [20, 1e3, 1e10, 1e19, 1e25, 1e38, Float.greatestFiniteMagnitude] as [Float] {
      let actual = kernels.activate(activation, [size, -size])
      #expect(actual.values[0] == size && actual.slopes[0] == 1, "\(size)")
      #expect(actual.values[1].magnitude < 1e-30 && actual.slopes[1].magnitude < 1e-30, "-\(size)")
    }
  }

  @Test(arguments: [Activation.gelu, .geluTanh])
  func nanStaysNaN(activation: Activation) {
    let actual = kernels.activate(activation, [1, .nan, 2, 3, .nan])
    #expect(actual.values.map(\.isNaN) == [false, true, false, false, true])
    #expect(actual.slopes[0].isFinite && actual.slopes[1].isNaN)
  }
}
