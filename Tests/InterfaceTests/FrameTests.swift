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
    var film = Film(size: size, glyphs: glyphs)
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
}
