import Engine

extension AppState {
  mutating func perform(_ move: Action.ClaimMove) -> ActionResult {
    switch move {
    case .next: moveInClaims(by: 1)
    case .previous: moveInClaims(by: -1)
    case .nextPage: moveInClaims(by: ClaimScreen.pageRows(self))
    case .previousPage: moveInClaims(by: -ClaimScreen.pageRows(self))
    case .open(let id): openClaim(id)
    case .run: return runClaim()
    case .measure: return measureClaim()
    case .flip: return flipClaim()
    case .back:
      if claims.page == .ledger { return ActionResult(open(.live)) }
      claims.page = .ledger
    }
    return ActionResult(nil)
  }

  private mutating func moveInClaims(by offset: Int) {
    if claims.page == .page {
      let last = max(ClaimText.Page(self).lines.count - ClaimScreen.pageRows(self), 0)
      claims.scroll = min(max(claims.scroll + offset, 0), last)
    } else {
      claims.index = min(max(claims.index + offset, 0), Experiment.all.count - 1)
    }
  }

  /// Opens the page of a claim.
  private mutating func openClaim(_ id: ClaimID) {
    claims.index = Experiment.all.firstIndex { $0.id == id } ?? claims.index
    (claims.page, claims.scroll, screen) = (.page, 0, .claims)
  }

  private mutating func runClaim() -> ActionResult {
    let experiment = claims.experiment
    return stage(
      .claim(experiment.id), showing: experiment.figure.quantity, experiment.laneSet)
  }

  private mutating func flipClaim() -> ActionResult {
    let experiment = claims.experiment
    return stage(.flip(experiment.id), showing: experiment.figure.quantity) {
      () throws(ConfigurationError) in
      LaneSet(configurations: [try experiment.flipped()], steps: nil)
    }
  }

  private mutating func measureClaim() -> ActionResult {
    let id = claims.experiment.id
    openClaim(id)
    return ActionResult(nil, claims.progress?.id == id ? [] : askForMeasurement(of: id))
  }

  /// Measures a claim; what trains pauses for it.
  mutating func askForMeasurement(of id: ClaimID) -> [Effect] {
    claims.progress = ClaimState.Progress(id: id, share: 0)
    if mode == .running { mode = .paused }
    return [.training(.pause), .training(.measure(id))]
  }

  /// `enter` on the plots leads to the numbers.
  mutating func goOnWithClaim(_ staged: Staged) -> ActionResult {
    switch staged.purpose {
    case .claim(let id), .flip(let id):
      guard staged.phase == .shown else { return ActionResult(LessonWords.notYet) }
      openClaim(id)
    case .lesson: break
    }
    return ActionResult(nil)
  }

  /// Takes in what measuring a claim has come to.
  mutating func take(_ measurement: ClaimMeasurement) {
    switch measurement {
    case .progress(let id, let share):
      guard claims.progress?.id == id else { return }
      claims.progress?.share = share
    case .result(let result):
      claims.results[result.experiment.id] = result
      end(result.experiment.id)
    case .interrupted(let id): end(id)
    }
  }

  private mutating func end(_ id: ClaimID) {
    if claims.progress?.id == id { claims.progress = nil }
    // On the other screens enter would be something else.
    guard let staged, staged.purpose == .claim(id), screen == .live || screen == .compare else {
      return
    }
    say("", ClaimWords.staged(staged, claims))
  }
}
