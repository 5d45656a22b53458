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

  /// The place of a text on the screen.
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
    #expect(paused.lastEffects == [.training(.pause)])
    #expect(try clicked("? help", paused).state.help.scroll == 0)
    #expect(try clicked("q quit", offset: 5).lastEffects == [.shell(.quit)])
    let help = try clicked("? help")
    #expect(try clicked("? close", help).state.help.scroll == nil)
  }

  @Test func aClickFocusesAPanel() throws {
    #expect(try clicked("gradient RMS").state.focus == .gradient)
    #expect(try clicked("loss 2.77").state.focus == .upperCurve)
    #expect(try clicked("accuracy").state.focus == .lowerCurve)
    let wide = try clicked("accuracy", offset: 4, Self.film((200, 60)))
    #expect(wide.state.focus == .lowerCurve)
  }

  @Test func theWheelScrollsTheHelp() {
    var film = Self.film()
    film.play(.mouse(Mouse(.wheelDown, column: 4, row: 4)))
    #expect(film.lastEffects == [] && film.state.help.scroll == nil)
    film.press("?")
    film.play(.mouse(Mouse(.wheelDown, column: 4, row: 4)))
    #expect(film.state.help.scroll == 3)
    film.play(.mouse(Mouse(.wheelUp, column: 4, row: 4)))
    #expect(film.state.help.scroll == 0)
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

  // MARK: Side by side

  private static func compared(_ size: (Int, Int) = (80, 24), layers: Int = 12) -> Film {
    var film = Film(
      lanes: [CannedRun(.post, .stalled), CannedRun(.pre, .solved, layers: layers)], size: size)
    film.press("2")
    return film
  }

  @Test func hoveringARowReadsAllLanes() throws {
    var film = Self.compared()
    let row = try place(" 7 ┊", film).row
    film.play(.mouse(Mouse(.motion, column: 20, row: row)))
    #expect(film.text.contains("activation RMS: layer 7, extreme of 2 ●"), "\(film.text)")
    #expect(film.text.contains(" ■") && film.text.contains(" · ■/● "))
    let read = film.state.note?.effect.english ?? ""
    film.play(.mouse(Mouse(.press, column: 20, row: row)))
    #expect(film.state.selection == .layer(7))
    film.wait(3000)
    // The line of the selection says the same.
    for part in read.split(separator: " ").filter({ $0.contains("●") || $0.contains("■") }) {
      #expect(film.text.contains(part), "\(part) in\n\(film.text)")
    }
  }

  @Test func hoveringBelowAShallowLaneReadsTheOthers() throws {
    var film = Self.compared(layers: 4)
    let row = try place(" 7 ┊", film).row
    film.play(.mouse(Mouse(.motion, column: 20, row: row)))
    let read = film.state.note?.effect.english ?? ""
    #expect(read.hasSuffix(" ■–") && !read.contains("■/●"), "\(read)")
    let (first, last) = (try place("embed ┊", film).row, try place("final ┊", film).row)
    for (row, name) in [(first, "embedding"), (last, "final")] {
      film.play(.mouse(Mouse(.motion, column: 20, row: row)))
      #expect(film.text.contains("activation RMS: \(name) ●"), "\(film.text)")
    }
  }

  @Test func hoveringACurveReadsItsStepInAllLanes() throws {
    var film = Self.compared()
    let curve = film.frame.hitAreas.first { spot in
      if case .curve(.loss, _)? = spot.reading { true } else { false }
    }
    let area = try #require(curve).area
    film.play(.mouse(Mouse(.motion, column: area.column + 3, row: area.row + 1)))
    #expect(film.state.note?.effect.english.hasPrefix("loss: step") == true, "\(film.text)")
    #expect(film.state.note?.effect.english.contains("●") == true)
    #expect(film.state.note?.effect.english.contains("■") == true)
  }

  // MARK: Heat map

  /// The heat map in the profile's place, and its rows' first column.
  private static func heat(_ size: (Int, Int) = (80, 24)) -> (film: Film, body: HitArea?) {
    var film = Self.film(size)
    film.press("shift-tab")
    film.wait(3000)
    let body = film.frame.hitAreas.first {
      if case .heat(_, let taps, _) = $0.reading { taps.contains(13) } else { false }
    }
    return (film, body)
  }

  @Test func theHeatMapReadsOutStepAndTap() throws {
    var (film, body) = Self.heat()
    let area = try #require(body).area
    film.play(.mouse(Mouse(.motion, column: area.column + 10, row: area.row)))
    let columns = StepColumns(steps: 0..<100, count: area.columns)
    let steps = columns.steps(of: 10)
    #expect(film.text.contains("gradient RMS, step"))
    #expect(film.text.contains("\(steps.lowerBound)") && film.text.contains("7.attention"))
    let note = film.state.note
    film.play(.mouse(Mouse(.motion, column: area.column + 11, row: area.row)))
    #expect(film.state.note != note)
    film.wait(3000)
    // Steps that are not trained yet have no number.
    film.play(.mouse(Mouse(.motion, column: area.columnEnd - 1, row: area.row)))
    #expect(film.state.note == nil)
  }

  @Test func aClickOnTheHeatMapLooksAtItsStep() throws {
    var (film, body) = Self.heat()
    let area = try #require(body).area
    film.play(.mouse(Mouse(.press, column: area.column + 10, row: area.row)))
    let cursor = try #require(film.state.cursor)
    #expect(StepColumns(steps: 0..<100, count: area.columns).column(of: cursor) == 10)
    #expect(film.state.selection == .layer(7) && film.lastEffects.isEmpty)
    film.press("space")
    film.play(.mouse(Mouse(.press, column: area.column + 2, row: area.row)))
    #expect(film.lastEffects == [.training(.command(.rewind(toStep: film.state.cursor ?? -1)))])
    // Past the newest step there is none.
    film.play(.mouse(Mouse(.press, column: area.columnEnd - 1, row: area.row)))
    #expect(film.state.cursor == nil)
  }

  /// Every column that has a step is gone to by a click.
  @Test func columnsAndStepsBelongTogether() {
    for (count, steps) in [(33, 0..<100), (100, 0..<100), (150, 0..<100), (44, 150..<450)] {
      let columns = StepColumns(steps: steps, count: count)
      for step in steps {
        let column = columns.column(of: step)
        #expect(columns.column(of: columns.steps(of: column).lowerBound) == column)
        #expect(columns.steps(of: column).contains(step))
      }
      for column in 0..<count {
        let shown = columns.steps(of: column)
        #expect(!shown.isEmpty && steps.contains(shown.lowerBound))
        #expect(shown.upperBound <= steps.upperBound)
      }
    }
  }

  @Test func theHeatMapOfAWideScreenIsFocusedByItsHeading() throws {
    var film = Self.film((200, 60))
    let heading = try #require(
      film.frame.hitAreas.first { $0.click == .perform(.focus(.heatMap)) })
    film.play(.mouse(Mouse(.press, column: heading.area.column, row: heading.area.row)))
    #expect(film.state.focus == .heatMap)
  }

  // MARK: Inspect

  private static func inspecting(_ keys: String = "") -> Film {
    var film = Self.film()
    film.press("4 " + keys)
    film.answer()
    film.wait(3000)
    return film
  }

  private func hovered(
    _ film: Film, where isWanted: (HitArea.Reading) -> Bool
  ) throws -> Film {
    var film = film
    let spot = try #require(film.frame.hitAreas.first { $0.reading.map(isWanted) ?? false })
    film.play(.mouse(Mouse(.motion, column: spot.area.column + 4, row: spot.area.row + 2)))
    return film
  }

  @Test func theInspectScreenReadsOut() throws {
    let maps = try hovered(Self.inspecting()) {
      if case .attention(1, _) = $0 { true } else { false }
    }
    #expect(maps.text.contains("head 2: token 3 (") && maps.text.contains(") takes "))
    let bins = try hovered(Self.inspecting("m")) { $0 == .histogram(isGradient: false) }
    #expect(bins.text.contains("activation, ") && bins.text.contains(" above 0, "))
    let tokens = try hovered(Self.inspecting("m m m")) {
      if case .similarity = $0 { true } else { false }
    }
    #expect(tokens.text.contains("token 3 (") && tokens.text.contains(": cosine "))
  }

  @Test func theInspectScreenIsClicked() throws {
    var film = try clicked("histograms", offset: 2, Self.inspecting())
    #expect(film.state.inspect.view == .histograms)
    film = try clicked("head 3", Self.inspecting())
    #expect(film.state.inspect.head == 2)
    #expect(try clicked("head 3", film).state.inspect.head == nil)
    film = try clicked("layer 1 attention", Self.inspecting())
    #expect(film.state.selection == .sublayer(Sublayer(index: 1)))
    film.play(.mouse(Mouse(.wheelDown, column: 9, row: 9)))
    #expect(film.state.selection == .sublayer(Sublayer(index: 3)))
    #expect(film.lastEffects == [.training(.inspect(InspectionRequest(Sublayer(index: 3))))])
  }

  @Test func aClickOnALanesMarkSelectsIt() throws {
    var film = Self.film()
    film.play(.opened(OpenedLane(id: 2, .fork(of: 1))))
    #expect(film.state.lane.id == 2)
    #expect(try clicked("●", film).state.lane.id == 1)
    #expect(try clicked("■2", film).state.lane.id == 2)
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
    for selection in ["", "down left", "4", "1 p"] {
      film.press(selection)
      for spot in film.frame.hitAreas {
        guard let click = spot.click else { continue }
        switch click {
        case .key(let key):
          let keys = film.state.chosenKeys
          #expect(
            (keys.binding(of: key, helpIsOpen: false, on: film.state.screen)
              ?? keys.binding(inMenu: key)) != nil)
        case .perform(.select), .perform(.focus), .perform(.toggleSkip),
          .perform(.changePlacement):
          break
        case .perform(.show), .perform(.showHead), .perform(.showLane), .look,
          .perform(.chooseStartingPoint):
          break
        case .perform(let action):
          #expect(KeyTable.bindings.contains { $0.action == action })
        }
      }
    }
  }
}
