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
    var lines: [Int?] = [film.state.helpSearch?.line]
    for key in ["n", "n", "N", "N", "N"] {
      film.press(key)
      lines.append(film.state.helpSearch?.line)
    }
    #expect(lines[0] == lines[4] && lines[1] == lines[3] && lines[2] != lines[1])
    let last = film.state.helpSearch?.matches(HelpScreen.lines(of: film.state)).last
    #expect(lines[5] == last)
    #expect(film.text.contains("N: ") && marked(film).contains("Placement"))
  }

  @Test func escapeDropsTheSearchAndThenTheHelp() {
    var film = searched("verdict", "")
    let moved = film.state.helpScroll
    film.press("esc")
    #expect(film.state.helpSearch == nil && film.state.helpScroll == 0 && moved != 0)
    film.press("esc")
    #expect(film.state.helpScroll == nil)
  }

  @Test func keysOfTheHelpAreTextWhileTyping() {
    let film = searched("qz? ", "")
    #expect(film.state.helpSearch?.text == "qz? " && film.allEffects.isEmpty)
  }

  @Test func whatIsNotThereIsSaid() {
    var film = searched("xyzzy")
    film.press("n")
    #expect(film.text.contains("n: not found: xyzzy"))
    #expect(searched("").state.helpSearch == nil)
    var unsearched = Film()
    unsearched.press("? n")
    #expect(unsearched.text.contains("/ begins"))
  }

  @Test func theHelpBeginsWithTheFocusedPanel() {
    var film = Film()
    film.press("tab ?")
    #expect(film.text.contains("What am I looking at: gradient RMS"))
  }

  @Test(arguments: Language.allCases) func frames(_ language: Language) {
    let (name, word) = language == .chinese ? ("-zh", "坍缩") : ("", "collapse")
    var film = searched(word, "", Look(language: language))
    expectSnapshot(film.frame, "help-search\(name)-80x24")
    film.press("enter n")
    expectSnapshot(film.frame, "help-found\(name)-80x24")
  }
}
