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
    let index = lanes.firstIndex { $0.id > opened.id } ?? lanes.count
    lanes.insert(added, at: index)
    choose(index)
    axesAreStale = true
    // Several lanes need not wait for one that has diverged.
    if mode == .diverged { mode = .paused }
  }

  private mutating func closeLane() -> Outcome {
    let id = lane.id
    remove(lane: id)
    return Outcome(NoteWords.closed(lane: id), [.lab(.close(id))])
  }

  /// Takes a lane off the screen; the last one stays.
  mutating func remove(lane id: Int) {
    guard lanes.count > 1, let index = lanes.firstIndex(where: { $0.id == id }) else { return }
    let selected = index < laneIndex ? laneIndex - 1 : laneIndex
    lanes.remove(at: index)
    choose(min(selected, lanes.count - 1))
  }

  /// Selects a lane; what is selected in the stack stays as far as the lane has it.
  private mutating func choose(_ index: Int) {
    laneIndex = index
    rate.restart()
    if selection.layer ?? 0 > lane.launch.layers { selection = .everything }
  }

  mutating func selectLane(_ index: Int) -> Outcome {
    choose(index % lanes.count)
    fitAxes()
    return Outcome(NoteWords.selected(lane: lane.id, of: lanes.count))
  }
}
