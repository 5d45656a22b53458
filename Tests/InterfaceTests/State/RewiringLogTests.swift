@testable import Engine
import Testing

@testable import Interface

/// Undo and redo across rewinds, futures and forks.
@Suite struct RewiringLogTests {
  private static func wired(_ placement: Placement) -> [Wiring] {
    Configuration().wiring.map { Wiring(placement, skipScale: $0.skipScale) }
  }

  private func report(
    _ step: Int, _ placement: Placement, isRepeated: Bool = false, lane: Int = 1
  ) -> Event {
    .report(CannedRun(placement, .stalled).report(step), lane: lane, isRepeated: isRepeated)
  }

  /// Trained to step 9, paused: pre from step 3, sandwich from step 6.
  private func film() -> Film {
    var film = Film()
    film.press("space")
    for (steps, placement) in [(0..<3, Placement.post), (3..<6, .pre), (6..<10, .sandwich)] {
      for step in steps { film.play(report(step, placement)) }
      if placement != .sandwich { film.press("n") }
    }
    return film
  }

  private func undone(_ film: Film) -> [Wiring]? { film.state.lane.rewirings.undone }
  private func redone(_ film: Film) -> [Wiring]? { film.state.lane.rewirings.redone }

  @Test func goingBackTakesTheRewiringsOfTheTimeWithIt() {
    var film = film()
    #expect(undone(film) == Self.wired(.pre))
    film.play(report(4, .pre, isRepeated: true))
    #expect(undone(film) == Self.wired(.post) && redone(film) == nil)
    film.play(report(2, .post, isRepeated: true))
    #expect(undone(film) == nil && redone(film) == nil)
    film.press("u")
    #expect(film.lastEffects == [] && film.text.contains("nothing to undo"))
    // What was recorded for later is there again.
    for step in 3..<6 { film.play(report(step, .pre, isRepeated: true)) }
    #expect(undone(film) == Self.wired(.post))
    film.play(report(6, .sandwich, isRepeated: true))
    #expect(undone(film) == Self.wired(.pre))
  }

  @Test func anotherFutureForgetsThoseOfTheDroppedOne() {
    var film = film()
    film.play(report(4, .pre, isRepeated: true))
    film.press("r")
    var cut = CannedRun(.pre, .stalled)
    cut.configuration.residual = 0
    film.play(.report(cut.report(5)))
    #expect(undone(film) == Self.wired(.pre))
    film.press("u u")
    #expect(film.state.lane.wiring == Self.wired(.post))
    film.press("u")
    #expect(film.text.contains("nothing to undo") && film.state.lane.wiring == Self.wired(.post))
  }

  /// A rate drops the recorded future just as well.
  @Test func aFutureThatARateBegan() {
    var film = film()
    film.play(report(4, .pre, isRepeated: true))
    film.press("]")
    for step in 5..<8 { film.play(report(step, .pre)) }
    #expect(undone(film) == Self.wired(.post) && film.state.lane.wiring == Self.wired(.pre))
    film.play(report(7, .pre, isRepeated: true))
    #expect(undone(film) == Self.wired(.post))
  }

  @Test func aForkHasThoseUpToItsStep() {
    var film = film()
    film.play(report(4, .pre, isRepeated: true))
    film.press("f")
    #expect(film.state.lane.id == 2 && undone(film) == Self.wired(.post))
    film.play(report(6, .pre, lane: 2))
    #expect(undone(film) == Self.wired(.post))
    film.press("{")
    film.play(report(6, .sandwich, isRepeated: true))
    #expect(undone(film) == Self.wired(.pre))
  }

  @Test func undoIsUndoneByGoingBack() {
    var film = film()
    film.press("u")
    film.play(report(10, .pre))
    #expect(redone(film) == Self.wired(.sandwich))
    film.play(report(7, .sandwich, isRepeated: true))
    #expect(redone(film) == nil && undone(film) == Self.wired(.pre))
    film.play(report(10, .pre, isRepeated: true))
    #expect(redone(film) == Self.wired(.sandwich))
  }

  /// Asked for behind the newest step, it lies ahead after a rewind, and is carried out when its time
  /// has come.
  @Test func aRewiringThatLiesAheadIsShownOnceItCounts() {
    var film = film()
    film.press("u")
    film.play(report(8, .sandwich, isRepeated: true))
    film.play(report(9, .sandwich, isRepeated: true))
    #expect(film.state.lane.wiring == Self.wired(.sandwich) && redone(film) == nil)
    film.play(report(10, .pre))
    #expect(film.state.lane.wiring == Self.wired(.pre))
    #expect(redone(film) == Self.wired(.sandwich))
  }

  /// The trainer comes to it when the lanes have arrived; until then they report older wirings.
  @Test func aRewiringThatIsAskedForOnTheWayStaysOnTheScreen() {
    var film = film()
    film.play(report(4, .pre, isRepeated: true))
    film.press("home")
    film.rewiresAtOnce = false
    film.press("end r")
    let cut = Self.wired(.pre).map { Wiring($0.placement, skipScale: 0) }
    #expect(film.state.lane.wiring == cut)
    for step in 5..<10 { film.play(report(step, .sandwich, isRepeated: true)) }
    #expect(film.state.lane.wiring == cut && film.text.contains("╳"))
    film.play(.rewired(lane: 1))
    #expect(film.state.lane.wiring == cut && undone(film) != nil)
    // What comes after it is of the past again.
    film.play(report(8, .sandwich, isRepeated: true))
    #expect(film.state.lane.wiring == Self.wired(.sandwich))
  }

  /// A step may be under way while a key is pressed.
  @Test func aRewiringCountsFromTheStepThatWasTrainedWithIt() {
    var film = film()
    film.press("u")
    film.play(report(10, .sandwich))
    film.play(report(11, .pre))
    film.play(report(10, .sandwich, isRepeated: true))
    #expect(redone(film) == nil && undone(film) == Self.wired(.pre))
  }

  @Test func aRestartKeepsWhatItCanLeadBackTo() {
    var film = film()
    film.press("i")
    #expect(undone(film) == Self.wired(.pre))
    var run = CannedRun(.sandwich, .stalled)
    run.segment = 1
    film.play(.report(run.report(0)))
    film.play(.report(run.report(0), isRepeated: true))
    #expect(undone(film) == Self.wired(.pre))
  }

  @Test func manyRewiringsStayWithinBounds() {
    var log = RewiringLog(Self.wired(.post))
    for step in 0..<1000 { log.note(Self.wired(step % 2 == 0 ? .pre : .post), .change, from: step) }
    let isAhead = log.take(step: 950, Self.wired(.pre), isRepeated: true)
    #expect(!isAhead)
    #expect(log.undone == Self.wired(.post))
  }

  /// The journal of a saved run is what undo leads back along.
  @Test func aSavedRunBringsItsRewirings() {
    var film = Film()
    film.press("space")
    film.play(.progress(LabProgress(done: 0, total: 6, goal: .saved)))
    for step in 0..<6 { film.play(report(step, step < 3 ? .post : .pre)) }
    film.play(.progress(nil))
    #expect(undone(film) == Self.wired(.post))
    film.play(report(2, .post, isRepeated: true))
    #expect(undone(film) == nil)
  }
}
