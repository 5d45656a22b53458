import Engine
import Testing

@testable import Interface

/// What each panel of the live screen must say, at every size.
@Suite struct PanelTests {
  private static let post = CannedRun(configuration: Configuration(), course: .stalled)

  private func film(
    _ size: (Int, Int) = (80, 24), _ course: CannedRun.Course = .stalled, steps: Int = 61,
    glyphs: Glyphs = .braille, change: (inout Configuration) -> Void = { _ in }
  ) -> Film {
    var configuration = Configuration()
    change(&configuration)
    var film = Film(configuration, size: size, look: Look(glyphs: glyphs))
    film.run(CannedRun(configuration: configuration, course: course), 0..<steps)
    return film
  }

  private func lines(_ film: Film) -> [String] {
    film.text.split(separator: "\n").dropFirst().map { String($0.dropFirst().dropLast()) }
  }

  @Test func smallGradientsAreShownWhole() {
    var film = film()
    var report = Self.post.report(61)
    for index in report.taps.indices { report.taps[index].gradientRMS = 2.93e-22 }
    film.play(.report(report))
    #expect(film.text.contains(" 2.9e-22 "))
  }

  @Test func learningRateLabelsAreShownWhole() {
    var film = film()
    film.press("tab tab m m m m m")
    #expect(film.text.contains("▸learning rate 0.00100"))
    #expect(film.text.contains(" 1e-3 ") && film.text.contains(" 5e-4 "))
  }

  @Test(arguments: 3..<99) func rewiringMarksLeaveTheStepsLegible(_ mark: Int) {
    var film = film(steps: 2)
    var run = Self.post
    run.rewiredAt = mark
    film.run(run, 98..<100)
    let row = lines(film)[11]
    let words = row.suffix(25).split(separator: " ").map(String.init)
    #expect(words.first == "0" && words.last == "100", "\(row)")
    #expect(Set(words).isSubset(of: ["0", "50", "100", "▲"]), "\(row)")
    #expect(film.text.contains("▲"), "no mark of step \(mark)")
  }

  @Test(arguments: [(80, 24), (60, 20), (200, 60)])
  func thePlaceOfADivergenceIsNamed(_ size: (Int, Int)) {
    let place = "11.attention: gradient of query"
    for placement in [Placement.none, .post] {
      var film = film(size, .exploding) { $0.norm = placement }
      var report = CannedRun(configuration: film.state.lane.launch, course: .exploding).report(62)
      report.firstNonFinite = place
      report.verdict = Verdict(
        state: .diverged, number: .nan, threshold: .infinity,
        causes: [Cause(.nonFinite, detail: place), Cause(.streamGrows, number: 3)])
      film.play(.report(report))
      #expect(film.text.contains(place))
      #expect(placement == .post || film.text.contains("n n"))
      film.play(.resize(columns: 40, rows: 12))
      #expect(film.text.contains("diverged in 11.attention "))
    }
  }

  @Test func numbersOfAnotherWiringStepBack() {
    var film = film()
    film.press("space n")
    #expect(film.text.contains("act. RMS of post"))
    let bar = film.frame[16, 8]
    #expect(bar.scalar == "█" && bar.style.attributes.contains(.dim))
    film.play(.resize(columns: 40, rows: 12))
    #expect(film.text.contains("▸act. old"))
    film.play(.resize(columns: 80, rows: 24))
    var pre = CannedRun(configuration: film.state.configuration, course: .solved)
    pre.rewiredAt = 61
    film.play(.report(pre.report(61)))
    #expect(!film.text.contains("of post") && film.frame[16, 8].style.attributes == [])
  }

  @Test func periodicNumbersOfAnotherWiringStepBackToo() {
    var film = film((200, 60))
    film.press("space n")
    film.play(
      .report(CannedRun(configuration: film.state.configuration, course: .solved).report(61)))
    film.press("m m m m m m m")
    #expect(film.text.contains("token divers. of post @60"))
  }

