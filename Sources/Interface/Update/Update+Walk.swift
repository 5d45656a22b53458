import Engine

extension AppState {
  /// Opens step-through at the next step of the selected lane: training stops there.
  mutating func openWalk() -> ActionResult {
    let wasRunning = mode == .running
    if wasRunning { (mode, timeCursor) = (.paused, nil) }
    walk = WalkState(lane: lane.id, wasRunning: wasRunning)
    screen = .stepThrough
    return ActionResult(
      StepWords.opening,
      (wasRunning ? [.training(.pause)] : []) + [.training(.walk(.open(lane: lane.id)))])
  }

  /// Takes in what the walk said.
  mutating func take(_ answer: WalkAnswer) -> [Effect] {
    guard walk != nil else { return [] }
    switch answer {
    case .opened(let opening):
      guard opening.lane == walk?.lane else { return [] }
      walk?.opening = opening
      if let tap = walk?.stop?.tap {
        walk?.index = opening.operations.last { $0.tap == tap && $0.phase == .backward }?.index ?? 0
      }
      return askForPage()
    case .page(let page, let focus): walk?.take(page, focus)
    case .splitting(let done, let total):
      if walk?.splitting != nil { walk?.splitting = .init(done: done, total: total) }
    case .split(let splits):
      walk?.splitting = nil
      if let splits { walk?.splits = splits }
    case .lesion(let report): takeExperiment(report.map(WalkState.Experiment.lesion))
    case .nudge(let report): takeExperiment(report.map(WalkState.Experiment.nudge))
    }
    return []
  }

  private mutating func takeExperiment(_ experiment: WalkState.Experiment?) {
    walk?.experiment = experiment
    walk?.isTrying = false
    if experiment == nil { say("", StepWords.noExperiment) }
  }

  private mutating func askForPage() -> [Effect] {
    guard let walk, walk.opening != nil else { return [] }
    return [.training(.walk(.show(walk.index, walk.focus)))]
  }

  /// Performs what belongs to the step-through screen.
  mutating func perform(_ move: Action.WalkMove) -> ActionResult {
    guard let walk else { return ActionResult(nil) }
    if walk.opening == nil, move != .leave { return ActionResult(StepWords.opening) }
    switch move {
    case .operation(let index): return go(to: index)
    case .nextOperation: return go(to: walk.neighbour(1, walk.folding))
    case .previousOperation: return go(to: walk.neighbour(-1, walk.folding))
    case .nextSublayer: return go(to: walk.neighbour(1, .sublayer))
    case .previousSublayer: return go(to: walk.neighbour(-1, .sublayer))
    case .first: return go(to: 0)
    case .last: return go(to: walk.operations.count - 1)
    case .counterpart: return goToCounterpart(walk)
    case .nextTensor: return nextTensor(walk)
    case .fold:
      let folding = following(walk.folding, in: WalkState.Folding.allCases)
      self.walk?.folding = folding
      return ActionResult(StepWords.name(folding))
    case .nextView:
      let view = following(walk.view, in: WalkState.View.allCases)
      self.walk?.view = view
      return ActionResult(StepWords.name(view))
    case .left: return moveFocus(rows: 0, columns: -1)
    case .right: return moveFocus(rows: 0, columns: 1)
    case .up: return moveFocus(rows: -1, columns: 0)
    case .down: return moveFocus(rows: 1, columns: 0)
    case .nextHead: return focusNextHead(walk)
    case .nextSequence: return focusNextSequence(walk)
    case .search:
      self.walk?.search = WalkState.Search()
      return ActionResult(nil)
    case .nextMatch: return goToMatch(1)
    case .previousMatch: return goToMatch(-1)
    case .paths: return split(.shard(ofSequence: walk.focus.sequence))
    case .allPaths: return split(.batch)
    case .cutSkip: return cut(.skip, walk)
    case .cutBranch: return cut(.branch, walk)
    case .nudge: return nudge(walk)
    case .leave: return ActionResult(askHowToLeave(for: .live))
    }
  }

  private mutating func go(to index: Int, _ note: LocalizedText? = nil) -> ActionResult {
    walk?.index = index
    walk?.experiment = nil
    walk?.splitting = nil
    walk?.tensor = nil
    return ActionResult(note, askForPage())
  }

  private mutating func goToCounterpart(_ walk: WalkState) -> ActionResult {
    if let back = walk.wayBack, back.from == walk.index {
      self.walk?.wayBack = nil
      return go(to: back.to, StepWords.back)
    }
    guard let target = walk.present?.counterpart else {
      return ActionResult(StepWords.noCounterpart)
    }
    self.walk?.wayBack = (target, walk.index)
    return go(to: target, StepWords.counterpart)
  }

  private mutating func nextTensor(_ walk: WalkState) -> ActionResult {
    self.walk?.tensor = walk.tensors.isEmpty ? nil : (walk.chosenTensor + 1) % walk.tensors.count
    let chosen = self.walk.flatMap { walk in
      walk.tensors.isEmpty ? nil : walk.tensors[walk.chosenTensor].tensor
    }
    return ActionResult(StepWords.tensor(chosen))
  }

