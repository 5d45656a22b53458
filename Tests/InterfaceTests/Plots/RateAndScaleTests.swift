import Engine
import Testing

@testable import Interface

/// Ladders of paces and rates, and the scales that residual "on" means.
@Suite struct RateAndScaleTests {
  private static func film(pace: Int?) -> AppState {
    AppState(configuration: Configuration(), pace: Pace(stepsPerSecond: pace))
  }

  private static func configuration(_ line: String) throws -> Configuration {
    try Configuration(line: line)
  }

  @Test(
    arguments: [
      (1000, "-", 200), (1000, "+", nil), (30, "-", 20), (30, "+", 50), (200, "+", nil),
      (nil, "-", 200),
    ] as [(Int?, String, Int?)])
  func pacesOutsideTheLadderFindTheirNeighbours(_ start: Int?, _ key: String, _ end: Int?) {
    var state = Self.film(pace: start)
    let effects = update(&state, .key(Film.key(key)))
    #expect(effects == [.training(.pace(Pace(stepsPerSecond: end)))])
  }

  @Test(
    arguments: [
      (1e6, "[", 5e5), (1e6, "]", 2e6), (3e-4, "[", 2e-4), (3e-4, "]", 5e-4), (1e-7, "[", 5e-8),
      (3e20, "[", 2e20),
    ] as [(Float, String, Float)])
  func ratesMoveFromWhereTheyAre(_ start: Float, _ key: String, _ end: Float) {
    var configuration = Configuration()
    configuration.learningRate = start
    var film = Film(configuration)
    film.press(key)
    #expect(film.lastEffects == [.trainer(.learningRate(end))])
  }

  @Test func theEndsOfTheRatesAreNamed() {
    var configuration = Configuration()
    configuration.learningRate = 1e9
    var film = Film(configuration)
    film.press("]")
    #expect(film.lastEffects == [] && film.text.contains("1e9 is the highest"))
    configuration.learningRate = 1e-9
    film = Film(configuration)
    film.press("[")
    #expect(film.lastEffects == [] && film.text.contains("1e-9 is the lowest"))
  }

  @Test(
    arguments: [
      (1e-6, "1e-6"), (1e6, "1e6"), (5e5, "5e5"), (0.001, "0.001"), (10, "10"), (2e-5, "2e-5"),
      (1e20, "1e20"), (20000, "20000"), (3, "3"),
    ] as [(Float, String)])
  func ratesAreShort(_ rate: Float, _ text: String) {
    #expect(StackWords.learningRate(rate) == text)
    #expect(Float(text) == rate)
  }

  @Test func residualReturnsToEverySublayersOwnScale() throws {
    for line in ["residual=0.5", "layers=4,wiring=2.attention=post:0.5;3=pre:2", "preset=deepnorm"]
    {
      let configuration = try Self.configuration(line)
      var film = Film(configuration)
      film.press("r")
      #expect(film.state.lane.wiring.allSatisfy { !$0.hasSkip })
      film.press("r")
      #expect(film.state.lane.wiring == configuration.wiring)
    }
  }

  @Test func whatStartedCutTurnsOnAtTheLaunchScale() throws {
    var film = Film(try Self.configuration("preset=deepnorm,residual=off"))
    film.press("r")
    #expect(film.state.lane.wiring.allSatisfy { $0.skipScale == film.state.lane.launch.onScale })
  }

  @Test func aMixedStackIsJoinedFirst() throws {
    var film = Film(try Self.configuration("layers=4,wiring=2.attention=post:0"))
    film.press("r")
    #expect(film.state.lane.wiring.allSatisfy { $0.hasSkip })
    film.press("r")
    #expect(film.state.lane.wiring.allSatisfy { !$0.hasSkip })
    film = Film(try Self.configuration("layers=4,wiring=1.attention=post:0"))
    film.press("r")
    #expect(film.state.lane.wiring.allSatisfy { $0.hasSkip })
  }

  @Test func tabWalksThroughWhatTheSizeShows() {
    for (columns, rows) in [(40, 12), (60, 16), (60, 30), (72, 12), (80, 24), (200, 60)] {
      var film = Film(size: (columns, rows))
      let wish = LiveLayout.Wish(layers: 12, focus: .activation)
      let hasCurves = !LiveLayout(columns: columns, rows: rows, wish: wish).curves.isEmpty
      var seen: Set<Panel> = []
      for _ in 0..<8 {
        film.press("tab")
        seen.insert(film.state.focus)
      }
      #expect(seen.count == (hasCurves ? 5 : 3), "\(columns)x\(rows)")
    }
  }

  @Test func aFocusThatIsNoLongerShownMoves() {
    var film = Film()
    film.press("tab tab")
    film.play(.resize(columns: 40, rows: 12))
    #expect(film.state.focus == .activation)
  }

  @Test func metricsThatCannotExistAreSkipped() throws {
    var film = Film(try Self.configuration("sequence=1"))
    for _ in 0..<20 {
      film.press("m")
      #expect(!film.state.activationMetric.isPeriodic)
    }
    film.press("tab tab")
    for _ in 0..<20 {
      film.press("m")
      #expect(film.state.upperCurve != .tokenDiversity && film.state.upperCurve != .evaluationLoss)
    }
  }

  @Test func axesMoveOncePerClockAndMissNothing() {
    var film = Film()
    let run = CannedRun(configuration: Configuration(), course: .exploding)
    film.run(run, 0..<1)
    film.wait(50)
    for step in 1..<200 {
      var report = run.report(step)
      report.loss = Double(step) * 1000
      film.play(.report(report))
    }
    #expect(film.state.curveAxis(of: .loss).high < 199_000)
    film.wait(50)
    #expect(film.state.curveAxis(of: .loss).high >= 199_000)
  }

  @Test func runningBoundsAreThoseOfAllBins() {
    var history = History()
    let run = CannedRun(configuration: Configuration(), course: .stalled)
    var losses: [Double] = []
    for step in 0..<5000 {
      var report = run.report(step % 40)
      report.step = step
      losses.append(report.loss)
      history.fold(report)
    }
    let bounds = history.bounds(.loss)
    #expect(bounds?.least == losses.min() && bounds?.largest == losses.max())
    #expect(history.bounds(.evaluationLoss) == nil)
  }

  @Test func aRatioWithoutDenominatorIsAbsent() {
    let matrix = MatrixReport(name: "", gradientNorm: 0, updateRatio: nil)
    var layer = LayerReport(
      gradientNorm: 0, updateRatio: nil, queryValueRatio: .nan,
      matrices: Array(repeating: matrix, count: 6))
    #expect(layer.definedQueryValueRatio == nil)
    layer.matrices[2].gradientNorm = .nan
    #expect(layer.definedQueryValueRatio?.isNaN == true)
  }

  @Test func thePresetStandsInTheTitle() throws {
    #expect(Film(try Self.configuration("preset=rezero")).text.contains("rezero · width"))
  }

  @Test func helpShowsThresholdsPlainlyAndTheGate() {
    let lines = HelpText.lines(for: Film().state, width: 200).map {
      $0.runs.map(\.text).joined()
    }
    #expect(lines.contains { $0.contains("over 0.97 of guessing") })
    #expect(lines.contains { $0.contains("under 0.001") && $0.contains("collapsed") })
    #expect(lines.contains { $0.contains("×g") && $0.contains("rezero") })
  }
}
