import Engine
import TestSupport
import Testing

/// Element-by-element kernels and the optimizers against their references.
@Suite struct ElementwiseKernelTests {
  let kernels = KernelCalls()

  @Test(arguments: KernelShapes.counts, KernelShapes.seeds)
  func sumsAndProducts(count: Int, seed: UInt64) {
    var random = RandomStream("elementwise", seed: seed)
    let a = random.floats(count)
    let b = random.floats(count)
    let s: Float = -1.7
    #expect(kernels.multiply(a, b) == zip(a, b).map(*))
    #expect(kernels.scale(s, a) == a.map { s * $0 })
    // Fused or not: worst seen 7e-8 of the largest sum.
    expectClose(
      kernels.scaledAdd(s, a, b), zip(a.wide, b.wide).map { Double(s) * $0 + $1 }, 8e-7,
      "scaledAdd")
    #expect(kernels.scaledAdd(1, a, b) == zip(a, b).map(+))
  }

  @Test(arguments: KernelShapes.counts, [1, 2, 10, 1000])
  func adamWFollowsItsStatement(count: Int, number: Int) {
    var random = RandomStream("adamW", seed: UInt64(number))
    let p = random.floats(count)
    let g = random.floats(count, scale: 0.01)
    let m =
      number == 1 ? Array(repeating: Float(0), count: count) : random.floats(count, scale: 0.01)
    let v = number == 1 ? m : random.floats(count, scale: 1e-4).map(\.magnitude)
    let rate = 3e-3
    let decay = 0.1
    let clip: Float = 0.5
    let factors = KernelCalls.AdamFactors(
      gradientScale: clip, decayFactor: Float(1 - rate * decay),
      stepSize: Float(rate / (1 - Reference.power(0.9, number))),
      rootScale: Float(1 / (1 - Reference.power(0.999, number)).squareRoot()))
    let actual = kernels.adamW(p: p, g: g, m: m, v: v, factors)
    let exact = Reference.adamW(
      .init(p: p.wide, m: m.wide, v: v.wide), gradient: g.wide.map { $0 * Double(clip) },
      rate: rate, decay: decay, number: number)
    // Worst seen: p 8.6e-8, m 5.8e-8, v 1.1e-7.
    expectClose(actual.p, exact.p, 1e-6, "adamW.p")
    expectClose(actual.m, exact.m, 1e-6, "adamW.m")
    expectClose(actual.v, exact.v, 1e-6, "adamW.v")
    checkSums(actual.sums, old: p, new: actual.p)
  }

  @Test(arguments: KernelShapes.counts)
  func sgdFollowsItsStatement(count: Int) {
    var random = RandomStream("sgd", seed: 1)
    let p = random.floats(count)
    let g = random.floats(count)
    let actual = kernels.sgd(p: p, g: g, gradientScale: 0.5, decayFactor: 0.99, rate: 0.1)
    let exact = Reference.sgd(
      p: p.wide, gradient: g.wide.map { $0 * 0.5 }, rate: 0.1, decay: 0.1)
    // Worst seen 1.0e-7.
    expectClose(actual.p, exact, 1e-6, "sgd.p")
    checkSums(actual.sums, old: p, new: actual.p)
  }

  /// Σ(new - old)² of the Floats that were written, and Σ old².
  private func checkSums(_ sums: [Double], old: [Float], new: [Float]) {
    let change = zip(new, old).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
    expectClose(sums[0], change, 1e-12, "update.change")
    expectClose(sums[1], Reference.moments(old.wide).squares, 1e-12, "update.size")
  }

  /// The update ratio needs no clock and no history: both sums are added to zero.
  @Test func aVanishedGradientMovesNothingButByDecay() {
    let zero = Array(repeating: Float(0), count: 7)
    let p: [Float] = [1, 2, 3, 4, 5, 6, 7]
    let factors = KernelCalls.AdamFactors(
      gradientScale: 1, decayFactor: 1, stepSize: 0.01, rootScale: 31.6)
    let actual = kernels.adamW(p: p, g: zero, m: zero, v: zero, factors)
    #expect(actual.p == p && actual.m == zero && actual.v == zero && actual.sums[0] == 0)
    #expect(kernels.sgd(p: p, g: zero, gradientScale: 1, decayFactor: 1, rate: 1).p == p)
  }
}
