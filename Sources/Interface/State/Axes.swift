import Engine

/// The axes of what is drawn, each as wide as its data need.
struct Axes: Hashable, Sendable {
  var profile: [Fact: StickyAxis] = [:]
  var curve: [Fact: StickyAxis] = [:]
  /// Axes of the heat map's colours.
  var heat: [Fact: StickyAxis] = [:]
}

extension AppState {
  /// Whether all lanes are drawn on the same axes: side by side always, alone when that is asked.
  var axesAreShared: Bool { lanes.count > 1 && (axesAreLocked || screen == .compare) }

  /// The axes on the screen.
  var axes: Axes {
    get { axesAreShared ? sharedAxes : lane.axes }
    _modify {
      if axesAreShared { yield &sharedAxes } else { yield &lane.axes }
    }
  }

  /// The lanes that the axes on the screen are wide enough for.
  var fittedLanes: [LaneState] { axesAreShared ? lanes : [lane] }

  /// The lanes whose numbers are on the screen.
  var shownLanes: [LaneState] { screen == .compare ? lanes : [lane] }

  /// The scale of a metric's axis in the profile.
  func scale(of metric: Fact) -> Axis.Scale {
    metric.isSigned ? .linear : profileScales[metric] ?? .log
  }

  /// The scale of a metric's axis along time.
  func curveScale(of metric: Fact) -> Axis.Scale { curveScales[metric] ?? metric.curveScale }

  /// The axis of a metric in the profile, as wide as its data need.
  func axis(of metric: Fact) -> Axis {
    axes.profile[metric]?.axis ?? metric.standardAxis(scale(of: metric))
  }

  /// The axis of a metric along time.
  func curveAxis(of metric: Fact) -> Axis {
    axes.curve[metric]?.axis ?? standardCurveAxis(of: metric)
  }

  /// The axis of the heat map's colours.
  var heatAxis: Axis {
    axes.heat[heatMetric]?.axis ?? heatMetric.standardAxis(scale(of: heatMetric))
  }

  func standardCurveAxis(of metric: Fact) -> Axis {
    let lane = fittedLanes[0]
    return metric.curveAxis(
      curveScale(of: metric), guessing: lane.guessing ?? 0,
      learningRate: Double(lane.launch.peakLearningRate))
  }

  /// Whether the focused panel's axis can be switched between log and linear.
  var scaleCanChange: Bool {
    switch focus {
    case .activation: !activationMetric.isSigned
    case .gradient: !gradientMetric.isSigned
    case .heatMap: !heatMetric.isSigned
    case .upperCurve, .lowerCurve: true
    }
  }
}
