import Testing

@testable import Engine
@testable import Interface

/// The ledger of claims, what is run for one, and what is shown of it.
@Suite struct ClaimScreenTests {
  private func film(_ keys: String, look: Look = Look(), columns: Int = 80, rows: Int = 24) -> Film
  {
    var film = Film(size: (columns, rows), look: look)
    film.press(keys)
    return film
  }

  /// The result that the record has: each finding in the middle of its band.
  private func recorded(_ id: ClaimID) throws -> ExperimentResult {
    let experiment = try #require(Experiment.of(id))
    return experiment.result(
      experiment.findings.map { finding in
        let middle = (finding.band.lowerBound + finding.band.upperBound) / 2
        return [middle, middle, middle]
      })
  }

  private func rebuilt(_ configuration: Configuration) -> Event {
    .rebuilt(
      BuiltModel(
        configuration: configuration, parameterCount: 1000, guessing: 2.77, chance: 0.0625))
  }

  /// The model that was asked for, and the first step of its lanes.
  private func begin(_ film: inout Film, _ set: LaneSet) {
    film.play(rebuilt(set.configurations[0]))
    report(&film, set, 0..<1)
  }

  /// The steps behind that up to the end.
  private func finish(_ film: inout Film, _ set: LaneSet) {
    report(&film, set, 1..<(set.steps ?? 1))
  }

  private func report(_ film: inout Film, _ set: LaneSet, _ steps: Range<Int>) {
    let canned = CannedRun(configuration: set.configurations[0], course: .stalled)
    for step in steps {
      for lane in 1...set.configurations.count {
        film.play(.report(canned.report(step), lane: lane))
      }
    }
  }

