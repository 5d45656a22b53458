import Engine
import Testing

@testable import Interface

/// Flags of the program behind `:`.
@Suite struct CommandFlagTests {
  private func entered(_ line: String, _ look: Look = Look()) -> Film {
    var film = Film(look: look)
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<5)
    film.enter(line)
    return film
  }

  private static let settings: [(String, Effect, String)] = [
    ("fps 60", .shell(.set(.framesPerSecond(60))), "60 frames per second at most"),
    ("reduce-motion on", .shell(.set(.reducesMotion(true))), "redrawn twice a second at most"),
    ("reduce-motion off", .shell(.set(.reducesMotion(false))), "redrawn with the steps"),
    ("color never", .shell(.set(.color(.never))), ""),
    ("color-depth 16", .shell(.set(.colorDepth(.ansi16))), ""),
    ("color-depth auto", .shell(.set(.colorDepth(nil))), ""),
    ("threads 3", .training(.set(.threads(3))), "once the present step is trained"),
    ("threads auto", .training(.set(.threads(nil))), ""),
    (
      "history-memory 512", .training(.set(.historyBytes(512 << 20))),
      "512 MB for going back in time"
    ),
    ("log /tmp/a b", .training(.set(.log(path: "/tmp/a b"))), "once the present step"),
    ("log off", .training(.set(.log(path: nil))), ""),
  ]

  @Test(arguments: settings) func settingsAreAskedFor(
    _ line: String, _ effect: Effect, _ note: String
  ) {
    let film = entered(line)
    #expect(film.lastEffects == [effect])
    #expect(film.state.command.prompt == nil)
    #expect(note.isEmpty || film.text.contains(note), "\(film.text)")
  }

  @Test(arguments: [
    ("isa baseline", GroundChange.instructionSet(.baseline), "baseline, other bits: from step 0"),
    ("isa auto", .instructionSet(.best), "\(InstructionSet.best.rawValue), other bits"),
    ("weights w", .weights(path: "w"), "the weights of w, from step 0"),
    ("weights off", .weights(path: nil), "drawn weights, from step 0"),
  ])
  func whatMakesOtherBitsStartsAgain(_ line: String, _ change: GroundChange, _ note: String) {
    var film = Film()
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<5)
    film.press("n")
    film.enter(line)
    guard case .training(.rebuild(let configuration, on: change))? = film.lastEffects.last else {
      Issue.record("\(film.lastEffects)")
      return
    }
    #expect(configuration.norm == .pre)
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: configuration, parameterCount: 1, guessing: CannedRun.guessing,
          chance: 0.1, change: change)))
    #expect(film.text.contains(note), "\(film.text)")
    #expect(film.state.lane.history.isEmpty && film.state.lane.ghost?.stepCount == 5)
  }

  /// Every flag is here, so that none is without a test.
  @Test func everyFlagIsTested() {
    let elsewhere = ["isa", "weights", "pace", "glyphs", "theme", "language", "layout", "mouse"]
    let tested = Self.settings.map { Command.Parts($0.0).name } + elsewhere
    let live = ProgramKey.allCases.filter { $0.setting.effect != .atStart }.map(\.rawValue)
    #expect(Set(tested) == Set(live + ["weights", "log"]))
  }

  @Test(arguments: [
    ("fps 0", ":fps: expected 1 to 120 frames per second, found '0'"),
    ("fps", ":fps: expected 1 to 120 frames per second, found nothing"),
    ("color nevr", ":color: expected auto, always or never, found 'nevr'; did you mean 'never'?"),
    ("color-depth 8", ":color-depth: expected mono, 16, 256, truecolor or auto, found '8'"),
    ("threads 65", ":threads: expected 1 to 64 threads or auto, found '65'"),
    ("threads aut", ":threads: expected 1 to 64 threads or auto, found 'aut'; did you mean 'auto'"),
    ("isa x87", ":isa: expected baseline"),
    ("history-memory -1", ":history-memory: expected 0 to 65536 megabytes, found '-1'"),
    ("weights", ":weights: expected a file, or off, found nothing"),
    ("log", ":log: expected a file, or off, found nothing"),
    ("reduce-motion", ":reduce-motion: expected on or off, found nothing"),
    ("log! x", ":log: expected no !, found '!'"),
    ("fsp 3", "expected a command, found 'fsp'; did you mean 'fps'?"),
  ])
  func faultsNameWhatIsExpected(_ line: String, _ expected: String) throws {
    let film = entered(line)
    #expect(film.lastEffects == [])
    let words = try #require(film.state.command.prompt?.error)
    #expect(words.english.hasPrefix(expected), "\(words.english)")
    #expect(!words.chinese.contains("expected") && !words.chinese.contains("found"))
  }

  @Test func valuesAreCompleted() {
    var film = Film()
    film.press(":")
    film.type("color-depth t")
    film.press("tab")
    #expect(film.state.command.prompt?.editor.text == "color-depth truecolor")
    film.press("ctrl-u")
    film.type("reduce-motion ")
    film.press("tab tab")
    #expect(film.state.command.prompt?.editor.text == "reduce-motion off")
  }

  @Test func theTerminalsAnswerChangesTheLook() {
    var film = entered("color never")
    film.play(.colors(.mono))
    #expect(film.state.look.depth == .mono && film.text.contains("no colours"))
    film.enter("theme light")
    #expect(film.state.command.prompt?.error == KeyTable.monoRefusal)
    film.press("esc")
    film.play(.colors(.palette256))
    film.enter("theme light")
    #expect(film.state.look.theme == .light)
  }

  @Test(arguments: [
    (EffectResult.threads(2, asked: 8), "2 worker threads, at most one per processor and shard"),
    (.threads(1, asked: 1), "1 worker thread, the same bits"),
    (.logging(path: "a\u{1b}b"), #"every step from the next one on goes to a\u{1b}b"#),
    (.logged(path: "w"), "w is closed"), (.logged(path: nil), "no log is written"),
    (.unchanged("isa"), "isa is so already"),
  ])
  func answersAreTold(_ answer: EffectResult, _ text: String) {
    var film = Film()
    film.play(.answer(answer))
    #expect(film.text.contains(text), "\(film.text)")
    film.wait(3000)
    #expect(!film.text.contains(text))
  }
}
