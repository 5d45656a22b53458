import Engine
import Testing

@testable import Interface

/// What the inspect screen asks, takes and shows.
@Suite struct InspectTests {
  private static func film(
    _ size: (Int, Int) = (80, 24), _ language: Language = .english, glyphs: Glyphs = .braille
  ) -> Film {
    var film = Film(size: size, look: Look(language: language, glyphs: glyphs))
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    film.press("4")
    return film
  }

  private static func asked(_ layer: Int, _ kind: SublayerKind, sequence: Int = 0) -> [Effect] {
    [.training(.inspect(InspectionRequest(Sublayer(layer: layer, kind: kind), sequence: sequence)))]
  }

  @Test func theTrainerIsAskedForWhatIsShownAndNoLonger() {
    var film = Self.film()
    #expect(film.lastEffects == Self.asked(1, .attention))
    film.press("down")
    #expect(film.lastEffects == Self.asked(2, .attention))
    film.press("l")
    #expect(film.lastEffects == Self.asked(2, .feedforward))
    film.press("s s S")
    #expect(film.lastEffects == Self.asked(2, .feedforward, sequence: 1))
    film.press("S S")
    #expect(film.lastEffects == Self.asked(2, .feedforward, sequence: 15))
    film.press("m")
    #expect(film.lastEffects == [])
    film.press("esc")
    #expect(film.lastEffects == [.training(.inspect(nil))])
    film.press("j")
    #expect(film.lastEffects == [])
  }

  @Test func theSelectionIsThatOfTheLiveScreen() {
    var film = Self.film()
    film.press("1 down down down right 4")
    #expect(film.lastEffects == Self.asked(3, .feedforward))
    film.press("up h 1")
    #expect(film.state.selection == .sublayer(Sublayer(layer: 2, kind: .attention)))
    film.press("esc 4")
    #expect(film.lastEffects == Self.asked(2, .attention))
    #expect(film.state.selection == .layer(2))
  }

  @Test func answersToOlderQuestionsAreNotShown() throws {
    var film = Self.film()
    let request = try #require(film.state.inspect.request)
    let answer = CannedInspection().answer(request)
    film.press("down")
    film.play(.inspection(answer))
    #expect(film.state.inspection == nil && film.text.contains("waiting for the next step"))
    film.press("up")
    film.play(.inspection(answer))
    #expect(film.state.inspection == answer && film.text.contains("head 4"))
    film.press("i")
    #expect(film.state.inspection == nil)
    film.press("space")
    #expect(film.text.contains("nothing of the last step is left: . trains one step"))
  }

  @Test func theStepOfTheNumbersIsTold() {
    var film = Self.film()
    film.answer(CannedInspection(step: 57))
    #expect(film.text.contains("step 57  sequence 1 of 16"))
    film.press("n")
    film.wait(400)
    #expect(film.text.contains("of post, step 57"))
  }

  @Test func headsAndViewsGoRound() {
    var film = Self.film()
    film.answer()
    for head in 1...4 {
      film.press("a")
      #expect(film.text.contains("head \(head)  H "))
      #expect(!film.text.contains("head \(head % 4 + 1)  H "))
    }
    film.press("a")
    #expect((1...4).allSatisfy { film.text.contains("head \($0)  H ") })
    film.press("A A")
    #expect(film.state.inspect.head == 2)
    for view in ["histograms", "matrices", "tokens", "attention"] {
      film.press("m")
      #expect(film.text.contains("[\(view)]"))
    }
    film.press("m a")
    #expect(film.text.contains("heads are seen in the attention maps"))
    film.press("shift-tab l")
    #expect(film.text.contains("a feed-forward sublayer has no attention"))
  }

  @Test func whatIsSelectedHereIsOneSublayer() {
    var film = Self.film()
    film.press("up")
    #expect(film.state.selection == .sublayer(Sublayer(layer: 1, kind: .attention)))
    film.press("1 esc esc down 4 l")
    #expect(film.state.selection == .sublayer(Sublayer(layer: 1, kind: .feedforward)))
    #expect(film.text.contains("h attention") || film.text.contains("← attention"))
  }

