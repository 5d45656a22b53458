import Engine

/// What the numbers on the screen belong to, and why some are missing.
extension AppState {
  /// The wiring that the newest report ran with, where it is not the one on the screen.
  var oldWiring: [Wiring]? { Self.oldWiring(of: lane.report, unless: lane.wiring) }

  /// The wiring that a metric's numbers belong to, where it is not the one on the screen.
  func oldWiring(of metric: ProfileMetric) -> [Wiring]? {
    Self.oldWiring(of: metric.isPeriodic ? lane.periodic : lane.report, unless: lane.wiring)
  }

  private static func oldWiring(of report: StepReport?, unless shown: [Wiring]) -> [Wiring]? {
    guard let report, report.wiring != shown else { return nil }
    return report.wiring
  }

  /// Why a metric has no numbers along the stack.
  func absence(of metric: ProfileMetric) -> String {
    (metric == .updateRatio ? LiveWords.noUpdate : LiveWords.notMeasuredYet)[language]
  }

  /// The newest number of a metric; of one that few steps have, the newest there is.
  func newest(_ metric: CurveMetric) -> Double? {
    guard let report = lane.report else { return nil }
    if let value = metric.value(in: report) { return value }
    if metric == .tokenResidual { return lane.periodic.flatMap { metric.value(in: $0) } }
    let bins = lane.history.resampled(
      metric, steps: 0..<lane.history.stepCount, count: History.capacity)
    // A bin of several steps has no newest number.
    return bins.last { !$0.isEmpty }.flatMap { $0.count == 1 ? $0.mean : nil }
  }
}
