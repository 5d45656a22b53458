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
    return wasRunning ? [.training(.pause)] : []
  }

  /// After a divergence the trainer waits by itself; when it was that of another start or another
  /// wiring than the one it has been given since, it must not.
  private func goOn(despite report: StepReport) -> [Effect] {
    report.isDiverged && mode == .running ? [.training(.run)] : []
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
    axes.profile[metric]?.axis ?? metric.standardAxis(scale(of: metric))
  }

  /// The axis of a metric along time.
  func axis(of metric: CurveMetric) -> Axis {
    axes.curve[metric]?.axis ?? standardAxis(of: metric)
  }

  /// Lets the axes on the screen follow the newest numbers: once between two clocks, however many
  /// reports come.
  mutating func fitAxes() {
    axesAreStale = false
    axesHaveMoved = true
    for metric in profileMetrics.prefix(screen == .compare ? CompareScreen.mostProfiles : 2) {
      fit(metric)
    }
    for metric in CurveMetric.allCases { fit(metric) }
    fitHeat()
  }

  private mutating func fitHeat() {
    let fresh = StickyAxis(standard: heatMetric.standardAxis(scale(of: heatMetric)))
    fit(\.heat, heatMetric, fresh, fittedLanes.map { $0.tapHistory.bounds(heatMetric) })
  }

  /// Lets an axis follow the ends of several lanes' numbers.
  private mutating func fit<Metric: Hashable>(
    _ kind: WritableKeyPath<Axes, [Metric: StickyAxis]>, _ metric: Metric, _ fresh: StickyAxis,
    _ ends: [(least: Double, largest: Double)?]
  ) {
    let known = ends.compactMap(\.self)
    guard let least = known.map(\.least).min(), let largest = known.map(\.largest).max() else {
      return
    }
    axes[keyPath: kind][metric, default: fresh].fit(least: least, largest: largest)
  }

  /// The metrics along the stack, the chosen two first, then the most telling ones.
  var profileMetrics: [ProfileMetric] {
    let others: [ProfileMetric] = [
      .tokenResidual, .branchRatio, .activationMax, .inputSimilarity, .branchCosine,
      .tokenSimilarity, .gradientMax, .branchRMS,
    ]
    let chosen = [activationMetric, gradientMetric]
    return chosen + others.filter { !chosen.contains($0) }
  }

  /// The axis of the heat map's colours.
  var heatAxis: Axis {
    axes.heat[heatMetric]?.axis ?? heatMetric.standardAxis(scale(of: heatMetric))
  }

  /// One number of a metric for each tap, and the steps that measured them: the newest, or those
  /// at the cursor, of that step alone where the lane is there itself.
  ///
  /// Those of the selected lane unless another is asked for.
  func values(
    of metric: ProfileMetric, in other: LaneState? = nil
  ) -> (steps: Range<Int>, values: [Double?])? {
    let lane = other ?? lane
    let source = metric.isPeriodic ? lane.periodic : lane.report
    if let cursor, source?.step != cursor {
      return lane.tapHistory.profile(metric, at: cursor).map { ($0.steps, $0.bins.map(\.value)) }
    }
    return source.map { ($0.step..<$0.step + 1, metric.values(in: $0)) }
  }

  private mutating func fit(_ metric: ProfileMetric) {
    let ends = fittedLanes.map { lane -> (least: Double, largest: Double)? in
      var bounds = Bin()
      for value in values(of: metric, in: lane)?.values ?? [] { value.map { bounds.add($0) } }
      return bounds.count > 0 ? (bounds.least, bounds.largest) : nil
    }
    let fresh = StickyAxis(standard: metric.standardAxis(scale(of: metric)))
    fit(\.profile, metric, fresh, ends)
    if screen == .compare { chooseRatio(of: metric) }
  }

  private mutating func fit(_ metric: CurveMetric) {
    let fresh = StickyAxis(standard: standardAxis(of: metric))
    fit(\.curve, metric, fresh, fittedLanes.map { $0.history.bounds(metric) })
  }

  private func standardAxis(of metric: CurveMetric) -> Axis {
    let lane = fittedLanes[0]
    return metric.standardAxis(
      scale(of: metric), guessing: lane.guessing ?? 0,
      learningRate: Double(lane.launch.peakLearningRate))
  }
}
