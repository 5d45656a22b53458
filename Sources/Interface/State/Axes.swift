import Engine

/// The axes of what is drawn, each as wide as its data need.
struct Axes: Hashable, Sendable {
  var profile: [ProfileMetric: StickyAxis] = [:]
  var curve: [CurveMetric: StickyAxis] = [:]
  /// Those of the heat map's colours.
  var heat: [ProfileMetric: StickyAxis] = [:]
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

  /// The axis of the heat map's colours.
  var heatAxis: Axis {
    axes.heat[heatMetric]?.axis ?? heatMetric.standardAxis(scale(of: heatMetric))
  }

  func standardAxis(of metric: CurveMetric) -> Axis {
    let lane = fittedLanes[0]
    return metric.standardAxis(
      scale(of: metric), guessing: lane.guessing ?? 0,
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
