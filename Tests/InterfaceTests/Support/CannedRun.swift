import Engine

/// Step reports by fixed formulas, close to what was measured of such stacks.
struct CannedRun {
  /// How the run goes.
  enum Course: Hashable, Sendable {
    /// Post-norm without warm-up: crashes within ten steps and stays at guessing.
    case stalled
    /// Pre-norm: solved at step 18.
    case solved
    /// No norm: the stream grows 1.6-fold per layer.
    case exploding
  }

  var configuration: Configuration
  var course: Course
  var segment = 0
  var rewiredAt: Int?
  /// The step from which numbers are not finite.
  var divergesAt: Int?
  /// How often similarities are measured.
  var period = 10

  static let guessing = 2.772588722239781

  func reports(_ steps: Range<Int>) -> [StepReport] { steps.map { report($0) } }

  func report(_ step: Int) -> StepReport {
    let isBroken = divergesAt.map { step >= $0 } ?? false
    let loss = isBroken ? .nan : self.loss(step)
    return StepReport(
      step: step, segment: segment, loss: loss, accuracy: accuracy(step), learningRate: 1e-3,
      gradientNorm: 1.8 * (1 + jitter(step, 3)) * decay(step),
      gradientSpread: isBroken ? .nan : abs(spread(step)),
      taps: taps(step, isBroken: isBroken),
      layers: (0..<configuration.layers).map { layer($0, step) },
      verdict: verdict(step, isBroken: isBroken), wiring: configuration.wiring,
      rewiredAt: rewiredAt.flatMap { step >= $0 ? $0 : nil },
      firstNonFinite: isBroken ? "layer7.attention.scores" : nil)
  }

  private func loss(_ step: Int) -> Double {
    let noise = 0.012 * jitter(step, 1)
    switch course {
    case .stalled: return 2.78 + 0.84 * decayed(step, by: 3) + noise
    case .solved: return (0.003 + 3.54 * decayed(step, by: 5)) * (1 + 4 * noise)
    case .exploding: return 266 * (1 + 10 * noise) * (0.4 + 0.6 * decayed(step, by: 30))
    }
  }

  private func accuracy(_ step: Int) -> Double {
    switch course {
    case .stalled, .exploding: 0.0625 + 0.02 * jitter(step, 2)
    case .solved: 1 - 0.94 * decayed(step, by: 6)
    }
  }

  /// Decades by which the gradient grows from the last tap to the embedding.
  private func spread(_ step: Int) -> Double {
    switch course {
    case .stalled: 0.2 - 3.0 * (1 - decayed(step, by: 5))
    case .solved: 0.62
    case .exploding: 7.2
    }
  }

  private func decay(_ step: Int) -> Double { course == .solved ? 0.02 + decayed(step, by: 8) : 1 }

  private func taps(_ step: Int, isBroken: Bool) -> [TapReport] {
    let all = Tap.all(layers: configuration.layers)
    return all.enumerated().map { index, tap in
      let depth = Double(min(index, all.count - 2)) / 2
      let rms = activation(depth, isFinal: index == all.count - 1)
      let share = 1 - depth / Double(configuration.layers)
      let gradient =
        0.11 * power10(spread(step) * share) * decay(step) * (1 + 0.1 * jitter(step, index))
      let breaks = isBroken && index > 12
      var report = TapReport(
        tap: tap, activationRMS: breaks ? .nan : rms, activationMax: breaks ? .infinity : 3.2 * rms,
        gradientRMS: isBroken ? .nan : gradient, gradientMax: isBroken ? .nan : 6 * gradient)
      if case .sublayer = tap { describeBranch(&report, depth) }
      if step.isMultiple(of: period) { describeTokens(&report, depth, step) }
      return report
    }
  }

  private func activation(_ depth: Double, isFinal: Bool) -> Double {
    switch course {
    case .stalled: 1
    case .solved: isFinal ? 1 : (1 + 0.77 * depth).squareRoot()
    case .exploding: power10(0.204 * depth)
    }
  }

  private func describeBranch(_ report: inout TapReport, _ depth: Double) {
    report.branchRatio = course == .solved ? 0.44 / (1 + 0.25 * depth) : 0.47
    report.branchRMS = (report.branchRatio ?? 0) * report.activationRMS
    report.branchCosine = 0.08 * jitter(3, Int(depth * 2))
  }

  private func describeTokens(_ report: inout TapReport, _ depth: Double, _ step: Int) {
    let loss = course == .stalled ? 0.11 + 0.25 * (1 - decayed(step, by: 4)) : 0.02
    report.tokenDiversity = 0.97 * power10(-loss * depth)
    report.tokenSimilarity = 1 - 0.94 * power10(-2 * loss * depth)
    report.inputSimilarity = course == .solved ? 1 / report.activationRMS : power10(-0.12 * depth)
  }

  private func layer(_ index: Int, _ step: Int) -> LayerReport {
    let norm = 0.2 * decay(step) * (1 + 0.3 * jitter(step, index))
    let names = [
      "attention.query", "attention.key", "attention.value", "attention.output",
      "feedforward.expand", "feedforward.contract",
    ]
    let matrices = names.enumerated().map { position, name in
      MatrixReport(
        name: "layers.\(index).\(name).weight", gradientNorm: norm * Double(position + 1) / 3,
        updateRatio: 0.003)
    }
    return LayerReport(
      gradientNorm: norm, updateRatio: 0.0031 * (1 + 0.2 * jitter(step, index)),
      queryValueRatio: course == .stalled ? power10(-0.4 * Double(index)) : 0.2, matrices: matrices)
  }

  private func verdict(_ step: Int, isBroken: Bool) -> Verdict {
    let guessing = Cause(.guessing, number: Self.guessing)
    if isBroken {
      return Verdict(
        state: .diverged, number: .nan, threshold: .infinity,
        causes: [Cause(.nonFinite, detail: "layer7.attention.scores")])
    }
    switch course {
    case .stalled where step >= 40:
      return Verdict(
        state: .stalled, number: 2.78, threshold: 0.97 * Self.guessing,
        causes: [
          guessing, Cause(.tokensAlike, number: 3.1e-5), Cause(.gradientFalls, number: 2.8),
        ])
    case .solved where loss(step) < 0.1:
      return Verdict(state: .solved, number: loss(step), threshold: 0.1)
    case .exploding:
      return Verdict(
        state: .exploding, number: 7.2, threshold: 2,
        causes: [Cause(.gradientGrows, number: 7.2), Cause(.streamGrows, number: 281)])
    default:
      return Verdict(state: .healthy, number: loss(step), threshold: 0.1)
    }
  }

  /// 1 at step 0, halved every `half` steps.
  private func decayed(_ step: Int, by half: Double) -> Double {
    power10(-0.30103 * Double(step) / half)
  }

  /// A fixed number in -1…1 for every pair.
  private func jitter(_ first: Int, _ second: Int) -> Double {
    var stream = RandomStream(seed: 7, name: "jitter", index: first &* 131 &+ second)
    return 2 * stream.unit() - 1
  }

  private func power10(_ exponent: Double) -> Double {
    // 10^x = (1 + x·ln10/1024)^1024 to 1e-3: enough for a believable curve, and the same everywhere.
    var result = 1 + exponent * 2.302585092994046 / 65536
    for _ in 0..<16 { result *= result }
    return result
  }
}
