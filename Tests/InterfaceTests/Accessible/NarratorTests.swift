import Engine
import Testing

@testable import Interface

/// The screen in sentences: what is said, and when.
@Suite struct NarratorTests {
  private var run = CannedRun(configuration: Configuration(), course: .stalled)
  private static let chinese = Look(language: .chinese)

  /// A film and what its narrator says after each event.
  private struct Story {
    var film: Film
    var narrator = Narrator()
    var told: [String] = []

    init(look: Look = Look()) { film = Film(look: look) }

    mutating func play(_ event: Event) {
      film.play(event)
      told += narrator.sentences(film.state)
    }

    mutating func line(_ line: String) { play(.line(line)) }
  }

  @Test func stepsAreToldAtOneTwoAndFive() {
    var story = Story()
    for step in 0..<120 { story.play(.report(run.report(step))) }
    let steps = story.told.compactMap { sentence in
      sentence.hasPrefix("Step ") ? Int(sentence.dropFirst(5).prefix { $0 != ":" }) : nil
    }
    for step in [1, 2, 5, 10, 20, 50, 100] { #expect(steps.contains(step)) }
    #expect(steps.count <= 16 && steps == steps.sorted())
  }

  @Test func whatIsTypedIsAnswered() {
    var story = Story()
    story.line("norm pre")
    #expect(story.told.last?.hasPrefix("Pre") == true)
    #expect(
      story.film.lastEffects == [
        .training(.command(.lane(1, .rewire(story.film.state.lane.wiring))))
      ])
    story.line("norm poet")
    #expect(story.told.last?.contains("found 'poet'") == true)
    story.line("space")
    #expect(story.told.last == "Paused." && story.film.lastEffects == [.training(.pause)])
    story.line("n i")
    #expect(story.film.state.lane.wiring.allSatisfy { $0.placement == .sandwich })
    #expect(story.film.lastEffects.contains(.training(.command(.lane(1, .reset)))))
  }

  @Test func aNewVerdictBringsItsAdvice() {
    var story = Story()
    var report = run.report(3)
    report.verdict = Verdict(state: .stalled, number: 2.8, threshold: 2.5)
    story.play(.report(report))
    #expect(story.told.last?.contains("Stalled: loss 2.80") == true)
    #expect(story.told.last?.contains("To change it: n pre-norm or w warm-up, then i.") == true)
  }

  @Test func everythingCanBeAsked() throws {
    var film = Film()
    #expect(Narrator.answer(to: "describe", film.state)?.last == "No step yet.")
    film.run(run, 0..<3)
    let description = try #require(Narrator.answer(to: "describe", film.state))
    #expect(description.count == 2 + 2 * 12 + 2)
    #expect(description[0] == "Every layer computes y = LN(x + F(x)): post.")
    #expect(description[2].hasPrefix("Embedding: activation RMS "))
    #expect(description[3].hasPrefix("Layer 1 attention: activation RMS "))
    film.play(.opened(OpenedLane(id: 2, .twin(of: 1))))
    #expect(try #require(Narrator.answer(to: "lanes", film.state)).count == 2)
    let help = try #require(Narrator.answer(to: "help", film.state))
    for entry in CommandTable.entries where entry.name != "help" {
      #expect(help.contains { $0.hasPrefix(entry.name + ": ") })
    }
    #expect(Narrator.answer(to: "help norm", film.state)?.first?.hasPrefix("norm: ") == true)
    #expect(Narrator.answer(to: "norm pre", film.state) == nil)
  }

  @Test func itSpeaksChinese() {
    var film = Film(look: Self.chinese)
    film.run(run, 0..<2)
    #expect(Narrator.opening(film.state)[0] == "residual-tui，以文字叙述。")
    let text = (Narrator.answer(to: "describe", film.state) ?? []).joined()
    #expect(text.contains("第 1 层注意力：激活 RMS") && !text.contains(". "))
  }

  /// The sentences that `step` prints, or one line where only the token changes.
  @Test func aWalkIsToldOperationByOperation() throws {
    var configuration = Configuration()
    (configuration.layers, configuration.width, configuration.heads) = (1, 8, 2)
    var stage = try WalkStage(configuration)
    var narrator = Narrator()
    func told(_ keys: String) -> [String] {
      stage.press(keys)
      return narrator.sentences(stage.film.state)
    }
    _ = told("s")
    let page = told("J")
    let walk = try #require(stage.walk)
    let sentences = WalkSentences(walk.page(), configuration, .english)
    #expect(page.first?.hasSuffix(OperationWords.formula(walk.operation, configuration)) == true)
    #expect(Array(page.dropFirst()) == sentences.lines)
    #expect(
      told("L") == [
        WalkSentences(walk.page(at: WalkFocus(token: 1)), configuration, .english).arithmetic
      ])
    #expect(told("end home b").allSatisfy { !$0.contains("operation 2 of") })
    #expect(Narrator.answer(to: "describe", stage.film.state)?.isEmpty == false)
  }

  /// No borders, no braille, no bars: words, numbers and what is on a keyboard.
  @Test func nothingIsDrawn() throws {
    for look in [Look(), Self.chinese] {
      var film = Film(look: look)
      film.run(run, 0..<30)
      let sentences =
        Narrator.opening(film.state)
        + ["describe", "lanes", "help"].flatMap { Narrator.answer(to: $0, film.state) ?? [] }
      for scalar in sentences.joined().unicodeScalars {
        #expect(!(0x2500...0x28ff).contains(scalar.value), "\(scalar)")
      }
    }
  }
}
