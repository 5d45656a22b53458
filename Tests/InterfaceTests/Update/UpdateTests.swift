import Engine
import Testing

@testable import Interface

/// What keys, reports and time lead to.
@Suite struct UpdateTests {
  private static let all = Configuration().wiring
  private static let run = CannedRun(configuration: Configuration(), course: .stalled)

  private static func wired(_ placement: Placement, skip: Float = 1) -> [Wiring] {
    all.map { _ in Wiring(placement, skipScale: skip) }
  }

  private static func paused() -> Film {
    var film = Film()
    film.run(run, 0..<5)
    film.press("space")
    return film
  }

  @Test func spacePausesAndRuns() {
    var film = Film()
    film.press("space")
    #expect(film.lastEffects == [.training(.pause)] && !film.state.isRunning)
    film.press("space")
    #expect(film.lastEffects == [.training(.run)] && film.state.isRunning)
  }

  @Test func singleStepsNeedAPause() {
    var film = Film()
    film.press(".")
    #expect(film.lastEffects == [])
    film.press("space .")
    #expect(film.lastEffects == [.training(.step)])
  }

  @Test func pausedPlacementTakesEffectAtOnce() {
    var film = Self.paused()
    film.press("n")
    #expect(film.lastEffects == [.trainer(.rewire(Self.wired(.pre)))])
    film.press("N N")
    #expect(film.lastEffects == [.trainer(.rewire(Self.wired(.none)))])
  }

  @Test func runningChainTakesEffectAfterItsLastPress() {
    var film = Film()
    film.press("n")
    film.wait(300)
    film.press("n")
    #expect(film.state.lane.wiring == Self.wired(.sandwich))
    film.wait(399)
    #expect(film.allEffects == [])
    film.wait(1)
    #expect(film.lastEffects == [.trainer(.rewire(Self.wired(.sandwich)))])
    film.press("u")
    #expect(film.lastEffects == [.trainer(.rewire(Self.all))])
  }

  @Test func chainBackToTheStartChangesNothing() {
    var film = Film()
    film.press("n N")
    film.wait(1000)
    #expect(film.allEffects == [])
    #expect(film.state.lane.rewirings.undone == nil)
  }

  @Test(arguments: ["w", "space", "r", "]"])
  func keysThatActOnTheTrainerSendTheChoiceFirst(_ key: String) {
    var film = Film()
    film.press("n \(key)")
    #expect(film.lastEffects.first == .trainer(.rewire(Self.wired(.pre))))
    #expect(film.lastEffects.count == 2)
  }

  @Test func looksDoNotSendTheChoice() {
    var film = Film()
    film.press("n tab m L")
    #expect(film.allEffects == [])
  }

  @Test func anotherSelectionStartsAnotherChain() {
    var film = Film()
    film.press("down n down n")
    #expect(film.lastEffects.count == 1)
    film.wait(400)
    #expect(film.state.lane.wiring[0...3].allSatisfy { $0.placement == .pre })
    #expect(film.state.lane.wiring[4...].allSatisfy { $0.placement == .post })
  }

  @Test func residualTogglesSelectionOrAll() {
    var film = Self.paused()
    film.press("r")
    #expect(film.lastEffects == [.trainer(.rewire(Self.wired(.post, skip: 0)))])
    film.press("r down right enter")
    #expect(film.state.lane.wiring[1].skipScale == 0)
    #expect(film.state.lane.wiring.filter { !$0.hasSkip }.count == 1)
  }

  @Test func residualReturnsToThePresetsScale() {
    var configuration = Configuration()
    configuration.preset = .deepnorm
    var film = Film(configuration)
    film.press("r r")
    #expect(film.state.lane.wiring.allSatisfy { $0.skipScale == configuration.onScale })
    #expect(film.text.contains("y = LN(2.21·x + F(x))"))
  }

  @Test func enterNeedsASelection() {
    var film = Film()
    film.press("enter")
    #expect(film.lastEffects == [])
    #expect(film.text.contains("nothing is selected"))
  }

  @Test func undoAndRedoSendRewirings() {
    var film = Self.paused()
    film.press("n r u")
    #expect(film.lastEffects == [.trainer(.rewire(Self.wired(.pre)))])
    film.press("u")
    #expect(film.lastEffects == [.trainer(.rewire(Self.all))])
    film.press("u")
    #expect(film.lastEffects == [] && film.text.contains("nothing to undo"))
    film.press("U U")
    #expect(film.lastEffects == [.trainer(.rewire(Self.wired(.pre, skip: 0)))])
  }

  @Test func selectionMovesAndNarrows() {
    var film = Film()
    film.press("up")
    #expect(film.state.selection == .layer(12))
    film.press("down left")
    #expect(film.state.selection == .sublayer(Sublayer(layer: 12, kind: .attention)))
    film.press("k right")
    #expect(film.state.selection == .sublayer(Sublayer(layer: 11, kind: .feedforward)))
    film.press("esc")
    #expect(film.state.selection == .layer(11))
    film.press("esc")
    #expect(film.state.selection == .everything)
  }

