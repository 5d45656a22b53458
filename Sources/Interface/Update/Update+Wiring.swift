import Engine

extension AppState {
  /// Sends the choice of placement that waits for the end of its chain, if one does.
  mutating func sendPending() -> [Effect] {
    guard lane.pending != nil else { return [] }
    lane.pending = nil
    return send()
  }

  /// Forgets the choice of placement that is not sent yet; `nil` when there is none to forget.
  mutating func takeBackPending() -> LocalizedText? {
    guard lane.pending != nil else { return nil }
    lane.pending = nil
    guard lane.wiring != lane.sentWiring else { return nil }
    lane.wiring = lane.sentWiring
    return NoteWords.takenBack
  }

  /// Changes the placement of what is selected or, with another selection, selects that first.
  mutating func cyclePlacement(
    _ step: KeyPath<Placement, Placement>, of other: Selection? = nil
  ) -> ActionResult {
    if let other { selection = other }
    let early = lane.pending.map { $0.selection != selection } == true ? sendPending() : []
    let placement = shownWiring.placement[keyPath: step]
    for index in selection.indices(layers: lane.launch.layers) {
      lane.wiring[index].placement = placement
    }
    let words = NoteWords.placement(placement, selection)
    guard mode == .running else { return ActionResult(words, early + send()) }
    lane.pending = PendingRewiring(
      selection: selection, deadline: milliseconds + PendingRewiring.delay)
    return ActionResult(words, early)
  }

  /// Joins what is cut; cuts only where nothing is.
  mutating func toggleResidual(of other: Selection? = nil) -> ActionResult {
    if let other { selection = other }
    let indices = selection.indices(layers: lane.launch.layers)
    for index in indices where lane.wiring[index].hasSkip {
      lane.onScales[index] = lane.wiring[index].skipScale
    }
    let joins = lane.wiring[indices].contains { !$0.hasSkip }
    for index in indices { lane.wiring[index].skipScale = joins ? lane.onScales[index] : 0 }
    let words = NoteWords.residual(lane.wiring[indices].map(\.skipScale), selection)
    return ActionResult(words, send())
  }

  mutating func restore(
    _ wiring: [Wiring]?, _ kind: RewiringLog.Kind, _ word: LocalizedText
  ) -> ActionResult {
    guard let wiring else { return ActionResult(NoteWords.nothingLeft) }
    lane.wiring = wiring
    return ActionResult(NoteWords.restored(word, wiring), transmit(kind))
  }

  /// Asks the trainer for the wiring on the screen; `u` leads back to the one before.
  mutating func send() -> [Effect] {
    lane.wiring == lane.sentWiring ? [] : transmit(.change)
  }

  private mutating func transmit(_ kind: RewiringLog.Kind) -> [Effect] {
    lane.rewirings.note(lane.wiring, kind, from: lane.report?.updates ?? 0)
    guard lane.wiring != lane.sentWiring else { return [] }
    lane.sentWiring = lane.wiring
    lane.awaitedRewirings += 1
    if mode == .diverged {
      mode = .paused
      wasStoppedByDivergence = true
    }
    return [lane.order(.rewire(lane.wiring))]
  }
}
