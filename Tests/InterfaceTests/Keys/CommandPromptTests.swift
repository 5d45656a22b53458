import Engine
import Testing

@testable import Interface

/// Opening, editing, completion and history of the `:` line.
@Suite struct CommandPromptTests {
  private func typed(_ text: String, _ keys: Key...) -> Film {
    var film = Film()
    film.press(":")
    film.type(text)
    for key in keys { film.play(.key(key)) }
    return film
  }

  private func text(_ film: Film) -> String? { film.state.command.prompt?.editor.text }

  @Test func keysOfTheScreenAreText() {
    let film = typed("qni ?")
    #expect(text(film) == "qni ?" && film.allEffects.isEmpty)
    #expect(film.text.contains(":qni ?"))
  }

  @Test func escapeAndAnEmptyLineClose() {
    #expect(text(typed("norm", .escape)) == nil)
    #expect(text(typed("", .enter)) == nil)
    #expect(text(typed("x", .backspace)) == "")
    #expect(text(typed("x", .backspace, .backspace)) == nil)
  }

  @Test func tabWalksThroughNames() {
    #expect(text(typed("nor", .tab)) == "norm")
    #expect(text(typed("nor", .tab, .tab)) == "norm-kind")
    #expect(text(typed("nor", .tab, .tab, .tab)) == "norm")
    #expect(text(typed("nor", .backTab)) == "norm-kind")
    #expect(text(typed("laye", .tab)) == "layers ")
    #expect(text(typed("zz", .tab)) == "zz")
  }

  @Test func tabWalksThroughValues() {
    #expect(text(typed("norm p", .tab)) == "norm post")
    #expect(text(typed("norm p", .tab, .tab)) == "norm pre")
    #expect(text(typed("theme hi", .tab)) == "theme high-contrast")
    #expect(text(typed("prese", .tab, .tab)) == "preset deepnorm")
    #expect(text(typed("save ", .tab)) == "save ")
  }

  @Test func completionKeepsWhatStandsBehindTheCursor() {
    var film = typed("nor pre", .home, .right, .right, .right)
    film.play(.key(.tab))
    #expect(text(film) == "norm pre")
    film.type("X")
    #expect(text(film) == "normX pre")
  }

  @Test func typingEndsTheWalk() {
    var film = typed("nor", .tab)
    film.type("-")
    #expect(text(film) == "norm-")
    film.play(.key(.tab))
    #expect(text(film) == "norm-kind ")
  }

  @Test func linesComeBack() {
    var film = Film()
    for line in ["warmup 5", "warmup 6", "warmup 5", "wrong"] { film.enter(line) }
    film.play(.key(.escape))
    film.press(":")
    film.type("dra")
    var seen: [String?] = []
    for key in [Key.up, .up, .up, .up, .down, .down, .down, .down] {
      film.play(.key(key))
      seen.append(text(film))
    }
    #expect(
      seen == [
        "wrong", "warmup 5", "warmup 6", "warmup 6", "warmup 5", "wrong", "dra", "dra",
      ])
  }

  @Test func pastesAreTextOnTheLineAndNothingElsewhere() {
    var film = Film()
    let before = film.frame
    film.play(.paste("qqn\ni"))
    #expect(film.allEffects.isEmpty && film.frame == before)
    film.press(":")
    film.play(.paste("norm \u{1b}pre\n"))
    #expect(text(film) == "norm pre")
  }

  @Test func errorsGoWithTheNextChange() {
    var film = Film()
    film.enter("nrom")
    #expect(film.state.command.prompt?.error != nil)
    film.play(.key(.left))
    #expect(film.state.command.prompt?.error != nil)
    film.type("x")
    #expect(film.state.command.prompt?.error == nil)
  }

  @Test func aScreenTooSmallClosesIt() {
    var film = typed("norm")
    film.play(.resize(columns: 20, rows: 5))
    film.press("q")
    #expect(film.lastEffects == [.shell(.quit)])
  }

  @Test func longLinesShowTheirCursor() {
    let long = String(repeating: "中x", count: 100)
    for columns in 40...90 {
      var film = Film(size: (columns, 12))
      film.press(":")
      film.type(long)
      let row = film.frame.cells(ofRow: 11)
      #expect(row.contains { $0.style.attributes.contains(.reverse) })
      film.play(.key(.home))
      #expect(film.text.contains(":中x中x"))
    }
  }

  @Test(arguments: Language.allCases) func frames(_ language: Language) {
    let name = language == .chinese ? "-zh" : ""
    var film = Film(look: Look(language: language))
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    film.press(":")
    film.type("no")
    film.play(.key(.tab))
    expectSnapshot(film.frame, "command-names\(name)-80x24")
    film.play(.key(.control("u")))
    film.type("norm p")
    film.play(.key(.tab))
    film.play(.key(.tab))
    expectSnapshot(film.frame, "command-values\(name)-80x24")
    film.play(.key(.control("u")))
    film.type("norm psot")
    film.play(.key(.enter))
    expectSnapshot(film.frame, "command-error\(name)-80x24")
  }
}
