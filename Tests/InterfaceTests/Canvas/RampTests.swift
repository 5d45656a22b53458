import Testing

@testable import Interface

/// Heat maps: more looks like more, whatever the terminal shows.
@Suite struct RampTests {
  private static let painted: [Theme] = [.dark, .light, .highContrast]
  private static let steps = (0...15).map { Ink.ramp($0) }
  private static let sides = (-8...8).map { Ink.diverging($0) }

  private func colors(_ inks: [Ink], _ theme: Theme, _ depth: ColorDepth) throws -> [ColorMath.RGB]
  {
    try inks.map { try #require(theme.appearance(of: Style($0), depth: depth).foreground.rgb) }
  }

  @Test(arguments: painted) func lightnessFollowsMagnitude(_ theme: Theme) throws {
    let sign = theme == .light ? -1.0 : 1
    let exact = try colors(Self.steps, theme, .truecolor).map { sign * ColorMath.lab($0).lightness }
    #expect(zip(exact, exact.dropFirst()).allSatisfy { $1 - $0 > 2 }, "\(exact)")
    let few = try colors(Self.steps, theme, .palette256).map { sign * ColorMath.lab($0).lightness }
    #expect(zip(few, few.dropFirst()).allSatisfy { $1 >= $0 }, "\(few)")
    #expect(few[15] - few[0] > 45)
  }

  @Test(arguments: painted) func neighboursAreApartInDeuteranopia(_ theme: Theme) throws {
    for inks in [Self.steps, Self.sides] {
      let seen = try colors(inks, theme, .truecolor).map(ColorMath.deuteranopia)
      for (first, second) in zip(seen, seen.dropFirst()) {
        #expect(first.distance(to: second) > 3)
      }
    }
  }

  @Test(arguments: painted) func signedRampsAreSymmetric(_ theme: Theme) throws {
    let exact = try colors(Self.sides, theme, .truecolor)
    let few = try colors(Self.sides, theme, .palette256)
    for step in 0...8 {
      let pair = [exact[8 - step], exact[8 + step]].map { ColorMath.lab($0).lightness }
      #expect(abs(pair[0] - pair[1]) < 0.5, "\(theme) ±\(step)")
      let rough = [few[8 - step], few[8 + step]].map { ColorMath.lab($0).lightness }
      #expect(abs(rough[0] - rough[1]) < 15, "\(theme) ±\(step)")
    }
    // Blue is where b is negative, orange where it is positive.
    for step in 2...8 {
      #expect(ColorMath.deuteranopia(exact[8 - step]).b < -10, "\(theme) -\(step)")
      #expect(ColorMath.deuteranopia(exact[8 + step]).b > 10, "\(theme) +\(step)")
    }
  }

  @Test(arguments: Glyphs.allCases) func shadesFollowMagnitude(_ glyphs: Glyphs) {
    let shades = (0...20).map { Ramp.sequential.cell(Double($0) / 20, glyphs: glyphs).scalar }
    let kinds = Set(shades).count
    #expect(shades[0] == " " && kinds == (glyphs == .braille || glyphs == .block ? 5 : 10))
    #expect(zip(shades, shades.dropFirst()).count { $0 != $1 } == kinds - 1)
    let falling = (1...4).map { Ramp.diverging.cell(-Double($0) / 4, glyphs: glyphs).scalar }
    let rising = (1...4).map { Ramp.diverging.cell(Double($0) / 4, glyphs: glyphs).scalar }
    #expect(Set(falling + rising).count == 8)
    #expect((falling + rising + shades).allSatisfy { glyphs.substitute($0) == $0 })
  }

  @Test func whatIsNoNumberSaysSo() {
    #expect(Ramp.sequential.cell(nil, glyphs: .braille) == .blank)
    #expect(Ramp.sequential.cell(.nan, glyphs: .braille).scalar == "!")
    let over = Ramp.sequential.cell(7, glyphs: .ascii)
    #expect(over == Cell("@", Style(.ramp(15), on: .ramp(15))))
    #expect(Ramp.diverging.cell(-7, glyphs: .ascii).style.ink == .diverging(-8))
  }

  @Test func aCellIsFilledWhereThereAreColoursEnough() {
    let style = Ramp.sequential.cell(0.5, glyphs: .braille).style
    for depth in [ColorDepth.palette256, .truecolor] {
      let filled = Theme.dark.appearance(of: style, depth: depth)
      #expect(filled.foreground == filled.background && filled.foreground != .standard)
    }
    let shaded = Theme.dark.appearance(of: style, depth: .ansi16)
    #expect(shaded.background == .standard && shaded.foreground != .standard)
  }

  @Test(arguments: painted) func theMarkIsReadOnEveryStep(_ theme: Theme) throws {
    for (ramp, values) in [(Ramp.sequential, 0...15), (.diverging, -8...8)] {
      for value in values {
        let style = ramp.markedCell(Double(value) / Double(values.upperBound)).style
        for depth in [ColorDepth.palette256, .truecolor] {
          let mark = theme.appearance(of: style, depth: depth)
          let ink = try #require(mark.foreground.rgb)
          let paper = try #require(mark.background.rgb)
          #expect(ColorMath.contrast(ink, paper) >= 3, "\(theme) \(ramp) \(value) at \(depth)")
        }
        #expect(theme.appearance(of: style, depth: .ansi16).attributes == .reverse)
      }
    }
  }
}