  @Test func aClaimIsTrainedMeasuredAndJudged() throws {
    var film = film("5 down down down enter")
    let experiment = try #require(Experiment.of("R4"))
    let set = try experiment.laneSet()
    #expect(
      film.lastEffects == [
        .training(.pause), .training(.rebuild(set.configurations[0], on: .nothingStored)),
      ])
    film.play(rebuilt(set.configurations[0]))
    let openings = set.configurations.dropFirst().map { Effect.training(.command(.open($0))) }
    #expect(film.lastEffects.filter { openings.contains($0) } == openings)
    #expect(film.lastEffects.suffix(2) == [.training(.pauseAfter(step: 0)), .training(.run)])
    #expect(film.state.screen == .compare && film.state.lanes.count == 4)
    #expect(film.state.activationMetric == .inputSimilarity)
    film.press("enter")
    #expect(film.text.contains("not yet"))
    let canned = CannedRun(configuration: set.configurations[0], course: .stalled)
    for lane in 1...4 { film.play(.report(canned.report(0), lane: lane)) }
    #expect(film.lastEffects.contains(.training(.measure("R4"))) && film.state.isAwaiting)
    film.play(.measured(.progress("R4", 0.5)))
    film.wait(4000)
    #expect(film.text.contains("R4: measuring: 50 % of 3 seeds"))
    film.play(.measured(.result(try recorded("R4"))))
    #expect(!film.state.isAwaiting && film.text.contains("R4 only if · enter shows"))
    film.press("enter")
    #expect(
      film.state.screen == .claims && film.text.contains("measured here: only if, as recorded"))
    film.press("esc")
    #expect(film.text.contains("R4  only if     only if"))
  }

  @Test func whatFlipsItIsOneKeyAway() throws {
    var film = film("5 f")
    var flipped = Configuration()
    flipped.residual = 0
    #expect(
      film.lastEffects == [
        .training(.pause), .training(.rebuild(try flipped.validated(), on: .nothingStored)),
      ])
    film.play(rebuilt(try flipped.validated()))
    #expect(film.lastEffects.contains(.training(.run)) && film.state.screen == .live)
    #expect(film.text.contains("R1: --residual off. Nothing is added any more."))
    film.press("enter")
    #expect(film.state.screen == .claims && film.state.claims.page == .page)
  }

  /// A key or a command that makes another run ends it, and with it the pause at its end.
  @Test(arguments: ["n", "i", "c", ":layers 2", ":warmup 9", ":until 90", ":norm pre"])
  func aChangeByHandEndsIt(change: String) throws {
    var film = film("")
    film.play(.line("claim S1"))
    film.press("enter")
    begin(&film, try #require(Experiment.of("S1")).laneSet())
    #expect(film.state.staged?.phase == .training)
    if change.hasPrefix(":") {
      film.play(.line(String(change.dropFirst())))
    } else {
      film.press(change)
    }
    #expect(film.state.staged == nil && film.state.claims.results.isEmpty)
    #expect(film.lastEffects.contains(.training(.pauseAfter(step: nil))))
  }

  @Test func aModelThatCannotBeBuiltLeadsBack() throws {
    for key in ["enter", "f"] {
      var film = film("5 \(key)")
      film.play(.answer(.refused(LocalizedText(same: "no memory"))))
      #expect(
        film.lastEffects == [.training(.run)] && film.state.isRunning && !film.state.isAwaiting)
      #expect(film.state.screen == .claims && film.state.staged == nil)
      #expect(film.text.contains("the run goes on as it is: no memory"))
    }
    // A model that was asked for otherwise is no claim's.
    var film = film("5 enter")
    film.play(rebuilt(Configuration()))
    #expect(film.state.lanes.count == 1 && film.state.staged == nil)
    // What is denied has nothing to do with it.
    film.press("5 enter")
    film.play(.answer(.denied("fewer colours")))
    #expect(film.state.staged != nil)
  }

  /// Whatever one looks up meanwhile, it stays the claim that was begun.
  @Test func theCursorIsNotWhatRuns() throws {
    var film = film("")
    film.play(.line("claim S1"))
    film.press("enter")
    let set = try #require(Experiment.of("S1")).laneSet()
    begin(&film, set)
    film.press("5 esc down down down")
    #expect(film.state.claims.experiment.id == "S4")
    finish(&film, set)
    #expect(film.lastEffects.contains(.training(.measure("S1"))))
    film.press("2")
    film.wait(4000)
    #expect(film.text.contains("S1: measuring: 0 % of 3 seeds"))
  }

  /// Plots belong to one at a time, and keys to the screen that is seen.
  @Test func lessonsAndClaimsTakeTurns() throws {
    var film = film("5 f")
    film.play(rebuilt(try #require(Experiment.all.first).flipped()))
    film.press("6 enter")
    #expect(film.state.screen == .lessons && film.state.lessons.page == .question)
    film.press("a")
    #expect(film.state.staged?.lessonRun == 0)
    film.wait(4000)
    #expect(film.text.contains("lesson 1: you predicted: a"))
    film.press("5 enter")
    #expect(film.state.staged?.purpose == .claim("R1"))
  }

  /// A breakpoint leads into the step at which it holds; nobody waits for the rest.
  @Test func aBreakpointEndsIt() throws {
    var film = film("")
    film.play(.line("claim S1"))
    film.press("enter")
    let set = try #require(Experiment.of("S1")).laneSet()
    begin(&film, set)
    let breakpoint = try Breakpoint("loss < 9", layers: 12)
    film.play(.broke(breakpoint, lane: 1, step: 3, isDiverged: false))
    #expect(
      film.state.staged == nil && film.lastEffects.contains(.training(.pauseAfter(step: nil))))
  }

  @Test func whatIsBeingMeasuredIsNotAskedForTwice() throws {
    var film = film("5 m")
    film.press("m")
    #expect(film.lastEffects.isEmpty && film.state.claims.progress != nil)
    // Other kernels have other numbers.
    film.play(.measured(.result(try recorded("R1"))))
    var model = BuiltModel(
      configuration: Configuration(), parameterCount: 9, guessing: 2.77, chance: 0.0625)
    model.change = .instructionSet(.baseline)
    film.play(.rebuilt(model))
    #expect(film.state.claims.results.isEmpty)
  }

  @Test func aMeasurementThatGaveWayIsNoResult() throws {
    var film = film("5 m")
    #expect(film.lastEffects == [.training(.pause), .training(.measure("R1"))])
    film.play(.measured(.progress("R1", 0.4)))
    #expect(film.text.contains("measuring: 40 % of 3 seeds"))
    film.play(.measured(.interrupted("R1")))
    #expect(film.text.contains("Not measured here yet") && !film.state.isAwaiting)
    // What another claim came to is kept, and shown where it belongs.
    film.play(.measured(.result(try recorded("S1"))))
    #expect(film.text.contains("Not measured here yet"))
    film.play(.line("claim s1"))
    #expect(film.text.contains("measured here: holds, as recorded"))
  }

  @Test func numbersOutsideTheRecordSaySo() throws {
    var film = film("5 m")
    let experiment = try #require(Experiment.all.first)
    film.play(.measured(.result(experiment.result(experiment.findings.map { _ in [0, 0, 0] }))))
    #expect(film.text.contains("measured here: only if; recorded: holds"))
    #expect(film.text.contains("outside the"))
    #expect(!film.text.contains("Two additions per layer"))
  }

  @Test func ledgerAndPageAreMovedIn() {
    var film = film("5 up down down")
    #expect(film.state.claims.index == 2)
    film.press("pgdn pgdn")
    #expect(film.state.claims.index == Experiment.all.count - 1)
    film.play(.line("claim w3"))
    film.press("down down down down")
    #expect(film.state.claims.index == 7)
    film.press("esc esc")
    #expect(film.state.screen == .live)
    film.play(.line("claim x9"))
    #expect(film.text.contains("claim: expected R1, R2"))
  }

  @Test(arguments: Language.allCases) func frames(_ language: Language) throws {
    for (columns, rows) in [(80, 24), (120, 36)] {
      let size = "\(language.rawValue)-\(columns)x\(rows)"
      var film = film("5 down down", look: Look(language: language), columns: columns, rows: rows)
      for id in ["R1", "R3", "S1"] as [ClaimID] { film.play(.measured(.result(try recorded(id)))) }
      expectSnapshot(film.frame, "claims-\(size)")
      film.play(.line("claim R3"))
      expectSnapshot(film.frame, "claim-measured-\(size)")
      film.play(.line("claim W3"))
      expectSnapshot(film.frame, "claim-\(size)")
    }
  }

  /// Every page can be read to its end, and no line is cut.
  @Test(arguments: Language.allCases) func everyPageIsWhole(_ language: Language) throws {
    for index in Experiment.all.indices {
      var film = film("5", look: Look(language: language))
      film.play(.measured(.result(try recorded(Experiment.all[index].id))))
      film.play(.line("claim \(Experiment.all[index].id.rawValue)"))
      let lines = ClaimText.Page(film.state).lines.map(\.text)
      #expect(lines.allSatisfy { CharacterWidth.columns(of: $0) <= 78 })
      #expect(film.text.contains(lines[0]))
      film.press("pgdn pgdn")
      #expect(film.text.contains(try #require(lines.last)))
    }
  }

  @Test func everySizeIsDrawn() {
    for keys in ["5", "5 m"] {
      let film = film(keys)
      for columns in stride(from: 0, through: 200, by: 7) {
        for rows in [0, 1, 7, 12, 13, 18, 24, 36, 60] {
          var canvas = Canvas(columns: columns, rows: rows)
          view(film.state, on: &canvas)
          #expect(canvas.cells.count == columns * rows)
        }
      }
    }
  }
}
