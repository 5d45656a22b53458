import Testing

@testable import Interface

/// Keys that a person has chosen.
@Suite struct ChosenKeysTests {
  private static func film(_ choices: [(String, [String])]) throws -> Film {
    var film = Film(size: (200, 60))
    film.state.chosenKeys = try ChosenKeys(choices.map { (action: $0.0, keys: $0.1) })
    return film
  }

  @Test func aChosenKeyComesFirstAndTheStandardOneStays() throws {
    var film = try Self.film([("next-placement", ["o", "ctrl-n"])])
    film.press("o")
    #expect(film.text.contains("[pre]") && film.text.contains("o norm"))
    film.press("n ctrl-n")
    #expect(film.text.contains("[branch]"))
    film.press("?")
    #expect(film.text.contains("o ctrl-n n"))
  }

  @Test func actionsMayChangeKeys() throws {
    var film = try Self.film([("next-placement", ["r"]), ("toggle-residual", ["n"])])
    film.press("n")
    #expect(film.text.contains("y = LN(F(x))"))
    film.press("r")
    #expect(film.text.contains("[pre]"))
  }

  @Test func everyActionHasAnUnmistakableName() {
    let names = ChosenKeys.actionNames
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0 == "-" || ("a"..."z").contains($0) }, "\(name)")
      #expect(throws: Never.self) { try ChosenKeys([(action: name, keys: ["ctrl-x"])]) }
    }
  }

  /// People have these names in their files: one may be added, none may change.
  @Test func namesOfActionsStay() {
    let names = """
      claim-back claim-flip claim-measure claim-next claim-next-page claim-previous \
      claim-previous-page claim-run close-lane earlier faster first-step fork later \
      leave-inspect lesson-back lesson-go-on lesson-next lesson-predict-a lesson-predict-b \
      lesson-predict-c lesson-previous lower-learning-rate narrow-attention narrow-feedforward \
      newest-step next-glyphs next-head next-lane next-language next-layer next-layout \
      next-metric next-panel next-placement next-sequence next-smoothing next-theme next-view \
      open-claims open-command open-compare open-help open-inspect open-lessons open-live \
      open-starting-points open-step-through open-walk previous-head previous-lane \
      previous-layer previous-panel previous-placement previous-sequence previous-view quit \
      raise-learning-rate redo redraw reset slower suspend toggle-axis-lock toggle-residual \
      toggle-running toggle-scale toggle-selected toggle-warmup toggle-window train-one-step \
      twin undo walk-all-paths walk-counterpart walk-cut-branch walk-cut-skip walk-down \
      walk-first walk-fold walk-last walk-leave walk-left walk-next-head walk-next-match \
      walk-next-operation walk-next-sequence walk-next-sublayer walk-next-tensor \
      walk-next-view walk-nudge walk-paths walk-previous-match walk-previous-operation \
      walk-previous-sublayer walk-right walk-search walk-up widen
      """
    #expect(ChosenKeys.actionNames.sorted() == names.split(separator: " ").map(String.init))
  }

  @Test(arguments: [
    ([("next", ["o"])], 0, "expected an action: toggle-running, "),
    ([("next-placement", ["pp"])], 0, "expected a key such as n"),
    ([("next-placement", ["o"]), ("reset", ["o"])], 1, "found 'o', which next-placement has"),
    ([("reset", ["q"])], 0, "takes the last key of quit"),
    ([("reset", ["o", "o"])], 0, "found 'o', which reset has"),
  ])
  func faultyChoicesAreRefused(
    choices: [(String, [String])], place: Int, problem: String
  ) throws {
    let error = #expect(throws: ChosenKeys.Fault.self) { try Self.film(choices) }
    #expect(error?.place == place)
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
  }
}
