import Testing

@testable import Engine

/// What statistics read off reports whose numbers are known.
@Suite struct StatisticTests {
  /// Four layers whose RMS doubles from layer to layer, and whose gradient falls tenfold towards the
  /// input.
  private static let report: StepReport = {
    let taps = Tap.all(layers: 4).enumerated().map { index, tap in
      TapReport(
        tap: tap, activationRMS: Logarithm.power10(Double(index) / 2 * Logarithm.base10(2)),
        activationMax: Double(index), gradientRMS: Logarithm.power10(Double(index) / 2 - 4),
        gradientMax: 1, inputSimilarity: 1 - Double(index) / 10,
        tokenSimilarity: Double(index) / 10, tokenDiversity: Double(index))
    }
    return StepReport(
      step: 0, loss: 2, accuracy: 0, learningRate: 1e-3, gradientNorm: 1, gradientSpread: 4,
      taps: taps, layers: [], verdict: Verdict(state: .healthy, number: 0, threshold: 0),
      wiring: [])
  }()

  private static func value(_ statistic: Statistic) -> Double { statistic.value([.start(report)]) }

  private static func isNear(_ statistic: Statistic, _ expected: Double) -> Bool {
    (value(statistic) - expected).magnitude < 1e-9
  }

  @Test func layersAreReadAtTheirBoundaries() {
    #expect(Self.isNear(.growth, 2) && Self.isNear(.rms, 16) && Self.isNear(.largest, 8))
    #expect(Self.isNear(.gradientFactor, 0.1) && Self.isNear(.inputGradient, -4))
    #expect(Self.isNear(.tokenDiversity(layer: 3), 6) && Self.isNear(.spread, 4))
    #expect(Self.isNear(.inputSimilarity, 0.2) && Self.isNear(.tokenSimilarity, 0.8))
    #expect(Self.isNear(.rmsDeviation, 15) && Self.isNear(.firstLoss, 2))
    #expect(Self.value(.tokenDiversity(layer: 9)).isNaN && Self.value(.firstSolvedStep).isNaN)
    #expect(Statistic.rms.value([]).isNaN)
  }

  /// 1, 4, 16, 64, 256: slope 570/10, R² = 570²/(10·46648.8).
  @Test func squaresAreFitted() {
    #expect(Self.isNear(.squareSlope, 57))
    #expect((Self.value(.squareFit) - 0.696480).magnitude < 1e-6)
  }

  @Test func ratiosAndExponentsTakeSeveralRuns() {
    let runs = [6, 24].map { ArmResult.noise(NoiseFacts(layers: $0, change: Double($0 * $0))) }
    #expect((Statistic.changeExponent.value(runs) - 2).magnitude < 1e-9)
    #expect(Statistic.changeExponent.value([runs[0]]).isNaN)
    #expect(Statistic.outputChange.value(runs) == 36)
    let same = [ArmResult.start(Self.report), .start(Self.report)]
    #expect(Statistic.rmsRatio.value(same) == 1 && Statistic.rmsRatio.value([same[0]]).isNaN)
  }

  @Test func trainingsTellHitLossAndSpread() {
    var record = TrainingRecord(Self.report)
    for step in 1...30 {
      var report = Self.report
      report.step = step
      report.loss = step < 25 ? 1 : 0.05
      report.gradientSpread = Double(step)
      record.add(report)
    }
    let outcome = [ArmResult.training(record)]
    #expect(Statistic.firstSolvedStep.value(outcome) == 25)
    #expect((Statistic.loss.value(outcome) - (14 + 6 * 0.05) / 20).magnitude < 1e-9)
    #expect(Statistic.spreadAt(step: 7).value(outcome) == 7)
    #expect(Statistic.spreadAt(step: 99).value(outcome).isNaN)
    #expect(Statistic.firstLoss.value(outcome) == 2)
    #expect(Statistic.firstSolvedStep.value([.training(TrainingRecord(Self.report))]) == .infinity)
  }

  @Test func curvesAreMeansOverSeeds() {
    var other = Self.report
    for index in other.taps.indices { other.taps[index].activationRMS *= 100 }
    let figure = Figure(quantity: .activationRMS, arms: [])
    let curve = figure.curve([.start(Self.report), .start(other)])
    #expect(curve.count == 5)
    for (value, expected) in zip(curve, [10, 20, 40, 80, 160]) {
      #expect(((value ?? .nan) - Double(expected)).magnitude < 1e-9 * 160)
    }
    other.taps[0].activationRMS = .infinity
    #expect(figure.curve([.start(other)])[0] == nil)
    #expect(Figure(quantity: .loss, arms: []).curve([.start(other)]).isEmpty)
  }
}