  /// A long run's history keeps means over several steps; a lane that has gone back keeps its step.
  @Test func aLaneAtTheCursorShowsItsOwnStep() {
    var film = Film(size: (120, 36))
    let run = CannedRun(configuration: film.state.configuration, course: .solved)
    film.run(run, 0..<1300)
    film.press("space home")
    #expect(film.text.contains("@0–"))
    film.play(.report(run.report(0), isRepeated: true))
    #expect(film.text.contains("activation RMS @0 "))
    #expect(film.text.contains("loss @0 " + NumberFormat.text(run.report(0).loss)))
    film.press("2")
    #expect(film.text.contains("loss @0 ") && !film.text.contains("loss @0–"))
  }

  /// While it runs one only looks back: the verdict stays that of the newest step.
  @Test func theVerdictBesideAnOlderStepIsThatOfNow() {
    var film = Film()
    film.run(CannedRun(configuration: film.state.configuration, course: .solved), 0..<61)
    film.press("home")
    #expect(film.text.contains(" now @60 solved"))
    film.press("end")
    #expect(!film.text.contains("now @"))
  }

  @Test(arguments: [(60, 20), (58, 18), (71, 23), (40, 18), (40, 12), (60, 16), (80, 24)])
  func theLossIsAlwaysShown(_ size: (Int, Int)) {
    #expect(film(size).text.contains("loss 2.77"), "\(size)")
    let panels = LiveLayout.panels(columns: size.0, rows: size.1, layers: 12)
    if size.0 > 50, panels.count == 3, size.1 >= 18 {
      #expect(film(size).text.contains("acc. 0.0570"), "\(size)")
    }
  }

  /// The number and the first key of every verdict, on the smallest screen.
  @Test(arguments: [
    (Verdict.State.collapsed, 5e-5, "collapsed 5e-5 · n"),
    (.vanishing, 3.2, "vanishing 10^3.2 · n"),
    (.stalled, 2.78, "stalled 2.78 · n"), (.exploding, 7.2, "exploding 10^7.2 · ["),
  ])
  func shortVerdictsKeepNumberAndKey(_ state: Verdict.State, _ number: Double, _ start: String) {
    for columns in 40...80 {
      var film = film((columns, 12))
      var report = Self.post.report(61)
      report.verdict = Verdict(
        state: state, number: number, threshold: 1, causes: [Cause(.guessing, number: 2.77)])
      film.play(.report(report))
      let line = lines(film)[9]
      #expect(line.contains(start) || line.contains(state.rawValue + ":"), "\(line)")
      #expect(line.contains(" · n") || line.contains(" · ["), "\(line)")
      #expect(!line.contains("…"))
    }
  }

