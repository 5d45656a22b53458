import Engine
import Testing

@testable import Interface

/// The cursor on time, the time axis and the smoothing: what keys make of them.
@Suite struct CursorTests {
  private static let run = CannedRun(configuration: Configuration(), course: .stalled)

  private static func film(_ size: (Int, Int) = (80, 24), steps: Int = 61) -> Film {
    var film = Film(size: size)
    film.run(run, 0..<steps)
    film.wait(3000)
    return film
  }

  @Test func theCursorMovesByStepsAndLeavesAtTheNewest() {
    var film = Self.film()
    #expect(film.state.cursor == nil)
    film.press("< <")
    #expect(film.state.cursor == 58)
    film.press(">")
    #expect(film.state.cursor == 59)
    film.press(">")
    #expect(film.state.cursor == nil)
    film.press("home <")
    #expect(film.state.cursor == 0)
    film.press("> > >")
    #expect(film.state.cursor == 3)
    film.press("end")
    #expect(film.state.cursor == nil)
  }

  @Test func escapeClearsTheSelectionFirst() {
    var film = Self.film()
    film.press("down left < esc")
    #expect(film.state.selection == .layer(1) && film.state.cursor == 59)
    film.press("esc")
    #expect(film.state.selection == .everything && film.state.cursor == 59)
    film.press("esc")
    #expect(film.state.cursor == nil)
    film.press("esc")
    #expect(film.state.note?.effect.english == "nothing is selected")
  }

  @Test func aNewStartHasNoCursor() {
    var film = Self.film()
    film.press("home i")
    #expect(film.state.timeCursor == nil)
    film.run(CannedRun(configuration: Configuration(), course: .stalled, segment: 1), 0..<9)
    film.press("home")
    film.run(CannedRun(configuration: Configuration(), course: .stalled, segment: 2), 0..<3)
    #expect(film.state.timeCursor == nil)
    var empty = Film()
    empty.press("<")
    #expect(empty.state.timeCursor == nil && empty.state.note != nil)
  }

  @Test func theCursorStaysWhileStepsGoOn() {
    var film = Self.film()
    film.press("home > >")
    film.run(Self.run, 61..<90)
    #expect(film.state.cursor == 2)
  }

  @Test func panelsShowTheStepOfTheCursor() {
    var film = Self.film()
    film.press("home")
    #expect(film.text.contains("loss @0 3.6"), "\(film.text)")
    #expect(film.text.contains("▸activation RMS @0"))
    film.press("tab")
    film.wait(3000)
    let gradient = NumberFormat.text(Self.run.report(0).taps[0].gradientRMS)
    #expect(film.text.contains(gradient))
    film.press("tab m m m m")
    film.wait(3000)
    #expect(film.text.contains("token diversity @0"), "\(film.text)")
  }

  @Test func theReadoutNamesStepPlaceAndValue() {
    var film = Self.film((120, 36))
    film.press("shift-tab down down right home > >")
    let value = Float(Self.run.report(2).taps[4].gradientRMS)
    let text = NumberFormat.text(Double(value))
    let line = "step 2 · layer 2 feed-forward · gradient RMS \(text)"
    #expect(film.text.contains(line), "\(film.text)")
    film.press("esc esc")
    film.wait(3000)
    #expect(film.text.contains("step 2 · every layer · gradient RMS 0.0"))
  }

  @Test func aBinOfSeveralStepsShowsItsEnds() {
    var film = Film(size: (120, 36))
    for step in 0..<3000 {
      var report = Self.run.report(step % 50)
      report.step = step
      film.feed(.report(report))
    }
    film.press("tab tab home")
    #expect(film.text.contains("step 0 · loss "))
    #expect(film.text.contains(" · @0–3 "), "\(film.text)")
    let bin = film.state.lane.history.latest(.loss, at: 0)?.bin
    #expect(film.text.contains("–\(NumberFormat.text(bin?.largest)) "))
    film.press("<")
    #expect(film.state.cursor == 0)
    film.press(">")
    #expect(film.state.cursor == 8)
  }

  @Test func theRecentPartHoldsTheNewestStepAndDoesNotCreep() {
    var film = Self.film()
    film.press("a")
    var starts: Set<Int> = []
    for step in 61..<4000 {
      var report = Self.run.report(1)
      report.step = step
      film.feed(.report(report))
      let steps = film.state.shownSteps
      #expect(steps.contains(step))
      starts.insert(steps.lowerBound)
    }
    #expect(starts.count < 70)
    #expect(film.state.shownSteps.count <= 900)
    film.press("home")
    #expect(film.state.shownSteps.contains(0))
    film.press("a")
    #expect(film.state.shownSteps == 0..<4000)
  }

  @Test func smoothingWalksThroughItsFactors() {
    var film = Self.film((120, 36))
    film.press("e")
    #expect(film.state.smoothing == 0.8 && film.text.contains("smoothed 0.80"))
    film.press("e e")
    #expect(film.state.smoothing == 0.99)
    film.press("e")
    #expect(film.state.smoothing == nil && !film.text.contains("smoothed 0"))
  }

