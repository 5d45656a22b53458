import Engine
import Testing

@testable import Interface

/// Whole frames, as people see them.
@Suite struct FrameTests {
  private static let post = CannedRun(configuration: Configuration(), course: .stalled)

  private static var pre: CannedRun {
    var configuration = Configuration()
    configuration.norm = .pre
    return CannedRun(configuration: configuration, course: .solved, segment: 1)
  }

  private static func film(_ size: (Int, Int), steps: Int = 61, glyphs: Glyphs = .braille) -> Film {
    var film = Film(size: size, look: Look(glyphs: glyphs))
    film.run(post, 0..<steps)
    return film
  }

  @Test func start() {
    expectSnapshot(Film().frame, "start-80x24")
  }

  @Test func stalled() {
    expectSnapshot(Self.film((80, 24)).frame, "stalled-80x24")
  }

  @Test func solvedWithGhost() {
    var film = Self.film((80, 24))
    film.press("n i")
    film.run(Self.pre, 0..<31)
    expectSnapshot(film.frame, "solved-80x24")
  }

  @Test func diverged() {
    var configuration = Configuration()
    configuration.norm = Placement.none
    var run = CannedRun(configuration: configuration, course: .exploding)
    run.divergesAt = 25
    var film = Film(configuration)
    film.run(run, 0..<26)
    expectSnapshot(film.frame, "diverged-80x24")
  }

  @Test func helpOpen() {
    var film = Self.film((80, 24))
    film.press("?")
    expectSnapshot(film.frame, "help-80x24")
    film.press("pgdn pgdn")
    expectSnapshot(film.frame, "help-scrolled-80x24")
  }

  @Test func selectedSublayerOfMixedWiring() {
    var film = Self.film((80, 24))
    film.press("space down down down right r down left n")
    expectSnapshot(film.frame, "selected-80x24")
  }

  @Test func focusOnLoss() {
    var film = Self.film((80, 24))
    film.press("tab tab L")
    expectSnapshot(film.frame, "focus-loss-80x24")
  }

  @Test func residualCutEverywhere() {
    var film = Self.film((80, 24))
    film.press("r")
    #expect(film.text.contains("y = LN(F(x))") && film.text.contains("╰╌╌ ╳ ╌╌╌╯"))
    film.press("down left")
    #expect(film.text.contains("╌ ╳ cut ╌"))
  }

  @Test func rewiredWhileRunning() {
    var film = Self.film((80, 24))
    film.press("n")
    film.wait(400)
    var run = Self.pre
    run.segment = 0
    run.rewiredAt = 61
    film.run(run, 61..<81)
    expectSnapshot(film.frame, "rewired-80x24")
  }

  @Test func warmupAsksForARestart() {
    var film = Self.film((80, 24))
    film.press("w")
    #expect(film.text.contains("i starts with the new warm-up"))
    film.press("i")
    #expect(!film.text.contains("i starts with the new warm-up"))
  }

  @Test func adviceOnTheStackNeedsNoSelection() {
    var film = Self.film((80, 24))
    film.press("down left")
    #expect(film.text.contains("esc esc n pre-norm"))
  }

  @Test func halfBlocks() {
    var film = Self.film((80, 24), glyphs: .block)
    film.press("n i tab m m")
    film.run(Self.pre, 0..<31)
    expectSnapshot(film.frame, "block-80x24")
  }

  @Test func asciiOnly() {
    var film = Self.film((80, 24), glyphs: .ascii)
    film.press("n i")
    film.run(Self.pre, 0..<31)
    expectSnapshot(film.frame, "ascii-80x24")
  }

  @Test(arguments: [(120, 36), (200, 60), (40, 12), (30, 8), (60, 30), (100, 20), (100, 30)])
  func sizes(_ size: (Int, Int)) {
    var film = Self.film(size)
    film.press("n i")
    film.run(Self.pre, 0..<31)
    expectSnapshot(film.frame, "solved-\(size.0)x\(size.1)")
  }

  @Test func chinese() {
    var film = Film(look: Look(language: .chinese))
    expectSnapshot(film.frame, "start-zh-80x24")
    film.run(Self.post, 0..<61)
    expectSnapshot(film.frame, "stalled-zh-80x24")
    film.press("space down left n")
    expectSnapshot(film.frame, "selected-zh-80x24")
    film.press("?")
    expectSnapshot(film.frame, "help-zh-80x24")
    film.press("end")
    expectSnapshot(film.frame, "help-end-zh-80x24")
  }

  @Test(arguments: [(120, 36), (200, 60), (40, 12)]) func chineseSizes(_ size: (Int, Int)) {
    var film = Film(size: size, look: Look(language: .chinese))
    film.run(Self.post, 0..<61)
    film.press("n i")
    film.run(Self.pre, 0..<31)
    expectSnapshot(film.frame, "solved-zh-\(size.0)x\(size.1)")
  }

  @Test func manyLayersOnFewRows() {
    var configuration = Configuration()
    configuration.layers = 128
    var film = Film(configuration)
    film.run(CannedRun(configuration: configuration, course: .stalled), 0..<61)
    expectSnapshot(film.frame, "deep-80x24")
  }
}
