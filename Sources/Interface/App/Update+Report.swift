import Engine

extension AppState {
  /// Folds a step's measurements into what the screen knows of a lane.
  mutating func take(_ report: StepReport, lane id: Int, isRepeated: Bool) -> [Effect] {
    guard let index = lanes.firstIndex(where: { $0.id == id }),
      report.segment >= lanes[index].segment
    else { return goOn(despite: report) }
    if report.segment > lanes[index].segment {
      lanes[index].startAgain(segment: report.segment)
      timeCursor = nil
    }
    if index == laneIndex { rate.count(report.step - (lane.report?.step ?? -1)) }
    lanes[index].take(
      report, isRepeated: isRepeated, followsWiring: progress?.goal == .saved)
    axesAreStale = true
    if !axesHaveMoved { fitAxes() }
    guard report.isDiverged, lanes.allSatisfy(\.isDiverged) else { return goOn(despite: report) }
    let wasRunning = mode == .running
    mode = .diverged
    return wasRunning ? [.pause] : []
  }

  /// After a divergence the trainer waits by itself; when it was that of another start or another
  /// wiring than the one it has been given since, it must not.
  private func goOn(despite report: StepReport) -> [Effect] {
    report.isDiverged && mode == .running ? [.run] : []
  }
}

extension AppState {
  /// The scale of a metric's axis in the profile.
  func scale(of metric: ProfileMetric) -> Axis.Scale {
    metric.isSigned ? .linear : profileScales[metric] ?? .log
  }

  /// The scale of a metric's axis along time.
  func scale(of metric: CurveMetric) -> Axis.Scale { curveScales[metric] ?? metric.standardScale }

  /// The axis of a metric in the profile, as wide as its data need.
  func axis(of metric: ProfileMetric) -> Axis {
    lane.profileAxes[metric]?.axis ?? metric.standardAxis(scale(of: metric))
  }

  /// The axis of a metric along time.
  func axis(of metric: CurveMetric) -> Axis {
    lane.curveAxes[metric]?.axis ?? standardAxis(of: metric)
  }

  /// Lets the axes on the screen follow the newest numbers: once between two clocks, however many
  /// reports come.
  mutating func fitAxes() {
    axesAreStale = false
    axesHaveMoved = true
    for metric in [activationMetric, gradientMetric] { fit(metric) }
    for metric in CurveMetric.allCases { fit(metric) }
    guard let bounds = lane.tapHistory.bounds(heatMetric) else { return }
    let fresh = StickyAxis(standard: heatMetric.standardAxis(scale(of: heatMetric)))
    lane.heatAxes[heatMetric, default: fresh].fit(least: bounds.least, largest: bounds.largest)
  }

  /// The axis of the heat map's colours.
  var heatAxis: Axis {
    lane.heatAxes[heatMetric]?.axis ?? heatMetric.standardAxis(scale(of: heatMetric))
  }

  /// One number of a metric for each tap, and the steps that measured them: the newest, or those
  /// at the cursor.
  func values(of metric: ProfileMetric) -> (steps: Range<Int>, values: [Double?])? {
    if let cursor {
      return lane.tapHistory.profile(metric, at: cursor).map { ($0.steps, $0.bins.map(\.value)) }
    }
    let source = metric.isPeriodic ? lane.periodic : lane.report
    return source.map { ($0.step..<$0.step + 1, metric.values(in: $0)) }
  }

  private mutating func fit(_ metric: ProfileMetric) {
    guard let values = values(of: metric)?.values else { return }
    var bounds = Bin()
    for value in values { value.map { bounds.add($0) } }
    guard bounds.count > 0 else { return }
    let fresh = StickyAxis(standard: metric.standardAxis(scale(of: metric)))
    lane.profileAxes[metric, default: fresh].fit(least: bounds.least, largest: bounds.largest)
  }

  private mutating func fit(_ metric: CurveMetric) {
    guard let bounds = lane.history.bounds(metric) else { return }
    let fresh = StickyAxis(standard: standardAxis(of: metric))
    lane.curveAxes[metric, default: fresh].fit(least: bounds.least, largest: bounds.largest)
  }

  private func standardAxis(of metric: CurveMetric) -> Axis {
    metric.standardAxis(
      scale(of: metric), guessing: lane.guessing ?? 0,
      learningRate: Double(lane.launch.peakLearningRate))
  }
}
