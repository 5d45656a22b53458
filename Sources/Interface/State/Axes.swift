import Engine

/// The axes of what is drawn, each as wide as its data need.
struct Axes: Hashable, Sendable {
  var profile: [Fact: StickyAxis] = [:]
  var curve: [Fact: StickyAxis] = [:]
  /// Those of the heat map's colours.
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

  mutating func toggleAxisLock() -> LocalizedText {
    axesAreLocked.toggle()
    fitAxes()
    return axesAreLocked ? NoteWords.axesLocked : NoteWords.axesFree
  }

  /// Forgets the axes of a metric, whose scale has changed.
  mutating func forget(_ metric: Fact, _ kinds: WritableKeyPath<Axes, [Fact: StickyAxis]>...) {
    for kind in kinds {
      sharedAxes[keyPath: kind][metric] = nil
      for index in lanes.indices { lanes[index].axes[keyPath: kind][metric] = nil }
    }
  }
}
