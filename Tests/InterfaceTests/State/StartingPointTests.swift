import Engine
import Testing

@testable import Interface

/// The menu of starting points, and that each shows what its words say.
@Suite struct StartingPointTests {
  private static func film(_ size: (Int, Int) = (80, 24), _ language: Language = .english) -> Film {
    var film = Film(size: size, look: Look(language: language))
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    return film
  }

  private func rebuild(in film: Film) -> Configuration? {
    guard case .training(.rebuild(let configuration, _))? = film.lastEffects.first else {
      return nil
    }
    return configuration
  }

  /// The menu at several sizes, in both languages, with the first and the last chosen.
  @Test(arguments: [((80, 24), Language.english), ((80, 24), .chinese), ((40, 12), .english)])
  func frames(_ size: (Int, Int), _ language: Language) {
    var film = Self.film(size, language)
    film.press("p")
    let name = "starting-points-\(language.rawValue)-\(size.0)x\(size.1)"
    expectSnapshot(film.frame, name)
    film.press("k")
    expectSnapshot(film.frame, name + "-last")
  }

  @Test func enterStartsTheChosenOne() throws {
    for (index, point) in StartingPoint.all.enumerated() {
      var film = Self.film()
      film.press("p")
      for _ in 0..<index { film.press("j") }
      #expect(film.text.contains("▸") && film.text.contains(point.line))
      film.press("enter")
      #expect(rebuild(in: film) == (try point.configuration()))
      #expect(film.state.startingPoint == nil && film.text.contains("building another model"))
    }
  }

  @Test func digitsChooseAndEscapeLeavesTheRunAsItIs() {
    var film = Self.film()
    film.press("p 3")
    #expect(film.state.startingPoint == 2 && film.state.screen == .live)
    film.press("up up up")
    #expect(film.state.startingPoint == StartingPoint.all.count - 1)
    film.press("esc")
    #expect(film.state.startingPoint == nil && film.allEffects == [])
    film.press("p p")
    #expect(film.state.startingPoint == nil)
  }

  @Test func aClickChoosesAndAnotherStarts() {
    var film = Self.film()
    film.press("p")
    film.play(.mouse(Mouse(.press, column: 8, row: 4)))
    #expect(film.state.startingPoint == 2)
    film.play(.mouse(Mouse(.wheelDown, column: 8, row: 4)))
    film.play(.mouse(Mouse(.wheelUp, column: 8, row: 4)))
    film.play(.mouse(Mouse(.press, column: 8, row: 4)))
    #expect(rebuild(in: film)?.norm == .pre)
  }

  @Test func theCommandTakesNamesAndCompletesThem() throws {
    for point in StartingPoint.all {
      var film = Self.film()
      film.enter("start \(point.name)")
      #expect(rebuild(in: film) == (try point.configuration()))
    }
    var film = Self.film()
    film.press(":")
    film.type("start eig")
    film.press("tab enter")
    #expect(rebuild(in: film)?.layers == 8)
    film.enter("start deepnrm")
    #expect(film.text.contains("did you mean 'deepnorm'?"))
  }

  /// A user who reads line by line hears what is chosen.
  @Test func whatIsChosenIsTold() {
    var film = Self.film()
    film.press("p 3")
    #expect(film.state.note?.effect == MenuWords.chosen(StartingPoint.all[2]))
    var lines = Self.film()
    lines.play(.line("start pre"))
    #expect(rebuild(in: lines)?.norm == .pre)
  }

  @Test func namesAreUnmistakable() throws {
    let names = StartingPoint.all.map(\.name)
    #expect(names.count == Set(names).count)
    for point in StartingPoint.all {
      #expect(point.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
      // The line is what differs, so it stays readable.
      #expect(point.line.count <= 60 && point.text.english.count <= 180)
    }
  }

  /// A run, and the verdict on it after some steps.
  struct Claim: Sendable {
    var name: String
    var steps: Int
    var state: Verdict.State
    /// What is changed first.
    var change: [ConfigurationKey: String] = [:]
  }

  private static let claims = [
    Claim(name: "post", steps: 60, state: .stalled),
    Claim(name: "warm-up", steps: 100, state: .solved),
    Claim(name: "pre", steps: 20, state: .solved),
    Claim(name: "deepnorm", steps: 20, state: .solved),
    Claim(name: "rezero", steps: 40, state: .solved),
    Claim(name: "no-residual", steps: 60, state: .stalled),
    Claim(name: "no-norm", steps: 20, state: .exploding),
    Claim(name: "pre-48", steps: 30, state: .solved),
    Claim(name: "branch-48", steps: 5, state: .exploding),
    Claim(name: "branch-48", steps: 40, state: .solved, change: [.layers: "12"]),
    Claim(name: "copy-task", steps: 60, state: .stalled),
    Claim(name: "copy-task", steps: 25, state: .solved, change: [.norm: "pre"]),
    Claim(name: "xavier", steps: 60, state: .stalled),
    Claim(name: "xavier", steps: 140, state: .solved, change: [.initialization: "torch"]),
    Claim(name: "eight-layers", steps: 60, state: .stalled),
    Claim(name: "eight-layers", steps: 20, state: .solved, change: [.norm: "pre"]),
    Claim(name: "eight-layers", steps: 20, state: .solved, change: [.layers: "4"]),
    Claim(name: "no-warm-up", steps: 60, state: .stalled),
    Claim(name: "no-warm-up", steps: 125, state: .solved, change: [.warmup: "100"]),
    Claim(name: "half-pre", steps: 60, state: .stalled),
    Claim(name: "half-pre", steps: 20, state: .solved, change: [.wiring: "*=pre"]),
  ]

  @Test func everyPointMakesAClaim() {
    #expect(Set(Self.claims.map(\.name)) == Set(StartingPoint.all.map(\.name)))
  }

  /// Trains each for real, with the cure that its words name too.
  @Test(arguments: claims) func eachShowsWhatItSays(_ claim: Claim) throws {
    let point = try #require(StartingPoint.named(claim.name))
    var configuration = try Configuration(line: point.line)
    try configuration.apply(claim.change.map { ($0.key, $0.value) })
    let trainer = try Trainer(configuration.validated(), instructionSet: .baseline)
    var report = trainer.step()
    for _ in 1..<claim.steps { report = trainer.step() }
    #expect(report.verdict.state == claim.state)
  }
}