  @Test func keysOfTrainingAndWiringKeepTheirMeaning() {
    var film = Self.film()
    film.press("down r")
    #expect(film.text.contains("y = LN(F(x))"))
    film.press("space .")
    #expect(film.lastEffects == [.training(.step)])
    film.press("L")
    #expect(film.text.contains("no such key here"))
  }

  @Test func aGradientThatIsGoneIsSaidToBe() {
    var film = Self.film()
    film.press("m")
    film.answer(CannedInspection(hasGradient: false))
    #expect(film.text.contains("no gradient is kept after its step: the next one shows it (.)"))
  }

  @Test func everyCountOfTheHistogramsIsInABin() throws {
    let request = InspectionRequest(Sublayer(index: 0))
    let histogram = CannedInspection().answer(request).activation
    for columns in [1, 20, 33, 34, 40, 72, 190] {
      for axis in [(-8.0, 2.0), (-45, 39), (0, 1)] {
        let axis = Axis(scale: .log, low: axis.0, high: axis.1)
        let bins = MagnitudeBins(axis, columns: columns)
        let counted = (0..<bins.count).map { bins.counts(histogram, $0) }
        guard axis.low < -7 else { continue }
        #expect(counted.map(\.positive).reduce(0, +) == histogram.positiveCount)
        #expect(counted.map(\.negative).reduce(0, +) == histogram.negativeCount)
        #expect(bins.columns(of: bins.count - 1).upperBound <= max(columns, bins.count))
      }
    }
  }

  @Test func largeMapsAreGroupedAndSaySo() {
    var configuration = Configuration()
    configuration.sequence = 64
    var film = Film(configuration)
    film.press("4")
    film.answer(CannedInspection(configuration: configuration))
    #expect(film.text.contains("a cell: extreme of 4×4"))
    configuration.sequence = 16
    configuration.heads = 16
    film = Film(configuration)
    film.press("4")
    film.answer(CannedInspection(configuration: configuration))
    #expect(film.text.contains("heads 1–4 of 16: a"))
  }

  @Test func charactersOfATextStandBesideTheMap() {
    let film = Self.textFilm
    let lines = film.text.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("t _ ? e ? · 中") })
  }

  /// A character of two columns, a control character, a mask.
  private static var textFilm: Film {
    var configuration = Configuration()
    configuration.sequence = 7
    configuration.task = .text(path: "x")
    var film = Film(configuration)
    film.press("4")
    let text: [TokenName] = [
      .character("t"), .character(" "), .mask, .character("e"), .unknown, .character("\u{1b}"),
      .character("中"),
    ]
    film.answer(CannedInspection(configuration: configuration, text: text))
    return film
  }

  @Test func entropiesAreThoseOfTheFormula() {
    let even = Array(repeating: Float(0.25), count: 16)
    #expect(abs(Entropies.mean(even[...], 4) - Entropies.uniform(4)) < 1e-12)
    #expect(abs(Entropies.uniform(4) - 1.3862943611198906) < 1e-12)
    let sharp = (0..<16).map { Float($0 % 5 == 0 ? 1 : 0) }
    #expect(Entropies.mean(sharp[...], 4) == 0)
  }

  @Test func numbersThatAreNoneDoNoHarm() {
    for collapse in [1, Double.nan] {
      var film = Self.film()
      for _ in 0..<4 {
        film.answer(CannedInspection(collapse: collapse))
        film.press("m")
      }
    }
  }

  // MARK: Frames

  @Test(arguments: InspectView.allCases) func framesOfEveryView(_ view: InspectView) {
    for language in Language.allCases {
      for size in [(80, 24), (120, 36), (200, 60)] where language == .english || size.0 == 80 {
        var film = Self.film(size, language)
        film.press("down down down")
        for _ in 0..<(InspectView.allCases.firstIndex(of: view) ?? 0) { film.press("m") }
        film.answer()
        film.wait(3000)
        expectSnapshot(film.frame, "inspect-\(view)-\(language.rawValue)-\(size.0)x\(size.1)")
      }
    }
  }

  @Test func helpOfTheScreen() {
    var film = Self.film()
    film.press("?")
    expectSnapshot(film.frame, "inspect-help-80x24")
  }

  @Test func asciiMaps() {
    var film = Self.film((80, 24), glyphs: .ascii)
    film.answer()
    expectSnapshot(film.frame, "inspect-ascii-80x24")
  }
}