  /// Every statistic of a step that stands for the whole run can be brought to a curve.
  @Test func everyMetricIsReachable() throws {
    var configuration = Configuration()
    configuration.task = .text(path: "book.txt")
    var film = Film(configuration)
    film.press("tab tab")
    var curves: Set<Fact> = []
    for _ in Fact.curves {
      film.press("m")
      curves.insert(film.state.upperCurve)
    }
    #expect(curves == Set(Fact.curves))
    film.press("tab tab")
    var metrics: Set<Fact> = []
    for _ in Fact.profiles {
      film.press("m")
      metrics.insert(film.state.heatMetric)
    }
    #expect(metrics == Set(Fact.profiles))
  }

  @Test func theGuideOfUpdateRatiosIsDrawn() {
    var film = Self.film((120, 36))
    film.press("tab m m m")
    film.wait(3000)
    #expect(film.text.contains("▸update ratio"))
    let row = film.text.split(separator: "\n").first { $0.contains(" 5 att") } ?? ""
    #expect(row.contains("█│█") || row.contains("│"), "\(row)")
    film.press("tab m m m m m m")
    film.wait(3000)
    #expect(film.state.upperCurve == .updateRatio, "\(film.state.upperCurve)")
    #expect(film.text.contains("guide 0.00100"), "\(film.text)")
  }
}

/// Cells of the heat map.
@Suite struct HeatMapTests {
  private static func film(_ change: (inout StepReport, Int) -> Void) -> Film {
    var film = Film(size: (80, 24))
    let run = CannedRun(configuration: Configuration(), course: .stalled)
    for step in 0..<60 {
      var report = run.report(step)
      change(&report, step)
      film.feed(.report(report))
    }
    film.press("shift-tab")
    film.wait(3000)
    return film
  }

  /// The cells of a layer, from the first step on.
  private static func cells(_ film: Film, layer: Int) -> ArraySlice<Cell> {
    film.frame.cells(ofRow: 6 + layer)[(80 * (6 + layer) + 15)...].prefix(38)
  }

  @Test func colourFollowsTheValueAndTheFutureIsBlank() {
    let film = Self.film { report, step in
      for tap in report.taps.indices {
        report.taps[tap].gradientRMS = step < 30 ? 1.0001e-5 : 9.999
      }
    }
    let cells = Array(Self.cells(film, layer: 3))
    #expect(cells[1].style.ink == .ramp(0) && cells[20].style.ink == .ramp(15))
    #expect(cells[30] == .blank)
  }

  @Test func whatIsNotFiniteIsMarked() {
    let film = Self.film { report, step in
      if step == 30 { report.taps[6].gradientRMS = .nan }
    }
    #expect(Self.cells(film, layer: 3).filter { $0.scalar == "!" }.count == 1)
    #expect(!Self.cells(film, layer: 4).contains { $0.scalar == "!" })
  }

  /// Similarities are measured every ten steps.
  @Test func betweenMeasurementsTheLastOneStays() {
    var film = Self.film { _, _ in }
    while film.state.heatMetric != .tokenDiversity { film.press("m") }
    film.wait(3000)
    let cells = Self.cells(film, layer: 3)
    #expect(cells.prefix(22).allSatisfy { $0 != .blank } && cells.last == .blank)
  }

  @Test func rewiringsStandOnItsAxis() {
    let film = Self.film { report, step in
      guard step >= 20 else { return }
      report.rewiredAt = 20
      report.wiring = report.wiring.map { _ in Wiring(.pre) }
    }
    #expect(film.text.contains("▼"))
  }

  @Test func theCursorMarksTheSelectedRow() {
    var film = Self.film { _, _ in }
    film.press("down down <")
    #expect(Self.cells(film, layer: 2).contains { $0.scalar == "+" })
    #expect(!Self.cells(film, layer: 3).contains { $0.scalar == "+" })
    film.press("esc <")
    #expect(Self.cells(film, layer: 3).contains { $0.scalar == "+" })
  }

  @Test func theFirstStepIsNamedOnce() {
    var film = Self.film { _, _ in }
    film.press("home")
    #expect(!film.text.contains("0 0 ") && film.text.contains(" 0   "))
    while film.state.heatMetric != .branchRMS { film.press("m") }
    #expect(film.frame[15, 6] == .blank && film.frame[15, 7].scalar == "+")
  }

  @Test func signedMetricsLieAroundZero() {
    var film = Self.film { report, _ in
      for tap in 1..<25 { report.taps[tap].branchCosine = tap < 13 ? -1 : 1 }
    }
    while film.state.heatMetric != .branchCosine { film.press("m") }
    film.wait(3000)
    #expect(Self.cells(film, layer: 2).first?.style.ink == .diverging(-8))
    #expect(Self.cells(film, layer: 9).first?.style.ink == .diverging(8))
    #expect(film.text.contains(" -1 ") && film.text.contains(" 1 "), "\(film.text)")
  }
}
