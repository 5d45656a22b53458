import Engine
import Testing

@testable import Interface

/// Growth with depth at initialization: the fit, the laws, and where they hold.
@Suite struct DepthLawTests {
  private static func configuration(
    _ placement: Placement, skip: Float = 1, _ change: (inout Configuration) -> Void = { _ in }
  ) -> Configuration {
    var configuration = Configuration()
    change(&configuration)
    return configuration.rewired(
      to: configuration.wiring.map { _ in Wiring(placement, skipScale: skip) })
  }

  @Test func theFitOfALineIsExact() throws {
    let points = (0..<9).map { index in
      let x = Double(index) / 2
      return (x: x, y: 3 - 0.75 * x)
    }
    let fit = try #require(LineFit(points))
    #expect(abs(fit.slope + 0.75) < 1e-12 && abs(fit.intercept - 3) < 1e-12)
    let scattered = try #require(LineFit([(0, 1), (1, 4), (2, 1), (3, 4)]))
    #expect(abs(scattered.slope - 0.6) < 1e-12 && abs(scattered.intercept - 1.6) < 1e-12)
    #expect(LineFit([(1, 2)]) == nil && LineFit([]) == nil)
    #expect(LineFit([(1, 2), (1, 3)]) == nil && LineFit([(0, .nan), (1, 1)]) == nil)
  }

  @Test func powersOfTenAreExact() {
    for x in stride(from: -300.0, through: 300, by: 0.37) {
      #expect(abs(Logarithm.base10(PowerOfTen.value(x)) - x) < 1e-12)
    }
    #expect(PowerOfTen.value(1e9) == .infinity && PowerOfTen.value(-1e9) == 0)
  }

  @Test func eachLawFindsItsOwnNumber() throws {
    let square = try #require(DepthLaw(.activationRMS, Self.configuration(.sandwich)))
    let linear = (0..<26).map { (1 + 1.9 * Double(min($0, 24)) / 2).squareRoot() }
    #expect(abs((square.fitted(linear) ?? 0) - 1.9) < 1e-9)
    #expect(square.predicted == 2...2)
    let factor = try #require(DepthLaw(.activationRMS, Self.configuration(.none)))
    let exponential = (0..<26).map { PowerOfTen.value(0.2 * Double($0) / 2) }
    #expect(abs((factor.fitted(exponential) ?? 0) - PowerOfTen.value(0.2)) < 1e-9)
    #expect(factor.predicted == 1.6...1.6)
    #expect(factor.fitted(exponential.map { $0 as Double? } + [nil]) != nil)
    #expect(factor.fitted([1, nil, 2, 3]) == nil && factor.fitted([1, 0, 2, 3]) == nil)
    #expect(factor.fitted([1, .infinity, 2, 3]) == nil && factor.fitted([]) == nil)
  }

  @Test func whatIsExpectedLiesOnTheLaw() throws {
    let square = try #require(DepthLaw(.activationRMS, Self.configuration(.pre)))
    #expect(square.expected(tap: 0, embedding: 1) == 1)
    #expect(square.expected(tap: 16, embedding: 1) == 3)
    let decay = try #require(DepthLaw(.activationRMS, Self.configuration(.none, skip: 0)))
    #expect(abs(decay.expected(tap: 4, embedding: 2) - 2 * 0.385 * 0.385) < 1e-12)
    let gradient = try #require(DepthLaw(.gradientRMS, Self.configuration(.none, skip: 0)))
    let rising = (0..<26).map { gradient.expected(tap: $0, embedding: 1e-9) }
    #expect(abs((gradient.fitted(rising) ?? 0) - 0.385) < 1e-9 && rising[25] > rising[0])
  }

  @Test func noLawIsClaimedWhereNoneIsKnown() {
    #expect(DepthLaw(.activationRMS, Self.configuration(.post)) == nil)
    #expect(DepthLaw(.activationRMS, Self.configuration(.pre, skip: 0)) == nil)
    #expect(DepthLaw(.activationRMS, Self.configuration(.pre, skip: 0.5)) == nil)
    #expect(DepthLaw(.gradientRMS, Self.configuration(.pre)) == nil)
    #expect(DepthLaw(.activationRMS, Self.configuration(.pre) { $0.layers = 1 }) == nil)
    #expect(DepthLaw(.activationRMS, Self.configuration(.pre) { $0.initGain = 2 }) == nil)
    #expect(DepthLaw(.activationRMS, Self.configuration(.none) { $0.preset = .rezero }) == nil)
    let torch = Self.configuration(.none) { $0.initialization = .torch }
    #expect(DepthLaw(.activationRMS, torch) == nil)
    var mixed = Self.configuration(.pre).wiring
    mixed[3].placement = .sandwich
    #expect(DepthLaw(.activationRMS, Configuration().rewired(to: mixed)) == nil)
  }

  /// The laws are of this engine, not of a text: its own first step obeys them.
  @Test(arguments: [
    (Placement.pre, 1, Fact.activationRMS, 0.35...1.5),
    (.sandwich, 1, .activationRMS, 1.3...2.5), (.branch, 1, .activationRMS, 1.3...2.5),
    (.none, 1, .activationRMS, 1.5...1.7), (.none, 0, .activationRMS, 0.35...0.42),
    (.none, 0, .gradientRMS, 0.35...0.42),
  ])
  func theEngineObeysThem(
    _ placement: Placement, _ skip: Float, _ metric: Fact, _ band: ClosedRange<Double>
  ) throws {
    let configuration = Self.configuration(placement, skip: skip)
    let law = try #require(DepthLaw(metric, configuration))
    let report = try Trainer(configuration, instructionSet: .best).step()
    let fitted = try #require(law.fitted(metric.values(in: report)))
    #expect(band.contains(fitted), "\(placement) \(skip): \(fitted)")
  }
}
