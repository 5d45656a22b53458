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
  /// Lets the axes on the screen follow the newest numbers: once between two clocks, however many
  /// reports come.
  mutating func fitAxes() {
    axesAreStale = false
    axesHaveMoved = true
    for metric in profileMetrics.prefix(screen == .compare ? CompareScreen.mostProfiles : 2) {
      fit(metric)
    }
    for metric in Fact.curves { fitCurve(metric) }
    fitHeat()
  }

  private mutating func fitHeat() {
    let fresh = StickyAxis(standard: heatMetric.standardAxis(scale(of: heatMetric)))
    fit(\.heat, heatMetric, fresh, fittedLanes.map { $0.tapHistory.bounds(heatMetric) })
  }

  /// Lets an axis follow the ends of several lanes' numbers.
  private mutating func fit(
    _ kind: WritableKeyPath<Axes, [Fact: StickyAxis]>, _ metric: Fact, _ fresh: StickyAxis,
    _ ends: [(least: Double, largest: Double)?]
  ) {
    let known = ends.compactMap(\.self)
    guard let least = known.map(\.least).min(), let largest = known.map(\.largest).max() else {
      return
    }
    axes[keyPath: kind][metric, default: fresh].fit(least: least, largest: largest)
  }

  private mutating func fit(_ metric: Fact) {
    let ends = fittedLanes.map { lane -> (least: Double, largest: Double)? in
      var bounds = Bin()
      for value in values(of: metric, in: lane)?.values ?? [] { value.map { bounds.add($0) } }
      return bounds.count > 0 ? (bounds.least, bounds.largest) : nil
    }
    let fresh = StickyAxis(standard: metric.standardAxis(scale(of: metric)))
    fit(\.profile, metric, fresh, ends)
    if screen == .compare { chooseRatio(of: metric) }
  }

  private mutating func fitCurve(_ metric: Fact) {
    let fresh = StickyAxis(standard: standardCurveAxis(of: metric))
    fit(\.curve, metric, fresh, fittedLanes.map { $0.history.bounds(metric) })
  }

  /// Decades from which on a column of ratios is shown as log₁₀, and under which it no longer is.
  private static let decadesAtWhichRatiosTurn = (up: 2.0, down: 1.0)

  /// Tells a metric's ratios in decades where they are far from 1; it takes a clear change to turn.
  mutating func chooseRatio(of metric: Fact) {
    guard let pair, !metric.isSigned, let first = values(of: metric, in: pair.other),
      let second = values(of: metric, in: pair.base)
    else { return }
    let taps = [(pair.other, first.values), (pair.base, second.values)].map { lane, values in
      ProfileRow.sublayerTaps(of: lane.launch.layers).map { values[$0] }
    }
    let farthest =
      zip(taps[0], taps[1]).compactMap { LanePair.decades($0, $1) }
      .map { abs($0) }.filter { !$0.isNaN }.max() ?? 0
    if farthest >= Self.decadesAtWhichRatiosTurn.up { decadeRatios.insert(metric) }
    if farthest < Self.decadesAtWhichRatiosTurn.down { decadeRatios.remove(metric) }
  }

  /// Forgets the axes of a metric, whose scale has changed.
  mutating func forget(_ metric: Fact, _ kinds: WritableKeyPath<Axes, [Fact: StickyAxis]>...) {
    for kind in kinds {
      sharedAxes[keyPath: kind][metric] = nil
      for index in lanes.indices { lanes[index].axes[keyPath: kind][metric] = nil }
    }
  }
}
