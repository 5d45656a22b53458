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
    #expect(names.contains("narrow-attention") && names.contains("toggle-running"))
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
