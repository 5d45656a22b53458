import Engine
import Testing

@testable import Interface

/// What the mouse does, and that keys do it too.
@Suite struct MouseTests {
  private static func film(_ size: (Int, Int) = (80, 24)) -> Film {
    var film = Film(size: size)
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    return film
  }

  /// Where a text stands on the screen.
  private func place(_ text: String, _ film: Film) throws -> (column: Int, row: Int) {
    for (row, line) in film.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let characters = Array(line)
      for column in characters.indices where characters[column...].starts(with: Array(text)) {
        // The transcript begins with the size, and each row with a bar.
        return (column - 1, row - 1)
      }
    }
    throw Missing(text: text)
  }

  private struct Missing: Error { var text: String }

  private func clicked(
    _ text: String, offset: Int = 0, _ film: Film = film()
  ) throws -> Film {
    var film = film
    let place = try place(text, film)
    film.play(.mouse(Mouse(.press, column: place.column + offset, row: place.row)))
    return film
  }

  @Test func aClickSelectsALayerAndAgainNothing() throws {
    let film = try clicked(" 7 │po")
    #expect(film.state.selection == .layer(7))
    #expect(try clicked("▸    7 │po", film).state.selection == .everything)
    #expect(try clicked(" 7 │po │po ███", offset: 12).state.selection == .layer(7))
  }

  @Test func aClickOnTheSkipCutsItAndOnThePlacementMovesIt() throws {
    let cut = try clicked(" 7 │po │po", offset: 3)
    let sublayer = Sublayer(layer: 7, kind: .attention)
    var wiring = Configuration().wiring
    wiring[sublayer.index].skipScale = 0
    #expect(cut.lastEffects == [.trainer(.rewire(wiring))])
    #expect(cut.state.selection == .sublayer(sublayer))
    let moved = try clicked(" 7 │po │po", offset: 8)
    #expect(moved.state.lane.wiring[13].placement == .pre)
    #expect(moved.state.lane.pending != nil)
  }

  @Test func keysOfTheFooterCanBeClicked() throws {
    let paused = try clicked("space pause")
    #expect(paused.lastEffects == [.pause])
    #expect(try clicked("? help", paused).state.helpScroll == 0)
    #expect(try clicked("q quit", offset: 5).lastEffects == [.quit])
    let help = try clicked("? help")
    #expect(try clicked("? close", help).state.helpScroll == nil)
  }

  @Test func aClickFocusesAPanel() throws {
    #expect(try clicked("gradient RMS").state.focus == .gradient)
    #expect(try clicked("loss 2.78").state.focus == .upperCurve)
    #expect(try clicked("accuracy").state.focus == .lowerCurve)
    let wide = try clicked("accuracy", offset: 4, Self.film((200, 60)))
    #expect(wide.state.focus == .lowerCurve)
  }

  @Test func theWheelScrollsTheHelp() {
    var film = Self.film()
    film.play(.mouse(Mouse(.wheelDown, column: 4, row: 4)))
    #expect(film.lastEffects == [] && film.state.helpScroll == nil)
    film.press("?")
    film.play(.mouse(Mouse(.wheelDown, column: 4, row: 4)))
    #expect(film.state.helpScroll == 3)
    film.play(.mouse(Mouse(.wheelUp, column: 4, row: 4)))
    #expect(film.state.helpScroll == 0)
  }

  @Test func hoveringReadsOutOnce() throws {
    var film = Self.film()
    let row = try place(" 7 │po", film).row
    film.play(.mouse(Mouse(.motion, column: 20, row: row)))
    #expect(film.text.contains("activation RMS: 7.attention 1.00 · 7.feedforward 1.00"))
    let frame = film.frame
    film.play(.mouse(Mouse(.motion, column: 21, row: row)))
    #expect(film.frame == frame)
    film.wait(3000)
    #expect(!film.text.contains("7.attention 1.00"))
    film.play(.mouse(Mouse(.motion, column: 22, row: row)))
    #expect(!film.text.contains("7.attention 1.00"))
  }

  @Test func hoveringACurveReadsItsStep() throws {
    var film = Self.film()
    let axis = try place("0         50       100", film)
    film.play(.mouse(Mouse(.motion, column: axis.column + 10, row: axis.row - 3)))
    #expect(film.text.contains("loss: ") && film.text.contains("step"))
  }

  @Test func theScreenSaysHowToSelectText() {
    var film = Self.film()
    #expect(!film.text.contains("shift-drag"))
    film.play(.mouse(Mouse(.motion, column: 0, row: 0)))
    #expect(film.text.contains("shift-drag selects text"))
    film.enter("mouse off")
    film.wait(3000)
    #expect(!film.text.contains("shift-drag"))
    let selection = film.state.selection
    film.play(.mouse(Mouse(.press, column: 5, row: 10)))
    #expect(film.state.selection == selection)
  }

  @Test func nothingIsClickedUnderTheOpenLine() throws {
    var film = Self.film()
    film.press(":")
    film.play(.mouse(Mouse(.press, column: 5, row: 10)))
    #expect(film.state.selection == .everything && film.state.command.prompt != nil)
  }

  /// Whatever a click performs a key does too, in one press or several.
  @Test func everyClickHasItsKeys() {
    var film = Self.film((200, 60))
    for selection in ["", "down left"] {
      film.press(selection)
      for spot in film.frame.spots {
        guard let click = spot.click else { continue }
        switch click {
        case .key(let key):
          #expect(film.state.chosenKeys.binding(of: key, helpIsOpen: false, on: film.state.screen) != nil)
        case .perform(.select), .perform(.focus), .perform(.toggleSkip),
          .perform(.changePlacement):
          break
        case .perform(let action):
          #expect(KeyTable.bindings.contains { $0.action == action })
        }
      }
    }
  }
}
