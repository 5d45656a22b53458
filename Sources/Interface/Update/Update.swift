import Engine

/// What an action led to.
struct ActionResult {
  var effects: [Effect]
  /// Its effect in words, if there is anything to say.
  var note: LocalizedText?

  init(_ note: LocalizedText?, _ effects: [Effect] = []) {
    self.note = note
    self.effects = effects
  }
}

/// Applies `event`: no clock, no randomness, no input or output.
package func update(_ state: inout AppState, _ event: Event) -> [Effect] {
  switch event {
  case .key(let key): return state.take(key)
  case .mouse(let mouse): return state.point(mouse)
  case .line(let line): return state.take(line: line)
  case .paste(let text):
    state.command.prompt?.paste(text)
    return []
  case .rebuilt(let model): return state.take(model)
  case .answer(let answer): return state.take(answer)
  case .report(let report, let lane, let isRepeated):
    let effects = state.take(report, lane: lane, isRepeated: isRepeated)
    state.takeForLesson(report, lane: lane)
    return effects + state.followStage() + state.pauseWhenReached()
  case .tuned(let id, let configuration):
    if let index = state.lanes.firstIndex(where: { $0.id == id }) {
      state.lanes[index].tune(as: configuration)
    }
    return []
  case .rewired(let id):
    if let index = state.lanes.firstIndex(where: { $0.id == id }) {
      state.lanes[index].takeRewiring()
    }
    return []
  case .opened(let lane):
    state.open(lane)
    return []
  case .replayed(let end):
    state.take(end)
    return []
  case .closed(let lane):
    state.remove(lane: lane)
    return []
  case .partings(let partings):
    for index in state.lanes.indices {
      state.lanes[index].parting = partings[state.lanes[index].id]
    }
    return []
  case .refused(let reason):
    state.say("!", NoteWords.refused(reason))
    return []
  case .progress(let progress):
    state.progress = progress
    return []
  case .walk(let answer): return state.take(answer)
  case .broke(let breakpoint, let lane, let step, let isDiverged):
    return state.stop(at: breakpoint, lane, step, isDiverged: isDiverged)
  case .measured(let measurement):
    state.take(measurement)
    return []
  case .inspection(let inspection):
    state.take(inspection)
    return []
  case .resize(let columns, let rows):
    state.resize(columns: columns, rows: rows)
    return []
  case .terminal(let reply):
    state.look.adopt(reply)
    return []
  case .colors(let depth):
    state.look.depth = depth
    state.say("", CommandWords.colors(depth))
    return []
  case .clock(let milliseconds): return state.advance(to: milliseconds)
  }
}

extension AppState {
  /// Gives a key to whatever line is being typed, else to the key table.
  mutating func take(_ key: Key) -> [Effect] {
    if command.prompt != nil { return type(key) }
    if help.search?.isTyping == true, typeSearch(key) { return [] }
    if let effects = typeWalkSearch(key) { return effects }
    if let effects = answerLeaving(key) { return effects }
    if let effects = answerStage(key) { return effects }
    return press(key)
  }

  mutating func press(_ key: Key) -> [Effect] {
    let isMenu = startingPoint != nil && help.scroll == nil
    let found =
      isMenu
      ? chosenKeys.binding(inMenu: key)
      : chosenKeys.binding(of: key, helpIsOpen: help.scroll != nil, on: screen)
    guard let binding = found else {
      say(key.name, walk == nil ? NoteWords.unknownKey : StepWords.unknownKey)
      return []
    }
    guard binding.isValid(self) else {
      say(key.name, binding.refusal)
      return []
    }
    if binding.action == .undo, let words = takeBackPending() {
      say(key.name, words)
      return []
    }
    let flushed = binding.action.concernsTrainer ? sendPending() : []
    let outcome = perform(binding.action(of: key))
    say(key.name, outcome.note)
    return flushed + outcome.effects + askForInspection()
  }

  mutating func perform(_ action: Action) -> ActionResult {
    let left = action.changesRun ? leaveStage() : []
    var outcome = outcome(of: action)
    outcome.effects = left + outcome.effects
    return outcome
  }

