import Testing

@testable import Engine
@testable import Interface

/// Lanes on the screen: what keys ask, and whose numbers are whose.
@Suite struct LaneTests {
  private static let run = CannedRun(configuration: Configuration(), course: .stalled)

  /// Two lanes, the second one selected.
  private func two(isFork: Bool = false, steps: Int = 10) -> Film {
    var film = Film()
    film.run(Self.run, 0..<steps)
    film.press("space")
    film.play(.opened(OpenedLane(id: 2, isFork ? .fork(of: 1) : .twin(of: 1))))
    return film
  }

  @Test func keysAskForLanes() {
    var film = Film()
    film.press("c")
    #expect(film.lastEffects == [.training(.command(.twin(of: 1)))])
    film.press("f")
    #expect(film.lastEffects == [.training(.command(.fork(of: 2)))] && film.state.lane.id == 3)
    film.press("x x")
    #expect(film.state.lanes.map(\.id) == [1])
    film.press("x")
    #expect(film.lastEffects.isEmpty && film.state.lanes.count == 1)
  }

  @Test func aTwinBeginsEmptyAndAForkWithEverything() {
    let twin = two().state
    #expect(twin.laneIndex == 1 && twin.lane.report == nil && twin.lane.history.isEmpty)
    #expect(twin.lane.guessing == twin.lanes[0].guessing)
    let fork = two(isFork: true).state
    #expect(fork.lane.history == fork.lanes[0].history && fork.lane.report?.step == 9)
    #expect(fork.lane.id == 2)
  }

  @Test func keysActOnTheSelectedLane() {
    var film = two()
    film.press("n")
    var pre = Configuration()
    pre.norm = .pre
    #expect(film.lastEffects == [.training(.command(.lane(2, .rewire(pre.wiring))))])
    #expect(film.state.lanes[0].wiring == Configuration().wiring)
    film.press("{ r")
    guard case .training(.command(.lane(1, .rewire))) = film.lastEffects.first else {
      Issue.record("\(film.lastEffects)")
      return
    }
  }

  @Test func reportsBelongToTheirLane() {
    var film = two()
    film.play(.report(Self.run.report(0), lane: 2))
    #expect(film.state.lanes[0].report?.step == 9 && film.state.lanes[1].report?.step == 0)
    film.play(.report(Self.run.report(10), lane: 4))
    #expect(film.state.lanes.count == 2)
  }

  /// What is typed in one breath is about the new lane, whenever the laboratory gets to it.
  @Test func aKeyBehindCIsAboutTheNewLane() {
    var film = Film()
    film.run(Self.run, 0..<3)
    film.press("c")
    #expect(film.lastEffects == [.training(.command(.twin(of: 1)))] && film.state.lane.id == 2)
    film.press("r")
    #expect(film.lastEffects == [.training(.command(.lane(2, .rewire(film.state.lane.wiring))))])
    film.play(.opened(OpenedLane(id: 2, .twin(of: 1))))
    #expect(film.state.lanes.map(\.id) == [1, 2] && film.state.lane.wiring[0].hasSkip == false)
    #expect(film.state.lanes[0].wiring[0].hasSkip)
  }

  @Test func aForkTakesOverWhatItsSourceDidMeanwhile() {
    var film = Film()
    film.run(Self.run, 0..<3)
    film.press("f r")
    film.play(.report(Self.run.report(3)))
    film.play(.opened(OpenedLane(id: 2, .fork(of: 1))))
    #expect(film.state.lane.report?.step == 3 && film.state.lane.history.stepCount == 4)
    #expect(film.state.lane.wiring[0].hasSkip == false)
  }

  @Test func aLaneThatCannotBeAddedIsTakenAway() {
    var film = Film()
    film.press("c")
    film.play(.closed(lane: 2))
    film.play(.refused(LocalizedText(same: "expected less memory")))
    #expect(film.state.lanes.map(\.id) == [1])
  }

  @Test func aClosedLaneLeavesTheOthers() {
    var film = two()
    film.press("x")
    #expect(film.lastEffects == [.training(.command(.close(2)))])
    #expect(film.state.lanes.map(\.id) == [1] && film.state.laneIndex == 0)
  }

  @Test func repeatedStepsAreNotCountedTwiceAndAnotherFutureLeavesAGhost() {
    var film = Film()
    film.run(Self.run, 0..<10)
    let before = film.state.lane.history
    film.play(.report(Self.run.report(4), lane: 1, isRepeated: true))
    #expect(film.state.lane.history == before && film.state.lane.report?.step == 4)
    film.play(.report(Self.run.report(5), lane: 1))
    #expect(film.state.lane.ghost == before && film.state.lane.history.stepCount == 6)
    var fresh = History()
    for step in 0..<6 { fresh.fold(Self.run.report(step)) }
    #expect(film.state.lane.history == fresh)
  }

  @Test func oneDivergedLaneDoesNotStopTheOther() {
    var film = two()
    film.press("space")
    var broken = Self.run.report(3)
    broken.firstNonFinite = "layer1.attention.sum"
    film.play(.report(broken, lane: 2))
    #expect(film.state.mode == .running)
    film.play(.report(broken, lane: 1))
    #expect(film.state.mode == .diverged)
  }

  /// What was recorded sets the wiring on the screen, and the run waits where it was saved.
  @Test func aSavedRunIsFollowed() throws {
    var configuration = Configuration()
    configuration.norm = .pre
    let record = LaneRecord(
      id: 3, configuration: configuration, commands: [], steps: 2, checksum: Checksum())
    let file = RunFile(
      configuration: Configuration(), instructionSet: .baseline, startChecksum: Checksum(),
      textChecksum: nil, lanes: [record])
    var film = Film()
    film.state = AppState(playing: file)
    film.play(.resize(columns: 80, rows: 24))
    let effects = film.state.modelIsReady(parameterCount: 7, guessing: 2.8, chance: 0.1)
    #expect(effects == [.training(.pace(.standard))] && film.state.lane.id == 3)
    film.play(.opened(OpenedLane(id: 4, .saved(Configuration(), parameterCount: 8))))
    #expect(film.state.lanes.map(\.id) == [3, 4] && film.state.laneIndex == 0)
    #expect(film.state.lanes[1].parameterCount == 8 && film.state.lanes[1].guessing == 2.8)
    film.play(.progress(LabProgress(done: 0, total: 2, goal: .saved)))
    film.play(.report(Self.run.report(0), lane: 3))
    #expect(film.text.contains("replaying 0/2") && film.text.contains("y = LN(x + F(x))"))
    film.play(.progress(nil))
    film.play(.replayed(ReplayEnd(Replay(file: file, mismatches: []))))
    #expect(film.text.contains("replayed: the same bits as saved") && film.text.contains("paused"))
  }

  @Test func theTitleShowsTheLanesAndTheirWay() {
    var film = two()
    #expect(film.text.contains("residual-tui  ● ■2"))
    film.play(.progress(LabProgress(done: 3, total: 10, goal: .others)))
    #expect(film.text.contains("catching up 3/10"))
  }
}
