import Engine

extension Action {
  /// What keys do on the claims screen.
  enum ClaimMove: Hashable, Sendable {
    case next, previous, nextPage, previousPage
    /// Opens the page of the claim of that number, from 0.
    case open(Int)
    /// Puts the claim's lanes on the plots.
    case run
    /// Measures it and shows the numbers.
    case measure
    /// Puts what flips it on the plots.
    case flip
    case back
  }
}

extension AppState {
  mutating func perform(_ move: Action.ClaimMove) -> Outcome {
    switch move {
    case .next: moveInClaims(by: 1)
    case .previous: moveInClaims(by: -1)
    case .nextPage: moveInClaims(by: ClaimScreen.pageRows(self))
    case .previousPage: moveInClaims(by: -ClaimScreen.pageRows(self))
    case .open(let index): openClaim(index)
    case .run: return runClaim()
    case .measure: return measureClaim()
    case .flip: return flipClaim()
    case .back:
      if claims.stage == .ledger { return Outcome(performInspect(.open(.live))) }
      claims.stage = .ledger
    }
    return Outcome(nil)
  }

  private mutating func moveInClaims(by offset: Int) {
    if claims.stage == .page {
      let last = max(ClaimText.Page(self).lines.count - ClaimScreen.pageRows(self), 0)
      claims.scroll = min(max(claims.scroll + offset, 0), last)
    } else {
      claims.index = min(max(claims.index + offset, 0), Experiment.all.count - 1)
    }
  }

  /// Opens the page of a claim.
  mutating func openClaim(_ index: Int) {
    (claims.index, claims.stage, claims.scroll, screen) = (index, .page, 0, .claims)
  }

  private mutating func runClaim() -> Outcome {
    do throws(ConfigurationError) {
      let set = try claims.experiment.laneSet()
      claims.stage = .building
      let quantity = claims.experiment.figure.quantity
      return Outcome(CommandWords.building, stage(set.configurations, showing: quantity))
    } catch { return Outcome(CommandError(error).words) }
  }

  private mutating func measureClaim() -> Outcome {
    openClaim(claims.index)
    return Outcome(nil, askForMeasurement())
  }

  private mutating func askForMeasurement() -> [Effect] {
    let id = claims.experiment.id
    claims.progress = ClaimState.Progress(id: id, share: 0)
    if mode == .running { mode = .paused }
    return [.pause, .measure(id)]
  }

  private mutating func flipClaim() -> Outcome {
    do throws(ConfigurationError) {
      let configuration = try claims.experiment.flipped()
      claims.stage = .flipped
      let effects = stage([configuration], showing: claims.experiment.figure.quantity)
      mode = .running
      return Outcome(CommandWords.building, effects)
    } catch { return Outcome(CommandError(error).words) }
  }

  /// `enter` on the plots leads to the numbers.
  mutating func goOnWithClaim() -> Outcome {
    switch claims.stage {
    case .building, .running: return Outcome(LessonWords.notYet)
    default:
      openClaim(claims.index)
      return Outcome(nil)
    }
  }

  /// Trains the lanes of the claim whose first model has just been built; the one that flips it trains by
  /// itself.
  mutating func startClaim(on model: Configuration) -> [Effect] {
    if claims.stage == .flipped { say("", nil) }
    guard claims.stage == .building, let set = try? claims.experiment.laneSet(),
      set.configurations.first == model
    else { return [] }
    claims.stage = .running
    say("", nil)
    return train(set.configurations, steps: set.steps)
  }

  /// Measures the claim once its lanes have come to their end.
  mutating func followClaim() -> [Effect] {
    guard claims.stage == .running, let set = try? claims.experiment.laneSet() else { return [] }
    let areOver = lanes.allSatisfy { lane in
      lane.report.map { $0.step + 1 >= set.steps || $0.isDiverged } ?? false
    }
    guard areOver else { return [] }
    claims.stage = .finished
    return askForMeasurement()
  }

  /// Takes in what measuring a claim has come to.
  mutating func take(_ measurement: ClaimMeasurement) {
    switch measurement {
    case .progress(let id, let share):
      guard claims.progress?.id == id else { return }
      claims.progress?.share = share
    case .result(let result):
      claims.results[result.experiment.id] = result
      if claims.progress?.id == result.experiment.id { claims.progress = nil }
      if claims.stage == .finished { say("", ClaimWords.running(claims)) }
    case .interrupted(let id):
      if claims.progress?.id == id { claims.progress = nil }
    }
  }
}
