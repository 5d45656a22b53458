import Engine
import Testing

@testable import Interface

/// Searching in the help.
@Suite struct HelpSearchTests {
  private func searched(_ text: String, _ keys: String = "enter", _ look: Look = Look()) -> Film {
    var film = Film(look: look)
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    film.press("? /")
    film.type(text)
    film.press(keys)
    return film
  }

  /// The text that is marked on the screen.
  private func marked(_ film: Film) -> Set<String> {
    var found: Set<String> = []
    for row in 1..<22 {
      var run = ""
      for cell in film.frame.cells(ofRow: row) + [.blank] {
        if cell.style.attributes.contains(.reverse) {
          if !cell.isContinuation { run.unicodeScalars.append(cell.scalar) }
        } else if !run.isEmpty {
          found.insert(run)
          run = ""
        }
      }
    }
    return found
  }

  @Test func typingFindsAndMarks() {
    let film = searched("COLLAPSE", "")
    #expect(marked(film) == ["collapse"] || marked(film) == ["collapse", "Collapse"])
    #expect(film.text.contains("/COLLAPSE") && film.text.contains("lines"))
  }

  @Test func nextAndPreviousGoAround() {
    var film = searched("placement")
    var lines: [Int?] = [film.state.help.search?.line]
    for key in ["n", "n", "N", "N", "N"] {
      film.press(key)
      lines.append(film.state.help.search?.line)
    }
    #expect(lines[0] == lines[4] && lines[1] == lines[3] && lines[2] != lines[1])
    let last = film.state.help.search?.matches(HelpScreen.lines(of: film.state)).last
    #expect(lines[5] == last)
    #expect(film.text.contains("N: ") && marked(film).contains("Placement"))
  }

  @Test func escapeDropsTheSearchAndThenTheHelp() {
    var film = searched("verdict", "")
    let moved = film.state.help.scroll
    film.press("esc")
    #expect(film.state.help.search == nil && film.state.help.scroll == 0 && moved != 0)
    film.press("esc")
    #expect(film.state.help.scroll == nil)
  }

  @Test func keysOfTheHelpAreTextWhileTyping() {
    let film = searched("qz? ", "")
    #expect(film.state.help.search?.text == "qz? " && film.allEffects.isEmpty)
  }

  @Test func whatIsNotThereIsSaid() {
    var film = searched("xyzzy")
    film.press("n")
    #expect(film.text.contains("n: not found: xyzzy"))
    #expect(searched("").state.help.search == nil)
    var unsearched = Film()
    unsearched.press("? n")
    #expect(unsearched.text.contains("/ begins"))
  }

  @Test func theHelpBeginsWithTheFocusedPanel() {
    var film = Film()
    film.press("tab ?")
    #expect(film.text.contains("What am I looking at: gradient RMS"))
  }

  // MARK: What the help is about

  private func help(_ film: Film) -> String {
    HelpText.lines(for: film.state, width: 1000).map(\.text).joined(separator: "\n")
  }

  /// Bars, curves and frames are drawn of many characters; the help speaks of what they mean.
  private func isDrawing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x80, 0x2580...0x259f, 0x2800...0x28ff: true
    default: false
    }
  }

  @Test(arguments: [
    "", "down n r", "c f", "shift-tab <", "i", "w i", "tab m m", "4", "4 m", "4 m m", "4 m m m",
    "4 right n", "2", "2 tab m", "2 { n",
  ])
  func everySymbolBehindTheHelpIsExplained(_ script: String) {
    for size in [(80, 24), (200, 60)] {
      var film = Film(size: size)
      film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
      film.press(script)
      film.play(.opened(OpenedLane(id: 2, .fork(of: 1))))
      film.answer()
      film.wait(3000)
      var shown = Set<Unicode.Scalar>()
      for row in 0..<size.1 - 2 { shown.formUnion(film.frame.cells(ofRow: row).map(\.scalar)) }
      let missing = shown.subtracting(help(film).unicodeScalars).filter { !isDrawing($0) }
      #expect(missing.isEmpty, "\(missing.map { "\($0)" }) in \(script)")
    }
  }

  @Test func keysOfTheScreenComeFirstAndThoseOfOthersLast() throws {
    var film = Film()
    let live = help(film)
    let view = try #require(live.range(of: "next metric in the focused panel"))
    let elsewhere = try #require(live.range(of: "On other screens: Inspect"))
    let heads = try #require(live.range(of: "next attention head"))
    #expect(view.lowerBound < elsewhere.lowerBound && elsewhere.lowerBound < heads.lowerBound)
    film.press("4")
    let inspect = help(film)
    let own = try #require(inspect.range(of: "next attention head"))
    let training = try #require(inspect.range(of: "run or pause"))
    let others = try #require(inspect.range(of: "On other screens: View"))
    #expect(own.lowerBound < training.lowerBound && training.lowerBound < others.lowerBound)
  }

  @Test(arguments: Language.allCases) func frames(_ language: Language) {
    let (name, word) = language == .chinese ? ("-zh", "坍缩") : ("", "collapse")
    var film = searched(word, "", Look(language: language))
    expectSnapshot(film.frame, "help-search\(name)-80x24")
    film.press("enter n")
    expectSnapshot(film.frame, "help-found\(name)-80x24")
  }
}
