import Engine

extension AppState {
  mutating func performLanes(_ action: Action) -> Outcome {
    switch action {
    case .twin:
      Outcome(NoteWords.twin(of: lane.id), [.lab(.twin(of: lane.id))])
    case .fork:
      Outcome(NoteWords.fork(of: lane.id), [.lab(.fork(of: lane.id))])
    case .closeLane: closeLane()
    case .previousLane: selectLane(laneIndex + lanes.count - 1)
    case .showLane(let id): selectLane(lanes.firstIndex { $0.id == id } ?? laneIndex)
    default: selectLane(laneIndex + 1)
    }
  }

  /// Shows a lane that the laboratory has added, and selects it.
  mutating func open(_ opened: OpenedLane) {
    guard let source = lanes.first(where: { $0.id == opened.source }),
      !lanes.contains(where: { $0.id == opened.id })
    else { return }
    var added = LaneState(id: opened.id, source.configuration(of: source.sentWiring))
    if opened.isFork {
      added = source.copied(as: opened.id)
    } else {
      (added.parameterCount, added.guessing, added.chance) =
        (source.parameterCount, source.guessing, source.chance)
    }
    laneIndex = lanes.firstIndex { $0.id > opened.id } ?? lanes.count
    lanes.insert(added, at: laneIndex)
    rate.restart()
    axesAreStale = true
    // Several lanes need not wait for one that has diverged.
    if mode == .diverged { mode = .paused }
  }

  private mutating func closeLane() -> Outcome {
    let id = lane.id
    lanes.remove(at: laneIndex)
    laneIndex = min(laneIndex, lanes.count - 1)
    rate.restart()
    return Outcome(NoteWords.closed(lane: id), [.lab(.close(id))])
  }

  mutating func selectLane(_ index: Int) -> Outcome {
    laneIndex = index % lanes.count
    rate.restart()
    fitAxes()
    return Outcome(NoteWords.selected(lane: lane.id, of: lanes.count))
  }
}
