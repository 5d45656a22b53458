import Engine
import Testing

@testable import Interface

/// Whole frames of the heat map, the cursor, smoothed curves and laws.
@Suite struct LiveFrameTests {
  private static func film(
    _ size: (Int, Int), _ language: Language = .english, course: CannedRun.Course = .stalled,
    norm: Placement = .post, steps: Int = 61
  ) -> Film {
    var configuration = Configuration()
    configuration.norm = norm
    var film = Film(configuration, size: size, look: Look(language: language))
    film.run(CannedRun(configuration: configuration, course: course), 0..<steps)
    film.wait(3000)
    return film
  }

  @Test(arguments: Language.allCases) func heatMap(_ language: Language) {
    var film = Self.film((80, 24), language)
    film.press("shift-tab")
    film.wait(3000)
    expectSnapshot(film.frame, "heat-\(language.rawValue)-80x24")
    film.press("down down down < < <")
    expectSnapshot(film.frame, "heat-cursor-\(language.rawValue)-80x24")
  }

  @Test(arguments: Language.allCases) func cursorOnBarsAndSmoothedCurves(_ language: Language) {
    var film = Self.film((80, 24), language)
    film.press("e a home > > >")
    expectSnapshot(film.frame, "cursor-\(language.rawValue)-80x24")
  }

  @Test(arguments: Language.allCases) func law(_ language: Language) {
    let film = Self.film((80, 24), language, course: .solved, norm: .pre, steps: 4)
    expectSnapshot(film.frame, "law-\(language.rawValue)-80x24")
  }

  @Test func updateGuide() {
    var film = Self.film((80, 24))
    film.press("tab m m m")
    film.wait(3000)
    expectSnapshot(film.frame, "guide-80x24")
  }

  @Test(arguments: [(120, 36), (200, 60), (400, 100), (40, 12)])
  func largerHeatMaps(_ size: (Int, Int)) {
    var film = Self.film(size, steps: 161)
    film.press("shift-tab down down down left e < < < < < < < < < <")
    expectSnapshot(film.frame, "heat-cursor-\(size.0)x\(size.1)")
  }

  @Test func deepHeatMap() {
    var configuration = Configuration()
    configuration.layers = 128
    var film = Film(configuration)
    film.run(CannedRun(configuration: configuration, course: .stalled), 0..<61)
    film.press("shift-tab")
    film.wait(3000)
    expectSnapshot(film.frame, "heat-deep-80x24")
  }
}
