import Figures
import Foundation
import Testing

@Suite struct AggregatesTests {
  @Test func theMedianIsTheMiddleWhateverTheOrder() {
    #expect(median([3, 1, 2]) == 2)
    #expect(median([4, 1, 3, 2]) == 2.5)
    #expect(median([7]) == 7)
    #expect(median([]).isNaN)
  }

  @Test func oneWildRoundMovesNoMedian() {
    #expect(median([10, 10, 10, 10, 1e9]) == 10)
  }

  @Test func aPercentileIsOneOfTheValues() {
    let values = (1...100).reversed().map(Double.init)
    #expect(percentile(0.5, of: values) == 51)
    #expect(percentile(0.99, of: values) == 100)
    #expect(percentile(1, of: values) == 100)
    #expect(percentile(0.5, of: []).isNaN)
  }

  /// The second round ran at half the speed for both: their ratio does not know.
  @Test func ratiosAreTakenWithinARound() {
    #expect(medianRatio([10, 5, 20], [5, 2.5, 10]) == 2)
    #expect(medianRatio([10, 30, 10], [5, 10, 10]) == 2)
  }

  @Test(arguments: [0.0, 0.5, 1, 1.37, 2])
  func anExactPowerLawGivesItsExponent(power: Double) {
    let points = [6.0, 12, 24, 48, 96].map { (x: $0, y: 3.5 * pow($0, power)) }
    #expect(abs(exponent(points) - power) < 1e-12)
  }

  /// Least squares by hand: over ln x = 0, 1, 2 the values ln y = 0, 1, 4 have the slope 2.
  @Test func theFitIsThatOfLeastSquares() {
    let e = exp(1.0)
    let points = [(x: 1.0, y: 1.0), (x: e, y: e), (x: e * e, y: pow(e, 4))]
    #expect(abs(exponent(points) - 2) < 1e-12)
  }
}
