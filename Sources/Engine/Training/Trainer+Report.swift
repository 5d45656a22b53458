extension Trainer {
  /// What the machine measured, as a report without its verdict.
  func makeReport() -> StepReport {
    let measured = machine.measurements
    let counted = Double(machine.countedTokens)
    let taps = tapReports()
    let layers = layerReports()
    return StepReport(
      step: updates, segment: segment, loss: measured.loss / counted,
      accuracy: measured.correct / counted, learningRate: Double(learningRate(at: updates)),
      gradientNorm: machine.judgement.gradientNorm,
      gradientSpread: facts(taps: taps, loss: measured.loss / counted).spread, taps: taps,
      layers: layers, verdict: Verdict(state: .healthy, number: 0, threshold: 0),
      wiring: configuration.wiring, rewiredAt: rewiredAt)
  }

  private func tapReports() -> [TapReport] {
    let elements = Double(
      configuration.batch * configuration.sequence * configuration.width)
    let counted = Double(machine.countedTokens)
    let measured = machine.measurements
    return Tap.all(layers: configuration.layers).enumerated().map { index, tap in
      let rms = (measured.sum(index, .activationSquare) / elements).squareRoot()
      var report = TapReport(
        tap: tap, activationRMS: rms, activationMax: measured.largest(index, .activationMax),
        gradientRMS: (measured.sum(index, .gradientSquare) / elements).squareRoot() * counted,
        gradientMax: measured.largest(index, .gradientMax) * counted)
      if case .sublayer = tap { addBranch(to: &report, index, elements) }
      addSimilarity(to: &report, index)
      return report
    }
  }

  private func addBranch(to report: inout TapReport, _ index: Int, _ elements: Double) {
    let measured = machine.measurements
    let stream = measured.sum(index - 1, .activationSquare)
    let reaching = measured.sum(index, .reachingSquare)
    report.branchRMS = (measured.sum(index, .branchSquare) / elements).squareRoot()
    report.branchRatio = (reaching / stream).squareRoot()
    if stream > 0 && reaching > 0 {
      report.branchCosine =
        measured.sum(index, .branchDot) / (stream.squareRoot() * reaching.squareRoot())
    }
  }

  /// Directions mean nothing once a stream has all but vanished.
  private static let leastRMS = 1e-15

  private func addSimilarity(to report: inout TapReport, _ index: Int) {
    guard machine.measuresSimilarity, configuration.sequence > 1,
      report.activationRMS >= Self.leastRMS
    else { return }
    let measured = machine.measurements
    let sequences = Double(configuration.batch)
    report.inputSimilarity =
      measured.sum(index, .inputSimilarity) / (sequences * Double(configuration.sequence))
    report.tokenSimilarity = measured.sum(index, .tokenSimilarity) / sequences
    report.tokenResidual = measured.sum(index, .tokenResidual) / sequences
  }

  private func layerReports() -> [LayerReport] {
    (0..<configuration.layers).map { layer in
      let sublayers = machine.parameters.sublayers[2 * layer...2 * layer + 1]
      let matrices = sublayers.flatMap(\.linears).map { linear in
        MatrixReport(
          name: machine.parameters[linear.weight].name,
          gradientNorm: machine.measurements.gradientSquare(of: linear.weight).squareRoot(),
          updateRatio: machine.measurements.updateRatio(of: linear.weight))
      }
      let ratios = matrices.compactMap(\.updateRatio)
      return LayerReport(
        gradientNorm: rootMeanSquare(matrices.map(\.gradientNorm)),
        updateRatio: ratios.isEmpty ? nil : rootMeanSquare(ratios),
        queryValueRatio: matrices[0].gradientNorm / matrices[2].gradientNorm,
        matrices: matrices)
    }
  }

  private func rootMeanSquare(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
  }

  /// What the verdict on a report is judged from.
  func facts(of report: StepReport) -> VerdictFacts {
    var facts = facts(taps: report.taps, loss: report.loss)
    facts.firstNonFinite = report.firstNonFinite
    return facts
  }

  private func facts(taps: [TapReport], loss: Double) -> VerdictFacts {
    let stream = taps.dropLast()
    return VerdictFacts(
      step: updates, loss: loss, recentLoss: recentLoss, guessing: guessing,
      warmup: configuration.warmup, gradients: stream.map(\.gradientRMS),
      firstRMS: stream.first?.activationRMS ?? 0, lastRMS: stream.last?.activationRMS ?? 0,
      tokenResidual: latestTokenResidual, firstNonFinite: nil, isHardTask: source.isHard)
  }

  /// How often the similarity statistics may be taken to stay within about 2 % of a step.
  ///
  /// They pass every tap in Double, about as dear as 40 multiplications per number.
  static func similarityInterval(of configuration: Configuration) -> Int {
    let width = Double(configuration.width)
    let perLayer =
      8 * width * width + 4 * width * Double(configuration.hiddenWidth)
      + 4 * Double(configuration.sequence) * width
    let statistics = 80 * width
    return max(1, Int((statistics / (0.02 * 3 * perLayer)).rounded(.up)))
  }
}
