import Engine
import Testing

@testable import Interface

/// What the screen says of the weights' past and of numbers that belong to another wiring.
@Suite struct ProvenanceTests {
  /// Pauses, presses keys, and trains `count` steps with what they led to.
  private func train(
    _ film: inout Film, _ keys: String = "", _ count: Int = 3, rewiredAt: Int? = nil
  ) {
    film.press(keys)
    let next = (film.state.lane.report?.step ?? -1) + 1
    var run = CannedRun(configuration: film.state.configuration, course: .stalled)
    run.rewiredAt = rewiredAt
    film.run(run, next..<next + count)
  }

  private func started() -> Film {
    var film = Film()
    train(&film)
    film.press("space")
    return film
  }

  @Test func undoTakesAPendingChoiceBack() {
    var film = Film()
    train(&film)
    film.press("n u")
    #expect(film.lastEffects == [] && film.text.contains("n taken back"))
    film.wait(1000)
    #expect(film.allEffects == [] && film.state.rewired == nil)
    #expect(
      film.state.lane.wiring == film.state.lane.sentWiring
        && film.state.lane.rewirings.undone == nil)
  }

  @Test func aRewiringUndoneAtTheSameStepLeavesNoMark() {
    var film = started()
    film.press("n")
    #expect(film.state.rewired?.step == 3)
    film.press("u")
    #expect(film.state.rewired == nil)
    train(&film, "", rewiredAt: 3)
    #expect(film.state.rewired == nil && film.state.lane.history.marks == [])
  }

  @Test func anEarlierMarkOutlivesARewiringThatWasUndone() {
    var film = started()
    train(&film, "n", rewiredAt: 3)
    train(&film, "n u", rewiredAt: 6)
    #expect(film.state.rewired?.step == 3 && film.state.lane.history.marks == [3])
    #expect(film.text.contains("weights come from post; i for a fair start"))
  }

  @Test func stepsWithoutResidualAreNamed() {
    var film = started()
    train(&film, "r", rewiredAt: 3)
    #expect(film.text.contains("weights come from steps with residual; i"))
    train(&film, "r", rewiredAt: 6)
    #expect(film.text.contains("weights come from steps without residual; i for a fair start"))
  }

  @Test func everyOtherWiringIsNamed() {
    var film = started()
    train(&film, "n", rewiredAt: 3)
    #expect(film.state.provenanceWords == "weights come from post")
    train(&film, "n", rewiredAt: 6)
    #expect(film.state.provenanceWords == "weights come from post and pre")
    train(&film, "N", rewiredAt: 9)
    #expect(film.state.provenanceWords == "weights come from post and sandwich")
  }

  @Test func aCutInOneLayerIsAnotherWiring() {
    var film = started()
    train(&film, "down right r", rewiredAt: 3)
    #expect(film.state.provenanceWords == "weights come from post")
    train(&film, "r", rewiredAt: 6)
    #expect(film.state.provenanceWords == "weights come from another wiring")
  }

  @Test func manyWiringsStayFew() {
    var film = started()
    for turn in 0..<40 {
      let keys = turn.isMultiple(of: 2) ? "n" : "down right r"
      train(&film, keys, 1, rewiredAt: 3 + turn)
    }
    #expect(film.state.lane.provenance.wirings.count <= 8)
    #expect((film.state.provenanceWords ?? "").contains("weights come from"))
  }

  @Test func oldNumbersAreNamedUntilTheNextReport() {
    var film = started()
    film.press("n")
    #expect(film.state.oldWiring != nil && film.text.contains("of post, step 2"))
    train(&film, "", 1, rewiredAt: 3)
    #expect(film.state.oldWiring == nil && !film.text.contains("of post, step"))
    film.press("r")
    #expect(film.text.contains("of pre with residual, step 3"))
  }

  @Test func thePausedStartSaysHowToGoOn() {
    var film = started()
    film.press("i")
    #expect(film.text.contains("step 0: space runs, . trains one step"))
    #expect(!film.text.contains("waiting for the first step"))
  }
}
