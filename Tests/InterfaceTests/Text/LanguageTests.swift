import Engine
import Testing

@testable import Interface

/// No string of the screen is without its translation, and both fit.
@Suite struct LanguageTests {
  /// What Chinese texts write in Latin letters.
  private static let latin: Set<String> = Set(
    """
    residual tui copy adamw xavier shell fg English ascii ASCII braille block narrow UTF LANG
    post pre sandwich branch none po pr sa br no att ffn LN RMS Norm Layer Adam log log10 CogView
    Peri GPT Transformer res norm rezero LayerNorm RMSNorm nan inf query
    softmax ln
    warm up deepnorm no residual task xavier eight layers half config preset
    Xavier wiring feedforward nn TransformerEncoderLayer PyTorch init torch ReLU
    Bachlechner Alman Song info demo
    He Vaswani Ba Xiong Dong Swin Liu DeepNet DeepNorm ReZero normal gpt
    space enter esc tab shift pgdn pgup home end ctrl
    """.split { $0.isWhitespace }.map(String.init))

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x4e00...0x9fff).contains(scalar.value)
  }

  /// Words of two Latin letters or more.
  private static func words(_ text: String) -> [String] {
    text.split { !($0.isASCII && $0.isLetter) }.map(String.init).filter { $0.count > 1 }
  }

  private func expectTranslated(
    _ words: LocalizedText, names: Set<String> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isName = words.english == words.chinese && ["English", "中文"].contains(words.english)
    let english = words.english.unicodeScalars
    let chinese = words.chinese.unicodeScalars
    #expect(
      isName || !english.contains(where: Self.isHan), "\(words)", sourceLocation: sourceLocation)
    #expect(
      isName || chinese.contains(where: Self.isHan), "\(words)", sourceLocation: sourceLocation)
    let foreign = Self.words(words.chinese).filter { !Self.latin.union(names).contains($0) }
    #expect(foreign.isEmpty, "\(foreign) in \(words)", sourceLocation: sourceLocation)
  }

  /// States in which different keys do something.
  private static var films: [Film] {
    let bare = Film(look: Look(isUTF8: false, depth: .mono))
    var running = Film()
    running.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    var paused = running
    paused.press("space down left n r tab tab")
    var back = paused
    back.press("u u esc esc")
    var diverged = Film()
    var run = CannedRun(configuration: Configuration(), course: .exploding)
    run.divergesAt = 3
    diverged.run(run, 0..<4)
    var inspecting = running
    inspecting.press("4")
    inspecting.answer()
    var comparing = Film(lanes: [CannedRun(.post, .stalled), CannedRun(.pre, .solved)])
    comparing.press("2")
    var stage = try? WalkStage()
    stage?.press("s J v m f")
    return [bare, running, paused, back, diverged, inspecting, comparing]
      + [stage?.film].compactMap(\.self)
  }

  @Test func everyKeyHasItsWords() {
    for binding in KeyTable.bindings {
      expectTranslated(binding.help)
      if let refusal = binding.refusal { expectTranslated(refusal) }
      for film in Self.films { binding.footer(film.state).map { expectTranslated($0) } }
    }
  }

  @Test func everyClaimHasItsWords() {
    for experiment in Experiment.all {
      let text = experiment.words
      for words in [text.claim, text.reading, text.flip, text.source] { expectTranslated(words) }
      expectTranslated(ClaimText.name(experiment.recorded))
      expectTranslated(ClaimChart.name(experiment.figure.quantity))
      for evidence in experiment.result(experiment.findings.map { _ in [1] }).evidence {
        expectTranslated(FindingText.name(evidence.finding.statistic))
        expectTranslated(FindingText.name(evidence.finding.arms))
        expectTranslated(FindingText.mark(evidence))
      }
    }
  }

  @Test func everyLessonHasItsWords() throws {
    let report = CannedRun(configuration: Configuration(), course: .stalled).report(0)
    let lanes = Array(repeating: LessonRecord(report), count: Lab.laneLimit)
    let facts = LessonFacts(runs: [lanes, lanes], guessing: 2.77)
    for lesson in Lesson.all {
      let texts = [lesson.title, lesson.sentence, lesson.question, lesson.caveat] + lesson.choices
      for words in texts + [lesson.reveal(facts)] { expectTranslated(words) }
    }
  }

  @Test func everyNoteHasItsWords() {
    for film in Self.films {
      for key in KeyTable.bindings.flatMap(\.keys) + [.character("%")] {
        for repeats in 1...3 {
          var film = film
          for _ in 0..<repeats { film.play(.key(key)) }
          film.state.note.map { expectTranslated($0.effect) }
        }
      }
    }
  }

  /// Lines behind `:` beside those that a command has values for.
  private static let lines = [
    "layers 24", "layers 99", "heads 5", "norm-kind x", "warmup 9", "warmup 0", "warmup x",
    "learning-rate 3e-4", "learning-rate auto", "learning-rate 0", "weight-decay 0.1", "clip 0.5",
    "clip 0", "residual 0.5", "residual x", "wiring 3-5=pre", "wiring 99=pre", "wiring x",
    "config layers=3", "config x", "text w", "until 900", "until 0", "until x", "goto 2",
    "goto 9999",
    "goto x", "lane 9", "select 9", "select x", "select", "pace x", "metric x", "mouse x",
    "theme x",
    "start x", "save w", "save", "export w", "save-run w", "break loss > 3", "break", "break x",
    "break off", "watch loss > 3", "watch x", "watch", "fps 20", "fps 0", "color x",
    "color-depth x", "reduce-motion x", "threads 2",
    "threads x", "isa x", "history-memory 9", "history-memory x", "weights w", "weights", "log w",
    "log", "xyzzy", "quit now", "quit! now",
  ]

  /// What is typed: commands and their values, which have no translation.
  private static let typed: Set<String> = {
    let values = CommandTable.entries.flatMap { CommandTable.values(of: $0, for: Configuration()) }
    let files = [
      "safetensors", "CSV", "csv", "json", "MB", "UTF", "replay", "key", "embedding", "final",
    ]
    return Set((CommandTable.entries.map(\.name) + values + files).flatMap { words($0) })
  }()

  /// What a line is answered: the note, or what is wrong with it.
  private func expectTranslated(answerTo line: String, _ film: Film) {
    var film = film
    film.state.note = nil
    for event in [Event.key(.character(":")), .paste(line), .key(.enter)] { film.feed(event) }
    let names = Self.typed.union(Self.words(line))
    film.state.note.map { expectTranslated($0.effect, names: names) }
    film.state.command.prompt?.error.map { expectTranslated($0, names: names) }
  }

  @Test func everyAnswerToACommandHasItsWords() {
    let values = CommandTable.entries.flatMap { entry in
      [entry.name]
        + CommandTable.values(of: entry, for: Configuration()).map { entry.name + " " + $0 }
    }
    for film in Self.films {
      for line in values + Self.lines { expectTranslated(answerTo: line, film) }
    }
    for entry in CommandTable.entries {
      expectTranslated(entry.help, names: Self.typed)
      expectTranslated(entry.expected, names: Self.typed)
    }
  }

  @Test func everyAnswerFromTheWorldHasItsWords() {
    let answers: [EffectResult] = [
      .written(path: "w"), .exists(path: "w", command: ":a"), .refused(LocalizedText("1", "一")),
      .failed("1"),
      .threads(1, asked: 1), .threads(1, asked: 2), .threads(2, asked: nil), .logging(path: "w"),
      .logged(path: "w"), .logged(path: nil), .unchanged("a"),
    ]
    let changes: [GroundChange?] = [nil, .weights(path: "w"), .weights(path: nil)]
    for words in answers.map(CommandWords.answer)
      + changes.flatMap({ change in (0...2).map { CommandWords.rebuilt(on: change, closing: $0) } })
      + ColorDepth.allCases.map(CommandWords.colors)
    { expectTranslated(words) }
  }

  @Test func everyVerdictAndEveryCauseHasItsWords() {
    for state in Verdict.State.allCases {
      for number in [1, 35] {
        for kind in Cause.Kind.allCases {
          let cause = Cause(kind, number: 3, detail: "3.attention: gradient of query")
          let verdict = Verdict(state: state, number: Double(number), threshold: 1, causes: [cause])
          for words in VerdictText.parts(verdict, Configuration()) {
            #expect(words.chinese.unicodeScalars.contains(where: Self.isHan), "\(words)")
          }
          for step in VerdictText.advice(verdict, Configuration()).keys {
            step.effect.map { expectTranslated($0) }
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("3.attention: gradient of query", "3.attention: query 的梯度"),
    ("1.feedforward: sum of the shards' gradients of gain", "1.feedforward: gain 的各分片梯度之和"),
    ("update of head.weight", "head.weight 的更新"), ("the update", "更新"), ("logits", "logits"),
  ])
  func placesOfADivergenceAreTranslated(_ english: String, _ chinese: String) {
    #expect(StackWords.place(english) == LocalizedText(english, chinese))
  }

  private static let scripts = [
    "", "m m", "tab m", "tab tab m L", "space down left n r", "?", "? end", "4", "4 m", "4 m m",
    "4 m m m", "4 l", "4 ?", "shift-tab m <", "down < e a", "tab tab e < <", "home m", "c f x",
    "p", "p k", "p 7", "P", "P < n",
    "6", "6 enter", "6 ?", "2", "2 tab down", "2 ?", "2 tab tab e home",
  ]

  /// Whatever way a text took to the screen.
  @Test func framesHoldNoOtherLanguage() {
    for size in [(80, 24), (120, 36), (200, 60), (60, 30), (40, 12), (30, 8)] {
      for language in Language.allCases {
        for script in Self.scripts {
          var film = Film(size: size, look: Look(language: language))
          film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
          film.press(script)
          film.answer()
          film.wait(3000)
          switch language {
          case .english:
            let text = film.text.replacing("z 中文", with: "")
            #expect(!text.unicodeScalars.contains(where: Self.isHan), "\(text)")
          case .chinese:
            let foreign = Self.words(film.text).filter { !Self.latin.contains($0) && $0 != "size" }
            #expect(foreign.isEmpty, "\(foreign) in\n\(film.text)")
          }
        }
      }
    }
  }

  @Test(arguments: Language.allCases) func headingsFitTheirColumns(_ language: Language) {
    for metric in Fact.profiles {
      let (first, second) = metric.row.heading
      for words in [first, second] {
        #expect(CharacterWidth.columns(of: words[language]) <= ProfilePanel.extraWidth - 1)
      }
    }
    for words in [LiveWords.layer, LiveWords.embedding, LiveWords.final] {
      #expect(CharacterWidth.columns(of: words[language]) <= 5)
    }
    for count in [2, 22, 256] {
      let words = LiveWords.extreme(of: count)[language]
      #expect(CharacterWidth.columns(of: words) <= 14)
    }
    for group in KeyTable.bindings {
      #expect(CharacterWidth.columns(of: group.name) <= 10)
    }
  }

  /// The number and the first key of every verdict, from the smallest screen on.
  @Test(arguments: [
    (Verdict.State.collapsed, 5e-5), (.vanishing, 3.2), (.stalled, 2.78), (.exploding, 7.2),
  ])
  func chineseVerdictsKeepNumberAndKey(_ state: Verdict.State, _ number: Double) {
    for columns in 40...80 {
      var film = Film(size: (columns, 12), look: Look(language: .chinese))
      var report = CannedRun(configuration: Configuration(), course: .stalled).report(61)
      report.verdict = Verdict(state: state, number: number, threshold: 1)
      film.play(.report(report))
      let line = String(film.text.split(separator: "\n")[10])
      #expect(line.contains(VerdictText.name(state).chinese), "\(line)")
      #expect(line.contains(" · n") || line.contains(" · ["), "\(line)")
      #expect(!line.contains("…"), "\(line)")
    }
  }

  @Test func chineseLinesEndBetweenWords() {
    let text = "残差连接（skip）相加，再 LayerNorm。"
    for width in 4...40 {
      let lines = WrappedText.lines(text, width: max(width, 9))
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      #expect(lines.allSatisfy { CharacterWidth.columns(of: $0) <= max(width, 11) })
      #expect(lines.allSatisfy { !"，。）".contains($0.first ?? " ") && $0.last != "（" })
      let clipped = StyledText(text).clipped(to: width)
      #expect(clipped.width <= width)
    }
    #expect(StyledText("中文 word").clipped(to: 7).runs.map(\.text).joined() == "中文…")
    #expect(StyledText("梯度消失").clipped(to: 6).runs.map(\.text).joined() == "梯度…")
  }
}
