import Engine

/// What the numbers on the screen belong to, and why some are missing.
extension AppState {
  /// The wiring that the newest report ran with, where it is not the one on the screen.
  var oldWiring: [Wiring]? { Self.oldWiring(of: lane.report, unless: lane.wiring) }

  /// The wiring that a metric's numbers belong to, where it is not the one on the screen.
  func oldWiring(of metric: Fact) -> [Wiring]? {
    if let cursor {
      let then = lane.rewirings.wiring(at: cursor)
      return then == lane.wiring ? nil : then
    }
    return Self.oldWiring(of: metric.isPeriodic ? lane.periodic : lane.report, unless: lane.wiring)
  }

  private static func oldWiring(of report: StepReport?, unless shown: [Wiring]) -> [Wiring]? {
    guard let report, report.wiring != shown else { return nil }
    return report.wiring
  }

  /// Why a metric has no numbers along the stack.
  func absence(of metric: Fact) -> String {
    (metric == .updateRatio ? LiveWords.noUpdate : LiveWords.notMeasuredYet)[language]
  }

  /// The newest number of a metric; of one that few steps have, the newest there is.
  func newest(_ metric: Fact, in other: LaneState? = nil) -> Double? {
    let lane = other ?? lane
    guard let report = lane.report else { return nil }
    if let value = metric.value(in: report) { return value }
    if metric.isPeriodic { return lane.periodic.flatMap { metric.value(in: $0) } }
    let bins = lane.history.resampled(
      metric, steps: 0..<lane.history.stepCount, count: History.capacity)
    // A bin of several steps has no newest number.
    return bins.last { !$0.isEmpty }.flatMap { $0.count == 1 ? $0.mean : nil }
  }

  /// The number of a metric that the screen shows: at the cursor, else the newest.
  func shown(_ metric: Fact, in other: LaneState? = nil) -> Double? {
    let lane = other ?? lane
    guard let cursor else { return newest(metric, in: lane) }
    if let value = exact(metric, in: lane) { return value }
    guard let bin = lane.history.latest(metric, at: cursor)?.bin else { return nil }
    return bin.brokenCount > 0 ? .nan : bin.mean
  }

  /// The number at the cursor where the lane is there itself: a bin may hold more steps.
  private func exact(_ metric: Fact, in lane: LaneState) -> Double? {
    lane.report.flatMap { $0.step == cursor ? metric.value(in: $0) : nil }
  }

  /// The steps of the number at the cursor: `@140`, `@128–143`.
  func step(of metric: Fact) -> String? {
    guard let cursor else { return nil }
    if shownLanes.allSatisfy({ exact(metric, in: $0) != nil }) {
      return LiveWords.at(cursor..<cursor + 1)
    }
    return lane.history.latest(metric, at: cursor).map { LiveWords.at($0.steps) }
  }

  /// The law of a metric's growth with depth, while the steps shown are the first of a run that was
  /// not rewired.
  func law(of metric: Fact) -> DepthLaw? {
    guard let step = cursor ?? lane.report?.step, step <= DepthLaw.lastStep, rewired == nil,
      oldWiring == nil
    else { return nil }
    return DepthLaw(metric, configuration)
  }

  /// One number of a metric for each tap, and the steps that measured them: the newest, or those
  /// at the cursor, of that step alone where the lane is there itself.
  ///
  /// Values of the selected lane unless another is given.
  func values(
    of metric: Fact, in other: LaneState? = nil
  ) -> (steps: Range<Int>, values: [Double?])? {
    let lane = other ?? lane
    let source = metric.isPeriodic ? lane.periodic : lane.report
    if let cursor, source?.step != cursor {
      return lane.tapHistory.profile(metric, at: cursor).map { ($0.steps, $0.bins.map(\.value)) }
    }
    return source.map { ($0.step..<$0.step + 1, metric.values(in: $0)) }
  }

  /// The metrics along the stack, the chosen two first, then the most telling ones.
  var profileMetrics: [Fact] {
    let others: [Fact] = [
      .tokenDiversity, .branchRatio, .activationMax, .inputSimilarity, .branchCosine,
      .tokenSimilarity, .gradientMax, .branchRMS,
    ]
    let chosen = [activationMetric, gradientMetric]
    return chosen + others.filter { !chosen.contains($0) }
  }

  /// The wiring of the selection's first sublayer: what the diagram draws.
  var shownWiring: Wiring { lane.wiring[selection.indices(layers: lane.launch.layers).lowerBound] }

  /// Whether the rate was changed since the newest step, which the verdict is about.
  var rateIsNewerThanReport: Bool {
    guard let report = lane.report else { return false }
    let share = min(1, Double(report.step + 1) / Double(max(lane.warmup, 1)))
    let expected = Double(lane.learningRate) * share
    return abs(report.learningRate - expected) > expected * 1e-3
  }
}
