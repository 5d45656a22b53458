import Engine
import Testing

@testable import Interface

/// Taps along time in bounded memory, nothing lost but the order within a bin.
@Suite struct TapHistoryTests {
  private static func configuration(_ layers: Int) -> Configuration {
    var configuration = Configuration()
    configuration.layers = layers
    return configuration
  }

  /// A history in which tap 3 of `activationRMS` is `value(step)`.
  private static func history(_ steps: Range<Int>, value: (Int) -> Double) -> TapHistory {
    var report = CannedRun(configuration: configuration(2), course: .stalled).report(1)
    var history = TapHistory(layers: 2)
    for step in steps {
      report.step = step
      report.taps[3].activationRMS = value(step)
      history.fold(report)
    }
    return history
  }

  @Test func oneStepIsKeptAsItIs() {
    let run = CannedRun(configuration: Self.configuration(12), course: .solved)
    var history = TapHistory(layers: 12)
    for step in 0..<40 { history.fold(run.report(step)) }
    for metric in Fact.profiles {
      let values = metric.values(in: run.report(30))
      for tap in values.indices {
        let bin = history.bin(metric, tap: tap, steps: 30..<31)
        #expect(bin.value == values[tap].map { Double(Float($0)) }, "\(metric) \(tap)")
        #expect(bin.count == (values[tap] == nil ? 0 : 1))
      }
    }
  }

  @Test func manyStepsKeepLeastMeanAndLargest() {
    let history = Self.history(0..<10_000) { $0 == 777 ? 99 : $0 == 778 ? -3 : Double($0 % 5) }
    #expect(history.stride == 32)
    let whole = history.bin(.activationRMS, tap: 3, steps: 0..<10_000)
    #expect(whole.count == 10_000 && whole.least == -3 && whole.largest == 99)
    let cycles = (0..<10_000).map { Double($0 % 5) }.reduce(0, +)
    let sum: Double = cycles - 2 + 99 - 3 - 3
    #expect(isClose(Double(whole.mean), sum / 10_000))
    let near = history.bin(.activationRMS, tap: 3, steps: 768..<800)
    #expect(near.count == 32 && near.largest == 99)
    #expect(history.bin(.activationRMS, tap: 3, steps: 800..<832).largest == 4)
    #expect(history.bounds(.activationRMS)?.largest == 99)
  }

  private func isClose(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) < 1e-4 * abs(second)
  }

  @Test func whatIsNotFiniteIsKeptApart() {
    let history = Self.history(0..<500) { $0 == 10 ? .nan : $0 == 11 ? 1e300 : 1 }
    let bin = history.bin(.activationRMS, tap: 3, steps: 10..<11)
    #expect(bin.isBroken && bin.value?.isNaN == true && bin.count == 0)
    let huge = history.bin(.activationRMS, tap: 3, steps: 10..<12)
    #expect(huge.isBroken && huge.largest == .greatestFiniteMagnitude)
    #expect(history.bin(.activationRMS, tap: 3, steps: 12..<14).value == 1)
    #expect(history.bin(.tokenDiversity, tap: 3, steps: 12..<14).value == nil)
    #expect(history.bin(.updateRatio, tap: 0, steps: 0..<500).value == nil)
  }

  /// Memory does not grow with the number of steps, and is bounded for any depth.
  @Test(arguments: [1, 12, 24, 48, 128]) func memoryIsConstant(_ layers: Int) {
    var report = CannedRun(configuration: Self.configuration(layers), course: .stalled).report(0)
    var history = TapHistory(layers: layers)
    history.fold(report)
    let bytes = history.byteCount
    #expect(bytes < 6_600_000)
    for step in 1..<(layers > 24 ? 300 : 3000) {
      report.step = step
      history.fold(report)
    }
    report.step = Int(Int32.max)
    history.fold(report)
    report.step = -1
    history.fold(report)
    #expect(history.byteCount == bytes)
  }

  @Test func reportsOfAnotherStackAreIgnored() {
    var history = TapHistory(layers: 3)
    history.fold(CannedRun(configuration: Self.configuration(4), course: .stalled).report(0))
    #expect(history.byteCount == 0 && history.bounds(.activationRMS) == nil)
    #expect(history.profile(.activationRMS, at: 5) == nil)
  }

  @Test func aProfileIsTheNewestThatWasMeasured() {
    let run = CannedRun(configuration: Self.configuration(2), course: .stalled)
    var history = TapHistory(layers: 2)
    for step in 0..<26 { history.fold(run.report(step)) }
    #expect(history.profile(.tokenDiversity, at: 19)?.steps == 10..<11)
    #expect(history.profile(.tokenDiversity, at: 20)?.steps == 20..<21)
    #expect(history.profile(.gradientRMS, at: 19)?.steps == 19..<20)
    #expect(history.profile(.gradientRMS, at: 999)?.steps == 25..<26)
  }
}

/// Averages along time.
@Suite struct SmoothingTests {
  private static func history(_ values: [Double]) -> History {
    var report = CannedRun(configuration: Configuration(), course: .stalled).report(0)
    var history = History()
    for (step, value) in values.enumerated() {
      report.step = step
      report.loss = value
      history.fold(report)
    }
    return history
  }

  @Test func theAverageIsUnbiasedFromTheFirstStepOn() {
    let values = [4.0, 2, 0, 8]
    let smoothed = Self.history(values).smoothed(.loss, factor: 0.5, steps: 0..<4, count: 4)
    var sum = 0.0
    var weight = 0.0
    for (step, value) in values.enumerated() {
      sum = sum / 2 + value / 2
      weight = weight / 2 + 0.5
      #expect(abs((smoothed[step] ?? 0) - sum / weight) < 1e-12)
    }
    #expect(smoothed[0] == 4)
  }

  @Test func aConstantStaysItselfAtAnyLength() {
    let history = Self.history(Array(repeating: 3, count: 5000))
    #expect(history.stride == 8)
    for factor in [0.8, 0.95, 0.99] {
      let line = history.smoothed(.loss, factor: factor, steps: 0..<5000, count: 60)
      #expect(line.allSatisfy { abs(($0 ?? 0) - 3) < 1e-12 })
    }
  }

  /// An average over bins of 8 is that over steps where the steps of a bin are alike.
  @Test func binsCountAsTheirSteps() {
    let values = (0..<4096).map { Double($0 / 8 % 7) }
    let line = Self.history(values).smoothed(.loss, factor: 0.95, steps: 0..<4096, count: 1)
    var sum = 0.0
    for value in values { sum = 0.95 * sum + 0.05 * value }
    #expect(abs((line[0] ?? 0) - sum) < 1e-9)
  }

  @Test func gapsAndBrokenValuesAreLeftOut() {
    let history = Self.history([1, .nan, 1, .infinity, 1])
    #expect(history.smoothed(.loss, factor: 0.8, steps: 0..<5, count: 5) == [1, nil, 1, nil, 1])
    #expect(history.smoothed(.evaluationLoss, factor: 0.8, steps: 0..<5, count: 2) == [nil, nil])
    #expect(history.smoothed(.loss, factor: 0.8, steps: 0..<5, count: 0).isEmpty)
  }
}

extension TapHistory {
  /// One metric at one tap.
  fileprivate func bin(_ metric: Fact, tap: Int, steps: Range<Int>) -> TapBin {
    bins(metric, steps: steps)[tap]
  }
}
