import Testing

@testable import Engine
@testable import Interface

/// What the compare screen says of lanes, and what its keys do.
@Suite struct CompareTests {
  private static let post = CannedRun(.post, .stalled)
  private static let pre = CannedRun(.pre, .solved)

  private func film(_ runs: [CannedRun] = [post, pre], steps: Int = 61) -> Film {
    var film = Film(lanes: runs, steps: steps)
    film.press("2")
    return film
  }

  // MARK: Words of difference

  private func difference(
    _ changes: [(inout LaneState) -> Void], _ language: Language = .english
  ) -> [String] {
    let lanes = changes.enumerated().map { index, change in
      var lane = LaneState(id: index + 1, Configuration())
      change(&lane)
      return lane
    }
    return LaneDifference.words(lanes).map { words in
      words.map { $0[language] }.joined(separator: ", ")
    }
  }

  private func place(_ placement: Placement, _ sublayers: Range<Int>) -> (inout LaneState) -> Void {
    { lane in for index in sublayers { lane.wiring[index].placement = placement } }
  }

  private func cut(_ sublayers: [Int]) -> (inout LaneState) -> Void {
    { lane in for index in sublayers { lane.wiring[index].skipScale = 0 } }
  }

  @Test func onlyWhatDiffersIsNamed() {
    #expect(difference([{ _ in }, place(.pre, 0..<24)]) == ["post", "pre"])
    #expect(difference([{ _ in }, cut(Array(0..<24))]) == ["residual", "no residual"])
    #expect(difference([{ _ in }, cut(Array(0..<24))], .chinese) == ["残差", "无残差"])
    #expect(difference([{ _ in }, { $0.learningRate = 3e-4 }]) == ["lr 0.001", "lr 0.0003"])
    #expect(difference([{ _ in }, { $0.warmup = 100 }]) == ["no warm-up", "warm-up 100"])
    #expect(
      difference([{ _ in }, place(.pre, 0..<24), { $0.warmup = 100 }])
        == ["post, no warm-up", "pre, no warm-up", "post, warm-up 100"])
  }

  @Test func lanesThatAreAlikeAreCalledByTheirWiring() {
    #expect(difference([{ _ in }, { _ in }]) == ["post", "post"])
    #expect(difference([cut(Array(0..<24))]) == ["post without residual"])
  }

  @Test func partsOfAStackAreNamedByTheirLayers() {
    #expect(difference([{ _ in }, cut([4, 5])]) == ["residual", "residual cut in 3"])
    #expect(difference([{ _ in }, cut([5])]) == ["residual", "residual cut in 3.ffn"])
    #expect(difference([{ _ in }, cut([4, 9])]) == ["residual", "residual cut in 3.att+5.ffn"])
    #expect(difference([{ _ in }, cut([0, 4, 9])]) == ["residual", "residual cut in 3×"])
    #expect(difference([{ _ in }, place(.pre, 4..<10)]) == ["post", "post, pre in 3–5"])
    let halved: (inout LaneState) -> Void = { lane in
      for index in 0..<24 { lane.wiring[index].skipScale = 0.5 }
    }
    #expect(difference([{ _ in }, halved]) == ["residual", "residual ×0.50"])
  }

  @Test func settingsOfTheModelAreNamed() {
    let film = film([CannedRun(.post, .stalled, layers: 24), Self.pre])
    let words = LaneDifference.words(film.state.lanes).map { $0.map(\.english) }
    #expect(words == [["post", "24 layers"], ["pre", "12 layers"]])
  }

  // MARK: Ratios

  @Test func ratiosAndDifferencesOfNumbersThatAreThere() {
    #expect(LanePair.ratio(3, 2) == 1.5 && LanePair.difference(3, 2) == 1)
    #expect(LanePair.ratio(nil, 2) == nil && LanePair.difference(3, nil) == nil)
    #expect(LanePair.ratio(0, 0) == nil && LanePair.ratio(1, 0) == .infinity)
    #expect(LanePair.ratio(.nan, 1)?.isNaN == true)
    #expect(LanePair.decades(0.01, 10) == -3 && LanePair.decades(0, 1) == -.infinity)
    #expect(LanePair.decades(nil, 1) == nil && LanePair.decades(1, 0) == .infinity)
  }

  @Test func theFirstLaneIsWhatOthersAreComparedWith() {
    var film = film([Self.post, Self.pre, Self.post])
    #expect(film.state.pair.map { [$0.base.id, $0.other.id] } == [1, 3])
    film.press("{")
    #expect(film.state.pair.map { [$0.base.id, $0.other.id] } == [1, 2])
    film.press("{")
    #expect(film.state.pair.map { [$0.base.id, $0.other.id] } == [1, 2])
    #expect(Film(lanes: [Self.post]).state.pair == nil)
  }

  /// A column turns to decades from two of them on, and back under one.
  @Test func ratiosTurnToDecadesWithoutFlicker() {
    var film = film(steps: 1)
    func feed(_ decades: Double, _ step: Int) {
      for lane in 1...2 {
        var report = Self.post.report(step)
        for tap in report.taps.indices {
          report.taps[tap].gradientRMS = lane == 1 ? 1 : PowerOfTen.value(decades)
        }
        film.play(.clock(milliseconds: film.state.milliseconds + 50))
        film.play(.report(report, lane: lane))
      }
      film.wait(50)
    }
    for (step, expected) in [(1.9, false), (-2.1, true), (1.1, true), (0.9, false), (1.9, false)]
      .enumerated()
    {
      feed(expected.0, step + 1)
      #expect(film.state.decadeRatios.contains(.gradientRMS) == expected.1, "\(expected)")
    }
  }

  @Test func ratiosStandOnlyWhereBothLanesHaveTheTap() {
    var film = film([CannedRun(.post, .stalled, layers: 4), CannedRun(.post, .stalled, layers: 2)])
    film.press("tab")
    let lines = film.text.split(separator: "\n").map(String.init)
    func numbers(_ start: String) -> Int {
      let line = lines.first { $0.drop { "│▸| ".contains($0) }.hasPrefix(start) } ?? ""
      return line.split(separator: " ").count { Double($0.filter { $0 != "|" }) != nil }
    }
    // The layer's number, two lanes, ratio, difference; of the deeper lane alone one.
    #expect(numbers("2 att") >= 4 && numbers("3 att") < numbers("2 att"), "\(film.text)")
    #expect(numbers("embed") >= 3 && numbers("final") >= 3, "\(film.text)")
  }

  // MARK: Table

  @Test func theTableTellsHowEachLaneFares() {
    var film = film()
    film.play(.partings([2: Parting(step: 60, distance: 0.62, partedAt: 7)]))
    let lines = film.text.split(separator: "\n").map(String.init)
    let first = lines.first { $0.contains("● 1") } ?? ""
    let second = lines.first { $0.contains("■ 2") } ?? ""
    #expect(first.contains("post") && first.contains("stalled"))
    #expect(second.contains("pre") && second.contains("solved") && second.contains("@7"))
    let solved = film.state.lanes[1].firstSolvedStep
    let expected = (0..<61).first { Self.pre.report($0).loss < 0.1 }
    #expect(solved == expected && second.contains("@\(solved ?? -1)"))
    #expect(film.state.lanes[0].firstSolvedStep == nil)
  }

  @Test func theFirstSolvedStepBelongsToOneFuture() {
    var film = film()
    let solved = film.state.lanes[1].firstSolvedStep ?? 0
    film.play(.report(Self.pre.report(solved + 3), lane: 2))
    #expect(film.state.lanes[1].firstSolvedStep == solved)
    film.play(.report(Self.post.report(solved), lane: 2))
    #expect(film.state.lanes[1].firstSolvedStep == nil)
    film.play(.report(Self.pre.report(solved + 1), lane: 2))
    #expect(film.state.lanes[1].firstSolvedStep == solved + 1)
    film.press("i")
    #expect(film.state.lanes[1].firstSolvedStep == nil)
  }

  // MARK: Keys

  @Test func restartBringsAllLanesBack() {
    var film = film()
    film.press("space i")
    #expect(film.lastEffects == [.training(.command(.resetAll))])
    #expect(film.state.lanes.allSatisfy { $0.report == nil && $0.segment == 1 })
    film.press("1 i")
    #expect(film.lastEffects == [.training(.command(.lane(2, .reset)))])
    #expect(film.state.lanes.map(\.segment) == [1, 2])
  }

  @Test func laneKeysWorkHere() {
    var film = film()
    for (key, effect) in [
      ("c", LabCommand.twin(of: 2)), ("f", .fork(of: 3)), ("x", .close(4)), ("x", .close(3)),
      ("x", .close(2)),
    ] {
      film.press(key)
      #expect(film.lastEffects == [.training(.command(effect))])
    }
    #expect(film.state.lanes.count == 1 && film.text.contains("c adds a twin"))
  }

  @Test func aLaneThatCouldNotStayIsTakenOffTheScreen() {
    var film = film()
    film.press("{")
    film.play(.closed(lane: 2))
    #expect(film.state.lanes.map(\.id) == [1] && film.state.laneIndex == 0)
    film.play(.closed(lane: 1))
    #expect(film.state.lanes.count == 1)
  }

  @Test func theSelectionStaysWithinTheSelectedLane() {
    var film = film([CannedRun(.post, .stalled, layers: 24), CannedRun(.post, .stalled, layers: 6)])
    film.press("{ up")
    #expect(film.state.selection == .layer(24))
    film.press("}")
    #expect(film.state.selection == .everything)
  }

  @Test func theHeatMapsFocusGoesToTheGradient() {
    var film = film()
    film.press("1 shift-tab")
    #expect(film.state.focus == .heatMap)
    film.press("2")
    #expect(film.state.focus == .gradient)
  }

  // MARK: Axes

  private static let exploding = CannedRun(.none, .exploding)

  @Test func allLanesAreOnOneAxis() {
    var film = film([Self.post, Self.exploding])
    for keys in ["", "{"] {
      film.press(keys)
      let axis = film.state.axis(of: .activationRMS)
      #expect(axis.contains(1) && axis.contains(266), "\(axis)")
    }
  }

  @Test func aLockKeepsTheAxesOfLanesAlike() {
    var film = film([Self.post, Self.exploding])
    film.press("1 {")
    let own = film.state.axis(of: .activationRMS)
    #expect(!own.contains(266))
    film.press("A")
    let locked = film.state.axis(of: .activationRMS)
    #expect(locked.contains(1) && locked.contains(266))
    film.press("}")
    #expect(film.state.axis(of: .activationRMS) == locked)
    film.press("{ A")
    #expect(film.state.axis(of: .activationRMS) == own)
  }

  @Test func aScaleIsTheSameInEveryLane() {
    var film = film([Self.post, Self.exploding])
    film.press("1 L {")
    #expect(film.state.axis(of: .activationRMS).scale == .linear)
    film.press("2")
    #expect(film.state.axis(of: .activationRMS).scale == .linear)
  }

  // MARK: Drawing

  /// Lanes are told apart without colours: each has its mark in the profile and on the curve.
  @Test(arguments: [Glyphs.braille, .ascii]) func marksTellLanesApart(_ glyphs: Glyphs) {
    var film = Film(
      lanes: [Self.post, Self.pre, Self.exploding], size: (120, 36), look: Look(glyphs: glyphs))
    film.press("2")
    film.wait(3000)
    let layout = CompareLayout(columns: 120, rows: 36, wish: film.state.compareWish)
    for area in [layout.profiles[0], layout.curves[0]] {
      for lane in film.state.lanes {
        let mark = glyphs.laneMark(lane.id - 1)
        let count = area.rowRange.dropFirst(2).reduce(0) { count, row in
          count + area.columnRange.count { film.frame[$0, row].scalar == mark }
        }
        #expect(count > 1, "lane \(lane.id) in \(area)")
      }
    }
  }

  @Test func lanesThatMeetShareOneSign() {
    let film = film([Self.post, Self.post])
    #expect(film.text.contains("="))
  }
}