  private mutating func moveFocus(rows: Int, columns: Int) -> ActionResult {
    walk?.moveFocus(rows: rows, columns: columns)
    return ActionResult(nil, askForPage())
  }

  private mutating func focusNextHead(_ walk: WalkState) -> ActionResult {
    let width = max(lane.launch.headWidth, 1)
    let feature = (walk.focus.feature + width) % max(lane.launch.width, 1)
    self.walk?.focus.feature = feature
    return ActionResult(StepWords.head(feature / width), askForPage())
  }

  private mutating func focusNextSequence(_ walk: WalkState) -> ActionResult {
    let count = lane.launch.batch
    let sequence = (walk.focus.sequence + 1) % max(count, 1)
    self.walk?.focus.sequence = sequence
    return ActionResult(InspectWords.sequence(sequence, of: count), askForPage())
  }
}

// MARK: - Experiments

extension AppState {
  /// ε in shares of the nudged tensor's RMS: large enough for the rounding of the loss.
  private static let nudgeShare = 0.1

  private mutating func split(_ scope: SplitScope) -> ActionResult {
    walk?.view = .paths
    walk?.splitting = .init(done: 0, total: 1)
    return ActionResult(StepWords.splitting, [.training(.walk(.split(scope)))])
  }

  private mutating func cut(_ part: Lesion.Part, _ walk: WalkState) -> ActionResult {
    guard let sublayer = walk.operation?.sublayer else {
      return ActionResult(StepWords.noSublayer)
    }
    let lesion = Lesion(part, of: sublayer)
    self.walk?.isTrying = true
    return ActionResult(StepWords.cutting(lesion), [.training(.walk(.lesion(lesion)))])
  }

  private mutating func nudge(_ walk: WalkState) -> ActionResult {
    guard let page = walk.present, page.operation.phase == .forward,
      let rms = page.sizes.outputRMS,
      rms > 0, rms.isFinite
    else { return ActionResult(StepWords.noNudge) }
    let epsilon = Float(rms * Self.nudgeShare)
    self.walk?.isTrying = true
    return ActionResult(
      StepWords.nudging, [.training(.walk(.nudge(walk.index, walk.focus, by: epsilon)))])
  }
}

// MARK: - Search

extension AppState {
  /// Takes a key while a search in the listing is being typed; answers whether it was one.
  mutating func typeWalkSearch(_ key: Key) -> [Effect]? {
    guard var search = walk?.search, search.isTyping, help.scroll == nil else { return nil }
    switch key {
    case .escape: walk?.search = nil
    case .enter:
      search.isTyping = false
      walk?.search = search.editor.text.isEmpty ? nil : search
      let outcome = goToMatch(1)
      say("/", outcome.note)
      return outcome.effects
    default:
      guard search.editor.press(key) else { return nil }
      walk?.search = search
    }
    return []
  }

  private mutating func goToMatch(_ direction: Int) -> ActionResult {
    guard let walk, let text = walk.search?.editor.text.lowercased(), let opening = walk.opening
    else { return ActionResult(NoteWords.noSearch) }
    let count = walk.operations.count
    for offset in 1...max(count, 1) {
      let index = (walk.index + direction * offset + count * 2) % count
      let operation = walk.operations[index]
      let words = StepListing.searchText(operation, opening.configuration)
      if words.lowercased().contains(text) { return go(to: index) }
    }
    return ActionResult(HelpWords.notFound(text))
  }
}

// MARK: - Leaving

extension AppState {
  /// Asks whether the step is to be finished, before the screen is left.
  mutating func askHowToLeave(for target: Screen) -> LocalizedText {
    walk?.leavesFor = target
    return StepWords.howToLeave[0]
  }

  /// Takes the answer; `nil` where the key is none.
  mutating func answerLeaving(_ key: Key) -> [Effect]? {
    guard let target = walk?.leavesFor, help.scroll == nil else { return nil }
    switch key {
    case .enter, .character("s"): return leaveWalk(finishing: true, for: target)
    case .character("a"): return leaveWalk(finishing: false, for: target)
    case .escape:
      walk?.leavesFor = nil
      say(key.name, StepWords.stays)
      return []
    default:
      walk?.leavesFor = nil
      return nil
    }
  }

  private mutating func leaveWalk(finishing: Bool, for target: Screen) -> [Effect] {
    guard let walk else { return [] }
    self.walk = nil
    screen = target
    if walk.wasRunning { mode = .running }
    if finishing {
      timeCursor = nil
      wasStoppedByDivergence = false
    }
    rate.restart()
    keepFocus()
    fitAxes()
    say("", finishing ? StepWords.finished : StepWords.abandoned)
    return [.training(.walk(.close(finishing: finishing)))]
      + (walk.wasRunning ? [.training(.run)] : [])
      + askForInspection()
  }
}
