import Testing

@testable import Engine
@testable import Interface

/// Whole frames of lanes side by side.
@Suite struct CompareFrameTests {
  private static let two = [CannedRun(.post, .stalled), CannedRun(.pre, .solved)]
  private static let four = two + [CannedRun(.none, .exploding), CannedRun(.sandwich, .solved)]

  private static func film(
    _ runs: [CannedRun], _ size: (Int, Int) = (80, 24), look: Look = Look()
  ) -> Film {
    var film = Film(lanes: runs, size: size, look: look)
    film.play(
      .partings([2: Parting(step: 60, distance: 0.62, partedAt: 0)]))
    film.press("2")
    film.wait(3000)
    return film
  }

  @Test(arguments: Language.allCases) func twoLanes(_ language: Language) {
    var film = Self.film(Self.two, look: Look(language: language))
    expectSnapshot(film.frame, "compare-\(language.rawValue)-80x24")
    film.press("tab down")
    film.wait(3000)
    expectSnapshot(film.frame, "compare-gradient-\(language.rawValue)-80x24")
  }

  @Test(arguments: [(120, 36), (200, 60), (400, 100), (40, 12), (60, 30)])
  func sizes(_ size: (Int, Int)) {
    expectSnapshot(Self.film(Self.two, size).frame, "compare-en-\(size.0)x\(size.1)")
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)]) func fourLanes(_ size: (Int, Int)) {
    var film = Self.film(Self.four, size)
    film.press("{ { tab")
    film.wait(3000)
    expectSnapshot(film.frame, "compare-four-en-\(size.0)x\(size.1)")
  }

  @Test(arguments: Language.allCases) func cursorAndSmoothedCurves(_ language: Language) {
    var film = Self.film(Self.two, look: Look(language: language))
    film.press("tab tab e home > > >")
    expectSnapshot(film.frame, "compare-cursor-\(language.rawValue)-80x24")
  }

  @Test(arguments: [(80, 24), (120, 36)]) func depthsDiffer(_ size: (Int, Int)) {
    let runs = [CannedRun(.post, .stalled, layers: 24), CannedRun(.pre, .solved, layers: 6)]
    expectSnapshot(Self.film(runs, size).frame, "compare-depths-en-\(size.0)x\(size.1)")
  }

  @Test func oneLaneSaysHowToAddAnother() {
    let film = Self.film([CannedRun(.post, .stalled)])
    #expect(film.text.contains("c adds a twin") && film.text.contains("f a fork"))
    expectSnapshot(film.frame, "compare-one-80x24")
  }

  @Test func asciiOnly() {
    let film = Self.film(Self.four, look: Look(glyphs: .ascii, isUTF8: false, depth: .mono))
    expectSnapshot(film.frame, "compare-ascii-80x24")
  }

  @Test func helpOpen() {
    var film = Self.film(Self.two)
    film.press("?")
    expectSnapshot(film.frame, "compare-help-80x24")
  }
}