  @Test func waitingIsNeverCut() {
    for columns in 40...120 {
      for rows in 12...30 {
        let text = Film(size: (columns, rows)).text
        let lines = text.split(separator: "\n").filter { $0.contains("waiting") }
        #expect(
          lines.allSatisfy { line in
            ["waiting for the first step ", "waiting for step 0 ", "waiting "].contains {
              line.contains($0)
            } && !line.hasSuffix("waiting for|")
          }, "\(columns)x\(rows)")
        #expect(lines.count >= 1)
      }
    }
  }

  @Test func absentPanelsAreKnown() {
    #expect(LiveLayout.panels(columns: 80, rows: 24, layers: 12) == Panel.allCases)
    #expect(LiveLayout.panels(columns: 60, rows: 20, layers: 12) == Panel.noCurves)
    #expect(LiveLayout.panels(columns: 40, rows: 12, layers: 1) == Panel.noCurves)
    for columns in stride(from: 40, through: 200, by: 5) {
      for rows in 12...60 {
        for focus in Panel.allCases {
          let layout = LiveLayout(
            columns: columns, rows: rows, wish: LiveLayout.Wish(layers: 12, focus: focus))
          let panels = LiveLayout.panels(columns: columns, rows: rows, layers: 12)
          #expect(layout.curves.isEmpty == !panels.contains(.lowerCurve))
        }
      }
    }
  }

  @Test func theFocusIsNeverInvisible() {
    var film = film()
    film.press("tab tab")
    film.play(.resize(columns: 60, rows: 20))
    #expect(film.text.contains("▸activation RMS"))
  }

  /// Rates and pace, whatever they are, beside the widest diagram.
  @Test func settingsAreAlwaysWholeAt80Columns() {
    for preset in [nil, Preset.rezero, .deepnorm] {
      var film = film { configuration in
        configuration.preset = preset
        configuration.warmup = 1000
        configuration.learningRate = 0.0005
      }
      film.press("+ + + + + + + + + +")
      for keys in ["down right", "n", "n", "n", "n"] {
        film.press(keys)
        #expect(film.text.contains("lr 0.0005  warm-up 1000  pace max"), "\(film.text)")
      }
    }
  }

  @Test func theCurvesLegendStandsStill() throws {
    var film = film(steps: 31)
    film.press("i")
    var columns: Set<Int> = []
    var report = Self.post.report(0)
    for loss in [2.77, 0.0109, 0.00930, 0.000123, 1234, .nan] {
      report.segment = film.state.lane.segment
      report.step += 1
      (report.loss, report.accuracy) = (loss, 0.0625)
      film.play(.report(report))
      let line = try #require(lines(film).first { $0.contains(" loss ") })
      columns.insert(
        line.distance(from: line.startIndex, to: try #require(line.firstIndex(of: "┄"))))
      #expect(line.contains("┄ guess ⠂ old"), "\(line)")
      #expect(lines(film).contains { $0.contains(" accuracy 0.0625  ⠂ old") })
    }
    #expect(columns.count == 1)
  }

  @Test func chanceIsDrawnWhereItIsKnown() {
    for chance in [0.0625, 0.44, nil] {
      var film = Film(chance: chance)
      film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
      #expect(film.text.contains("┄ chance") == (chance != nil))
    }
  }

  @Test func rowsOfSeveralTapsSayWhatTheyShow() {
    #expect(film().text.contains("extreme of 2"))
  }

  @Test(arguments: [Glyphs.ascii, .narrow]) func theAddIsNoForkInASCII(_ glyphs: Glyphs) {
    var film = film(glyphs: glyphs)
    #expect(film.text.contains("x -+-> F -> (+) -> LN -> y"))
    #expect(film.text.contains("|    `---------'   "))
    film.press("? pgdn pgdn pgdn pgdn")
    #expect(film.frames.contains { Transcript.text($0).contains("  (+)        the branch") })
  }

  @Test func theTitleKeepsWhatMatters() {
    for columns in 40...120 {
      var film = film((columns, 24)) { $0.preset = .deepnorm }
      film.press("space n space")
      var run = CannedRun(configuration: film.state.configuration, course: .solved)
      run.rewiredAt = 61
      film.run(run, 61..<81)
      let title = lines(film)[0]
      #expect(title.contains("rewired at 61  step 80") && title.contains("running"), "\(title)")
      #expect(columns < 60 || title.contains("/s"), "\(title)")
    }
    let preset = film { configuration in
      configuration.preset = .deepnorm
      configuration.initialization = .torch
    }
    #expect(lines(preset)[0].contains("copy · 12 layers · deepnorm"))
    let start = film { $0.initialization = .torch }
    #expect(lines(start)[0].contains("copy · 12 layers · init torch"))
  }

  /// Words at the edge of a clipped line are whole.
  @Test func notesAreCutBetweenWords() {
    #expect(
      StyledText("the same initial weights again").clipped(to: 20).runs.map(\.text).joined()
        == "the same initial…")
    #expect(StyledText("the same").clipped(to: 8).width == 8)
  }
}

extension Panel {
  /// What a screen without room for curves shows.
  static let noCurves: [Panel] = [.activation, .gradient, .heatMap]
}
