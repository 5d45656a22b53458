import Engine
import Testing

@testable import Interface

/// The trainer waits by itself after a divergence: what the interface answers.
@Suite struct DivergenceTests {
  private static func diverging(at step: Int, _ placement: Placement = .none) -> CannedRun {
    var configuration = Configuration()
    configuration.norm = placement
    var run = CannedRun(configuration: configuration, course: .exploding)
    run.divergesAt = step
    return run
  }

  private static func film(_ run: CannedRun, _ steps: Range<Int>) -> Film {
    var film = Film(run.configuration)
    film.run(run, steps)
    return film
  }

  @Test func aDivergenceOfTheStartBeforeIsAnsweredByRunning() {
    let run = Self.diverging(at: 4)
    var film = Self.film(run, 0..<4)
    film.press("i")
    #expect(film.lastEffects == [.trainer(.reset), .training(.run)])
    film.run(run, 4..<5)
    #expect(film.lastEffects == [.training(.run)] && film.state.isRunning)
  }

  @Test func aDivergenceOfTheWiringBeforeIsAnsweredByRunning() {
    let run = Self.diverging(at: 4)
    var film = Self.film(run, 0..<4)
    film.press("n")
    film.wait(400)
    film.run(run, 4..<5)
    #expect(film.lastEffects == [.training(.run)] && film.state.isRunning)
    #expect(film.state.rewired?.step == 4)
  }

  @Test func aLateDivergenceDoesNotRunWhatAPersonPaused() {
    let run = Self.diverging(at: 4)
    var film = Self.film(run, 0..<4)
    film.press("space i")
    #expect(film.lastEffects == [.trainer(.reset)])
    film.run(run, 4..<5)
    #expect(film.lastEffects == [] && !film.state.isRunning)
  }

  @Test func theAdvisedWayOutRuns() {
    var film = Self.film(Self.diverging(at: 4), 0..<5)
    film.press("n n")
    #expect(film.state.mode == .paused)
    film.press("i")
    #expect(film.lastEffects == [.trainer(.reset), .training(.run)] && film.state.isRunning)
  }

  @Test(arguments: ["space space", "."])
  func whoTakesOverDecidesAboutTheReset(_ keys: String) {
    var film = Self.film(Self.diverging(at: 4), 0..<5)
    film.press("n " + keys + " i")
    #expect(film.lastEffects == [.trainer(.reset)] && !film.state.isRunning)
  }

  @Test func theRewiringStandsAtTheStepThatWasNotApplied() {
    var film = Self.film(Self.diverging(at: 4), 0..<5)
    film.press("n")
    #expect(film.text.contains("rewired at 4"))
  }

  @Test func whatNeverTrainedLeavesNothingBehind() {
    var film = Self.film(Self.diverging(at: 0), 0..<1)
    film.press("n n")
    #expect(film.state.rewired == nil && !film.text.contains("weights come from"))
    #expect(film.text.contains("of none, step 0"))
  }
}
