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

  /// The model that was asked for, and the reports of its lanes up to their end.
  private func train(_ film: inout Film, _ set: LaneSet) {
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: set.configurations[0], parameterCount: 1000, guessing: 2.77,
          chance: 0.0625)))
    let canned = CannedRun(configuration: set.configurations[0], course: .stalled)
    for step in 0..<set.steps {
      for lane in 1...set.configurations.count {
        film.play(.report(canned.report(step), lane: lane))
      }
    }
  }

  @Test func aClaimIsTrainedMeasuredAndJudged() throws {
    var film = film("5 down down down enter")
    let experiment = try #require(Experiment.of(.r4))
    let set = try experiment.laneSet()
    #expect(film.lastEffects == [.pause, .rebuild(set.configurations[0])])
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: set.configurations[0], parameterCount: 1000, guessing: 2.77,
          chance: 0.0625)))
    let openings = set.configurations.dropFirst().map { Effect.lab(.open($0)) }
    #expect(film.lastEffects.filter { openings.contains($0) } == openings)
    #expect(film.lastEffects.suffix(2) == [.pauseAfter(step: 0), .run])
    #expect(film.state.screen == .compare && film.state.lanes.count == 4)
    #expect(film.state.activationMetric == .inputSimilarity)
    film.press("enter")
    #expect(film.text.contains("not yet"))
    let canned = CannedRun(configuration: set.configurations[0], course: .stalled)
    for lane in 1...4 { film.play(.report(canned.report(0), lane: lane)) }
    #expect(film.lastEffects.contains(.measure(.r4)) && film.state.isAwaiting)
    film.play(.measured(.progress(.r4, 0.5)))
    film.wait(4000)
    #expect(film.text.contains("R4: measuring: 50 % of 3 seeds"))
    film.play(.measured(.result(try recorded(.r4))))
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
    #expect(film.lastEffects == [.pause, .rebuild(try flipped.validated())])
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: try flipped.validated(), parameterCount: 1000, guessing: 2.77,
          chance: 0.0625)))
    #expect(film.lastEffects.contains(.run) && film.state.screen == .live)
    #expect(film.text.contains("R1: What flips it, f: --residual off."))
    film.press("enter")
    #expect(film.state.screen == .claims && film.state.claims.stage == .page)
  }

  @Test func aChangeByHandEndsIt() throws {
    var film = film("5 enter")
    train(&film, try #require(Experiment.all.first).laneSet())
    film.press("n")
    #expect(film.state.claims.stage == .ledger && film.state.claims.results.isEmpty)
  }

  @Test func aModelThatCannotBeBuiltEndsIt() {
    var film = film("5 enter")
    film.play(.answer(.refused("no memory")))
    #expect(!film.state.isAwaiting && film.state.claims.stage == .ledger)
    // A model that was asked for otherwise is no claim's.
    film.press("5 enter")
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: Configuration(), parameterCount: 9, guessing: 2.77, chance: 0.0625)))
    #expect(film.state.lanes.count == 1)
  }

  @Test func aMeasurementThatGaveWayIsNoResult() throws {
    var film = film("5 m")
    #expect(film.lastEffects == [.pause, .measure(.r1)])
    film.play(.measured(.progress(.r1, 0.4)))
    #expect(film.text.contains("measuring: 40 % of 3 seeds"))
    film.play(.measured(.interrupted(.r1)))
    #expect(film.text.contains("Not measured here yet") && !film.state.isAwaiting)
    // What another claim came to is kept, and shown where it belongs.
    film.play(.measured(.result(try recorded(.s1))))
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
      for id in [ClaimID.r1, .r3, .s1] { film.play(.measured(.result(try recorded(id)))) }
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