  @Test func resetKeepsTheOldCurveAndIgnoresLateReports() {
    var film = Film()
    film.run(Self.run, 0..<20)
    film.press("i")
    #expect(film.lastEffects == [.trainer(.reset), .training(.run)])
    #expect(film.state.lane.ghost?.stepCount == 20 && film.state.lane.history.isEmpty)
    film.run(Self.run, 20..<21)
    #expect(film.state.lane.history.isEmpty && film.state.lane.report == nil)
    var next = Self.run
    next.segment = 1
    film.run(next, 0..<1)
    #expect(film.state.lane.history.stepCount == 1)
  }

  @Test func rewiringIsMarkedUntilTheReset() {
    var film = Self.paused()
    film.press("n")
    #expect(film.text.contains("rewired at 5"))
    #expect(film.text.contains("weights come from post"))
    film.press("i")
    #expect(!film.text.contains("rewired at"))
  }

  @Test func divergencePausesAndCanBeLeftByAReset() {
    var run = Self.run
    run.divergesAt = 3
    var film = Film()
    film.run(run, 0..<4)
    #expect(film.lastEffects == [.training(.pause)])
    film.press("space")
    #expect(film.lastEffects == [])
    film.press("i")
    #expect(film.lastEffects == [.trainer(.reset), .training(.run)])
    #expect(film.state.isRunning)
  }

  @Test func warmupTogglesBetweenNoneAndTheFlagsValue() {
    var film = Film()
    film.press("w")
    #expect(film.lastEffects == [.trainer(.warmup(100))])
    film.press("w")
    #expect(film.lastEffects == [.trainer(.warmup(0))])
    var configuration = Configuration()
    configuration.warmup = 40
    var other = Film(configuration)
    other.press("w w")
    #expect(other.lastEffects == [.trainer(.warmup(40))])
  }

  @Test func learningRateMovesInRoundSteps() {
    var film = Film()
    film.press("]")
    #expect(film.lastEffects == [.trainer(.learningRate(2e-3))])
    film.press("[ [")
    #expect(film.lastEffects == [.trainer(.learningRate(5e-4))])
  }

  @Test func paceEndsAtUnlimitedAndSaysSo() {
    var film = Film()
    film.press("+ = + +")
    #expect(film.lastEffects == [.training(.pace(Pace(stepsPerSecond: nil)))])
    film.press("+")
    #expect(film.lastEffects == [] && film.text.contains("unlimited already"))
    film.press("-")
    #expect(film.lastEffects == [.training(.pace(Pace(stepsPerSecond: 200)))])
  }

  @Test func lastKeyStandsForThreeSeconds() {
    var film = Film()
    film.press("]")
    film.wait(2999)
    #expect(film.text.contains("]: learning rate 0.002"))
    film.wait(1)
    #expect(!film.text.contains("]: learning rate"))
  }

  @Test func unknownKeysAreNamed() {
    var film = Film()
    film.press("Z")
    #expect(film.lastEffects == [] && film.text.contains("Z: no such key here"))
  }

  @Test func helpOpensScrollsAndCloses() {
    var film = Film()
    film.press("? down end")
    #expect(film.text.contains("abandons it"))
    #expect(film.state.help.scroll != nil)
    film.press("esc")
    #expect(film.state.help.scroll == nil && film.text.contains("esc: help closed"))
    film.press("? Z")
    #expect(film.text.contains("Z: no such key here"))
    film.press("? ? q")
    #expect(film.lastEffects == [.shell(.quit)])
  }

  @Test func metricsAndScalesFollowTheFocus() {
    var film = Self.paused()
    film.press("m")
    #expect(film.state.activationMetric == .activationMax)
    film.press("tab m")
    #expect(film.state.gradientMetric == .gradientMax)
    film.press("tab L")
    #expect(film.state.curveScale(of: .loss) == .log)
    film.press("shift-tab shift-tab m m m L")
    #expect(film.state.activationMetric == .branchCosine)
    #expect(film.text.contains("always linear"))
  }

  @Test func configurationFollowsTheKeys() {
    var film = Self.paused()
    film.press("n r w ]")
    let configuration = film.state.configuration
    #expect(configuration.wiring == Self.wired(.pre, skip: 0))
    #expect(configuration.warmup == 100 && configuration.peakLearningRate == 2e-3)
  }

  @Test func modelFactsMayComeLate() {
    var state = AppState(configuration: Configuration())
    #expect(
      state.modelIsReady(parameterCount: 10, guessing: 2, chance: 0.1) == [
        .training(.pace(.standard)), .training(.run),
      ])
  }

  @Test func rateComesFromReportsAndTime() {
    var film = Film()
    film.run(Self.run, 0..<60)
    #expect(abs((film.state.rate.stepsPerSecond ?? 0) - 20) < 1)
  }
}