  private mutating func outcome(of action: Action) -> ActionResult {
    switch action {
    case .toggleRunning: toggleRunning()
    case .trainOneStep: trainOneStep()
    case .reset: reset()
    case .toggleWarmup: toggleWarmup()
    case .lowerLearningRate: lowerLearningRate()
    case .raiseLearningRate: raiseLearningRate()
    case .slower: slower()
    case .faster: faster()

    case .toggleResidual, .toggleSelected: toggleResidual()
    case .toggleSkip(let selection): toggleResidual(of: selection)
    case .nextPlacement: cyclePlacement(\.next)
    case .previousPlacement: cyclePlacement(\.previous)
    case .changePlacement(let selection): cyclePlacement(\.next, of: selection)
    case .undo: restore(lane.rewirings.undone, .undo, NoteWords.undone)
    case .redo: restore(lane.rewirings.redone, .redo, NoteWords.redone)

    case .twin: add(.twin(of: lane.id), NoteWords.twin(of: lane.id), .twin(of: lane.id))
    case .fork: add(.fork(of: lane.id), NoteWords.fork(of: lane.id), .fork(of: lane.id))
    case .closeLane: closeLane()
    case .nextLane: selectLane(laneIndex + 1)
    case .previousLane: selectLane(laneIndex + lanes.count - 1)
    case .showLane(let id): selectLane(lanes.firstIndex { $0.id == id } ?? laneIndex)

    case .nextLayer: ActionResult(select(selection(movedBy: 1)))
    case .previousLayer: ActionResult(select(selection(movedBy: -1)))
    case .narrow(let kind): ActionResult(select(selection(narrowedTo: kind)))
    case .widen where selection == .everything: moveCursor(to: nil)
    case .widen: ActionResult(select(selection.widened))
    case .select(let wanted): ActionResult(select(wanted == selection ? .everything : wanted))

    case .nextPanel: ActionResult(focus(by: 1))
    case .previousPanel: ActionResult(focus(by: -1))
    case .focus(let panel): ActionResult(focus(on: panel))
    case .nextMetric: ActionResult(nextMetric())
    case .toggleScale: ActionResult(toggleScale())
    case .toggleAxisLock: ActionResult(toggleAxisLock())
    case .toggleWindow: ActionResult(toggleWindow())
    case .nextSmoothing: ActionResult(nextSmoothing())
    case .earlier: moveCursor(to: earlierStep)
    case .later: moveCursor(to: laterStep)
    case .firstStep: moveCursor(to: 0)
    case .newestStep: moveCursor(to: nil)

    case .openWalk, .open(.stepThrough): walk == nil ? openWalk() : ActionResult(StepWords.here)
    case .open(let screen) where walk != nil: ActionResult(askHowToLeave(for: screen))
    case .open(let screen): ActionResult(open(screen))
    case .walk(let move): perform(move)
    case .lesson(let move): perform(move)
    case .claim(let move): perform(move)

    case .leaveInspect: ActionResult(open(.live))
    case .nextView: ActionResult(moveView(by: 1))
    case .previousView: ActionResult(moveView(by: -1))
    case .show(let view): ActionResult(show(view))
    case .nextHead: ActionResult(moveHead(by: 1))
    case .previousHead: ActionResult(moveHead(by: -1))
    case .showHead(let head): ActionResult(show(head: head))
    case .nextSequence: ActionResult(moveSequence(by: 1))
    case .previousSequence: ActionResult(moveSequence(by: -1))

    case .openHelp: ActionResult(openHelp())
    case .closeHelp: ActionResult(closeHelp())
    case .scrollHelp(let move): ActionResult(scrollHelp(move))
    case .searchHelp: ActionResult(searchHelp())
    case .nextMatch: ActionResult(moveToMatch(1))
    case .previousMatch: ActionResult(moveToMatch(-1))

    case .openStartingPoints: choose(startingPoint: 0)
    case .closeStartingPoints: choose(startingPoint: nil)
    case .moveStartingPoint(let offset): moveStartingPoint(by: offset)
    case .chooseStartingPoint(let index): choose(startingPoint: index)
    case .start: start()

    case .nextLanguage: ActionResult(nextLanguage())
    case .nextTheme: ActionResult(nextTheme())
    case .nextGlyphs: ActionResult(nextGlyphs())
    case .nextLayout: ActionResult(show(following(look.layout, in: ScreenLayout.allCases)))
    case .openCommand: openCommand()
    case .quit: ActionResult(nil, [.shell(.quit)])
    case .suspend: ActionResult(NoteWords.suspended, [.shell(.suspend)])
    case .redraw: ActionResult(NoteWords.redrawn, [.shell(.redraw)])
    }
  }

  mutating func advance(to now: Int) -> [Effect] {
    milliseconds = max(milliseconds, now)
    rate.tick(milliseconds)
    axesHaveMoved = false
    if axesAreStale { fitAxes() }
    if let note, note.expiry <= milliseconds { self.note = nil }
    guard let pending = lane.pending, pending.deadline <= milliseconds else { return [] }
    return sendPending()
  }

  mutating func say(_ key: String, _ effect: LocalizedText?) {
    note = effect.map { Note(key: key, effect: $0, expiry: milliseconds + Note.duration) }
  }
}
