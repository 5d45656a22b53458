import Engine

extension AppState {
  /// Shows a lane before the laboratory has it, so that the next key is about it; a lane has the
  /// lowest number that is free, there as here.
  mutating func add(
    _ command: LabCommand, _ words: LocalizedText, _ origin: OpenedLane.Origin
  ) -> ActionResult {
    let id = (1...Lab.laneLimit).first { id in !lanes.contains { $0.id == id } }
    id.map { open(OpenedLane(id: $0, origin)) }
    return ActionResult(words, [.training(.command(command))])
  }

  /// Opens a lane from step 0 beside the first one, with a configuration of its own.
  mutating func openLane(launchedWith configuration: Configuration) -> [Effect] {
    add(.open(configuration), NoteWords.twin(of: 1), .launched(configuration)).effects
  }

  /// Shows a lane that the laboratory has added, and selects it unless it belongs to a saved run.
  ///
  /// One that is shown already takes over what was not known of it yet.
  mutating func open(_ opened: OpenedLane) {
    if let index = lanes.firstIndex(where: { $0.id == opened.id }) {
      switch opened.origin {
      case .fork(let id): lanes.first { $0.id == id }.map { lanes[index].takeRun(of: $0) }
      case .launched(_, let count): lanes[index].parameterCount = count
      case .twin, .saved: break
      }
      return
    }
    guard let added = newLane(opened) else { return }
    let index = lanes.firstIndex { $0.id > opened.id } ?? lanes.count
    lanes.insert(added, at: index)
    if case .saved = opened.origin { return }
    choose(index)
    axesAreStale = true
    // Several lanes need not wait for one that has diverged.
    if mode == .diverged { mode = .paused }
  }

  private func newLane(_ opened: OpenedLane) -> LaneState? {
    switch opened.origin {
    case .fork(let id): return lanes.first { $0.id == id }?.copied(as: opened.id)
    case .twin(let id):
      guard let source = lanes.first(where: { $0.id == id }) else { return nil }
      return LaneState(
        id: opened.id, source.configuration(of: source.sentWiring),
        parameterCount: source.parameterCount, sharing: source)
    case .launched(let configuration, let count):
      return LaneState(id: opened.id, configuration, parameterCount: count, sharing: lane)
    case .saved(let configuration, let count):
      return LaneState(id: opened.id, configuration, parameterCount: count, sharing: lane)
    }
  }

  /// Tells how a saved run has ended.
  mutating func take(_ end: ReplayEnd) {
    let isSame = end.differing.isEmpty
    note = Note(
      key: isSame ? "" : "!", effect: LaneWords.replayed(end),
      expiry: milliseconds + (isSame ? Note.duration : Self.complaintDuration))
  }

  mutating func closeLane() -> ActionResult {
    let id = lane.id
    remove(lane: id)
    return ActionResult(NoteWords.closed(lane: id), [.training(.command(.close(id)))])
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

  mutating func selectLane(_ index: Int) -> ActionResult {
    choose(index % lanes.count)
    fitAxes()
    return ActionResult(NoteWords.selected(lane: lane.id, of: lanes.count))
  }
}
