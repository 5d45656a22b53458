extension Trainer {
  /// Overwrites a report by what the machine measured; its verdict is left for the facts.
  func measure(into report: inout StepReport) {
    let measured = machine.measurements
    let counted = Double(machine.countedTokens)
    fit(&report)
    report.step = updates
    report.segment = segment
    report.loss = measured.loss / counted
    report.accuracy = measured.correct / counted
    report.learningRate = Double(configuration.learningRate(at: totalSteps))
    report.gradientNorm = machine.judgement.gradientNorm
    for index in report.taps.indices { report.taps[index] = tapReport(index) }
    for layer in report.layers.indices { measure(layer, into: &report.layers[layer]) }
    report.gradientSpread = spread(of: report).decades
    report.wiring = wiring
    report.rewiredAt = rewiredAt
    report.firstNonFinite = nil
    report.seconds = 0
  }

  /// Gives a report's arrays this model's sizes; those that have them keep their memory.
  private func fit(_ report: inout StepReport) {
    let taps = configuration.sublayerCount + 2
    if report.taps.count != taps {
      report.taps = Array(
        repeating: TapReport(
          tap: .final, activationRMS: 0, activationMax: 0, gradientRMS: 0, gradientMax: 0),
        count: taps)
      report.verdict.causes.reserveCapacity(Cause.Kind.allCases.count)
    }
    if report.layers.count != configuration.layers {
      // Each layer needs matrices of its own: a repeated array would be shared.
      report.layers = (0..<configuration.layers).map { _ in
        LayerReport(
          gradientNorm: 0, updateRatio: nil, queryValueRatio: 0,
          matrices: Array(
            repeating: MatrixReport(name: "", gradientNorm: 0, updateRatio: nil),
            count: Self.matrixCount))
      }
    }
  }

  private func tapReport(_ index: Int) -> TapReport {
    let elements = Double(
      configuration.batch * configuration.sequence * configuration.width)
    let counted = Double(machine.countedTokens)
    let measured = machine.measurements
    let tap = Tap(index: index, layers: configuration.layers)
    let rms = (measured.sum(index, .activationSquare) / elements).squareRoot()
    var report = TapReport(
      tap: tap, activationRMS: rms, activationMax: measured.largest(index, .activationMax),
      gradientRMS: (measured.sum(index, .gradientSquare) / elements).squareRoot() * counted,
      gradientMax: measured.largest(index, .gradientMax) * counted)
    if case .sublayer = tap { addBranch(to: &report, index, elements) }
    addSimilarity(to: &report, index)
    return report
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
    report.tokenDiversity = measured.sum(index, .tokenDiversity) / sequences
  }

  /// query, key, value, output, expand, contract.
  private static let matrixCount = 6

  private func measure(_ layer: Int, into report: inout LayerReport) {
    var gradients = MeanSquare()
    var ratios = MeanSquare()
    var index = 0
    for sublayer in machine.parameters.sublayers[2 * layer...2 * layer + 1] {
      for linear in sublayer.linears {
        let matrix = MatrixReport(
          name: machine.parameters[linear.weight].name,
          gradientNorm: machine.measurements.gradientSquare(of: linear.weight).squareRoot(),
          updateRatio: machine.measurements.updateRatio(of: linear.weight))
        gradients.add(matrix.gradientNorm)
        if let ratio = matrix.updateRatio { ratios.add(ratio) }
        report.matrices[index] = matrix
        index += 1
      }
    }
    report.gradientNorm = gradients.root ?? 0
    report.updateRatio = ratios.root
    report.queryValueRatio = report.matrices[0].gradientNorm / report.matrices[2].gradientNorm
  }

  /// What the verdict on a report is judged from.
  func facts(of report: StepReport) -> VerdictFacts {
    let last = report.taps.count - 2
    return VerdictFacts(
      step: updates, loss: report.loss, recentLoss: recentLoss, guessing: guessing,
      warmup: configuration.warmup, spread: spread(of: report),
      firstRMS: report.taps[0].activationRMS, lastRMS: report.taps[last].activationRMS,
      tokenDiversity: latestTokenDiversity, firstNonFinite: report.firstNonFinite,
      isHardTask: source.isHard)
  }

  private func spread(of report: StepReport) -> Spread {
    Spread(report.taps.dropLast().lazy.map { $0.gradientRMS })
  }

  /// How often the similarity statistics may be taken to stay within about 1 % of a step.
  ///
  /// They pass every tap in Double, about as dear as 55 multiplications per number.
  static func similarityInterval(of configuration: Configuration) -> Int {
    let width = Double(configuration.width)
    let perLayer =
      8 * width * width + 4 * width * Double(configuration.hiddenWidth)
      + 4 * Double(configuration.sequence) * width
    let statistics = 110 * width
    return max(1, Int((statistics / (0.01 * 3 * perLayer)).rounded(.up)))
  }
}

/// The root mean square of numbers that come one by one.
private struct MeanSquare {
  private var sum = 0.0
  private var count = 0

  /// `nil` of none.
  var root: Double? { count == 0 ? nil : (sum / Double(count)).squareRoot() }

  mutating func add(_ value: Double) {
    sum += value * value
    count += 1
  }
}
