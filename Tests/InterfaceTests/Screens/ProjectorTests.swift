import Engine
import Testing

@testable import Interface

/// The layout that is read from afar.
@Suite struct ProjectorTests {
  private static func film(
    _ size: (Int, Int) = (80, 24), _ language: Language = .english,
    course: CannedRun.Course = .stalled, glyphs: Glyphs = .braille, depth: ColorDepth = .truecolor
  ) -> Film {
    let look = Look(language: language, glyphs: glyphs, layout: .projector, depth: depth)
    var film = Film(size: size, look: look)
    film.run(CannedRun(configuration: Configuration(), course: course), 0..<61)
    return film
  }

  @Test(arguments: [
    ((80, 24), Language.english), ((80, 24), .chinese), ((120, 36), .english), ((60, 20), .english),
    ((60, 20), .chinese),
  ])
  func frames(_ size: (Int, Int), _ language: Language) {
    let film = Self.film(size, language)
    expectSnapshot(film.frame, "projector-\(language.rawValue)-\(size.0)x\(size.1)")
  }

  @Test func plainFrames() {
    expectSnapshot(Self.film(glyphs: .ascii, depth: .mono).frame, "projector-ascii-80x24")
    var film = Self.film(course: .solved)
    film.press("down down n")
    film.wait(3000)
    expectSnapshot(film.frame, "projector-selected-80x24")
  }

  @Test func theKeyAndTheCommandChangeTheLayout() {
    var film = Film()
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<61)
    film.press("tab tab P")
    #expect(film.state.look.layout == .projector && film.state.focus == .activation)
    #expect(film.text.contains("layout projector") && !film.text.contains("accuracy"))
    film.press("tab tab tab")
    #expect(film.state.focus == .gradient)
    film.press("P")
    #expect(film.state.look.layout == .full && film.text.contains("accuracy"))
    film.enter("layout projector")
    #expect(film.state.look.layout == .projector)
    film.enter("layout big")
    #expect(film.text.contains("expected full or projector, found 'big'"))
  }

  /// Where it does not fit, the full layout is shown, and a note says so.
  @Test func smallScreensKeepTheFullLayout() {
    var film = Film(size: (59, 24))
    film.press("P")
    #expect(film.text.contains("needs 60x18"))
    film.press("tab tab")
    #expect(film.state.focus == .upperCurve)
    film.play(.resize(columns: 60, rows: 18))
    #expect(film.state.focus == .activation)
  }

  @Test func aClickSelectsTheFirstLayerOfABar() throws {
    var film = Self.film()
    let spot = try #require(film.frame.hitAreas.last { $0.click == .perform(.select(.layer(4))) })
    film.play(.mouse(Mouse(.press, column: spot.area.column, row: spot.area.row)))
    #expect(film.state.selection == .layer(4))
  }

  @Test(arguments: [
    (2.7756, "2.78"), (12.34, "12.3"), (754.2, "754"), (0.0043, "4e-3"), (1.5e-4, "2e-4"),
    (75321, "8e4"), (9.996, "10.0"), (999.6, "1e3"), (0.01, "0.01"), (1e-12, "0"), (3e38, "3e38"),
    (.nan, "nan"),
    (.infinity, "inf"), (0, "0"),
  ])
  func lossesAreShort(_ value: Double, _ text: String) {
    #expect(BlockDigits.text(value) == text)
    let digits = BlockDigits(text)
    #expect(digits.lines.allSatisfy { $0.count == digits.lines[0].count })
    #expect(digits.lines[0].count <= BlockDigits.widest)
    // No character is without a shape.
    #expect(digits.lines[0].count >= 4 * text.count - 2 * text.count { ".i".contains($0) } - 1)
  }

  @Test func digitsAreToldApart() {
    let shapes = "0123456789.-enaif".map { BlockDigits(String($0)).lines }
    #expect(Set(shapes).count == shapes.count)
    #expect(shapes.allSatisfy { $0.count == BlockDigits.height })
  }
}
