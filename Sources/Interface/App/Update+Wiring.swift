import Engine

extension AppState {
  private static let undoLimit = 100

  mutating func performWiring(_ action: Action) -> Outcome {
    switch action {
    case .nextPlacement: cyclePlacement(\.next)
    case .previousPlacement: cyclePlacement(\.previous)
    case .undo: restore(from: \.undoStack, to: \.redoStack, NoteWords.undone)
    case .redo: restore(from: \.redoStack, to: \.undoStack, NoteWords.redone)
    default: toggleResidual()
    }
  }

  /// Sends the choice of placement that waits for the end of its chain, if one does.
  mutating func sendPending() -> [Effect] {
    guard pending != nil else { return [] }
    pending = nil
    return send()
  }

  /// Forgets the choice of placement that is not sent yet; `nil` when there is none to forget.
  mutating func takeBackPending() -> Words? {
    guard pending != nil else { return nil }
    pending = nil
    guard wiring != sentWiring else { return nil }
    wiring = sentWiring
    return NoteWords.takenBack
  }

  /// The wiring of the selection's first sublayer: what the diagram draws.
  var shownWiring: Wiring { wiring[selection.indices(layers: launch.layers).lowerBound] }

  private mutating func cyclePlacement(_ step: KeyPath<Placement, Placement>) -> Outcome {
    let early = pending.map { $0.selection != selection } == true ? sendPending() : []
    let placement = shownWiring.placement[keyPath: step]
    for index in selection.indices(layers: launch.layers) { wiring[index].placement = placement }
    let words = NoteWords.placement(placement, selection)
    guard mode == .running else { return Outcome(words, early + send()) }
    pending = PendingRewiring(
      selection: selection, deadline: milliseconds + PendingRewiring.delay)
    return Outcome(words, early)
  }

  /// Joins what is cut; cuts only where nothing is.
  private mutating func toggleResidual() -> Outcome {
    let indices = selection.indices(layers: launch.layers)
    for index in indices where wiring[index].hasSkip { onScales[index] = wiring[index].skipScale }
    let joins = wiring[indices].contains { !$0.hasSkip }
    for index in indices { wiring[index].skipScale = joins ? onScales[index] : 0 }
    let words = NoteWords.residual(wiring[indices].map(\.skipScale), selection)
    return Outcome(words, send())
  }

  private mutating func restore(
    from source: WritableKeyPath<AppState, [[Wiring]]>,
    to target: WritableKeyPath<AppState, [[Wiring]]>, _ word: Words
  ) -> Outcome {
    guard let previous = self[keyPath: source].popLast() else {
      return Outcome(NoteWords.nothingLeft)
    }
    self[keyPath: target].append(sentWiring)
    wiring = previous
    return Outcome(NoteWords.restored(word, wiring), transmit())
  }

  /// Asks the trainer for the wiring on the screen and remembers the one before for `u`.
  private mutating func send() -> [Effect] {
    guard wiring != sentWiring else { return [] }
    undoStack = (undoStack + [sentWiring]).suffix(Self.undoLimit)
    redoStack = []
    return transmit()
  }

  private mutating func transmit() -> [Effect] {
    guard wiring != sentWiring else { return [] }
    sentWiring = wiring
    if mode == .diverged {
      mode = .paused
      wasStoppedByDivergence = true
    }
    return [.trainer(.rewire(wiring))]
  }
}
