import Testing

@testable import Interface

/// Colours: readable on their background, apart for colour-blind eyes, never the only carrier.
@Suite struct ThemeTests {
  private static let roles: [Ink] = [
    .muted, .faint, .ghost, .accent, .good, .warning, .bad, .series(0), .series(1), .series(2),
    .series(3),
  ]
  private static let wide: [ColorDepth] = [.palette256, .truecolor]

  private func rgb(_ theme: Theme, _ ink: Ink, _ depth: ColorDepth) throws -> ColorMath.RGB {
    try #require(theme.appearance(of: Style(ink), depth: depth).foreground.rgb)
  }

  /// The darkest and the lightest of the backgrounds that a theme is meant for.
  @Test(arguments: [
    (Theme.dark, [UInt8(0), 0x1e], 4.5), (.light, [0xee, 0xff], 4.5), (.highContrast, [0], 7.0),
  ])
  func wordsAreRead(_ theme: Theme, _ greys: [UInt8], _ least: Double) throws {
    for depth in Self.wide {
      for ink in Self.roles {
        for grey in greys {
          let contrast = ColorMath.contrast(try rgb(theme, ink, depth), (grey, grey, grey))
          #expect(contrast >= least, "\(ink) of \(theme) on \(grey) at \(depth): \(contrast)")
        }
      }
    }
  }

  @Test func onlyHighContrastPaintsItsBackground() throws {
    for depth in [ColorDepth.ansi16] + Self.wide {
      for theme in Theme.allCases where theme != .highContrast {
        #expect(theme.appearance(of: .plain, depth: depth).background == .standard)
        #expect(theme.appearance(of: .plain, depth: depth).foreground == .standard)
      }
      let plain = Theme.highContrast.appearance(of: .plain, depth: depth)
      let (ink, paper) = (try #require(plain.foreground.rgb), try #require(plain.background.rgb))
      #expect(ColorMath.contrast(ink, paper) == 21)
    }
  }

  @Test(arguments: [Theme.dark, .light, .highContrast])
  func lanesAreApartInDeuteranopia(_ theme: Theme) throws {
    let lanes = try (0..<4).map { try rgb(theme, .series($0), .palette256) }
    for first in 0..<4 {
      for second in first + 1..<4 {
        let seen = [lanes[first], lanes[second]].map(ColorMath.deuteranopia)
        #expect(seen[0].distance(to: seen[1]) >= 30, "\(theme): \(first) and \(second)")
        let normal = [lanes[first], lanes[second]].map(ColorMath.lab)
        #expect(normal[0].distance(to: normal[1]) >= 30, "\(theme): \(first) and \(second)")
      }
    }
  }

  @Test func lanesHaveTheirOwnMarks() {
    for glyphs in Glyphs.allCases {
      let marks = Set((0..<4).map { glyphs.laneMark($0) })
      #expect(marks.count == 4 && marks.allSatisfy { glyphs.substitute($0) == $0 })
    }
  }

  @Test(arguments: Theme.allCases) func fewColoursAreOfTheirPalette(_ theme: Theme) {
    for ink in Self.roles + [.series(-1), .series(7), .ramp(-3), .ramp(99), .diverging(-99)] {
      for depth in [ColorDepth.mono, .ansi16] {
        let style = Style(ink, on: .accent)
        let appearance = theme.appearance(of: style, depth: depth)
        for color in [appearance.foreground, appearance.background] {
          var index: UInt8?
          if case .indexed(let found) = color { index = found }
          #expect(color == .standard || depth == .ansi16 && index.map { $0 < 16 } == true)
        }
      }
    }
  }

  @Test func theTerminalThemeKeepsToSixteenColours() {
    for ink in Self.roles + [.ramp(9), .diverging(4)] {
      let few = Theme.terminal.appearance(of: Style(ink), depth: .ansi16)
      #expect(Theme.terminal.appearance(of: Style(ink), depth: .truecolor) == few)
    }
  }

  @Test func withoutColourWordsStandOut() {
    #expect(Theme.mono.appearance(of: Style(.bad), depth: .truecolor).attributes == .bold)
    #expect(Theme.dark.appearance(of: Style(.muted), depth: .mono).attributes == .dim)
  }

  @Test(arguments: [
    (nil, Theme.dark), ("", .dark), ("15;0", .dark), ("0;15", .light), ("0;default;7", .light),
    ("12;8", .dark), ("0;red", .dark),
  ])
  func theBackgroundChoosesTheTheme(_ text: String?, _ theme: Theme) {
    #expect(Theme(colorFGBG: text) == theme)
  }

  @Test func aNewThemeRedrawsInItsColours() {
    var film = Film()
    let before = film.frame
    for theme in [Theme.light, .terminal, .mono, .highContrast, .dark] {
      film.press("t")
      #expect(film.state.look.theme == theme && film.text.contains("t: theme \(theme.rawValue)"))
    }
    film.wait(3000)
    #expect(film.frame == before)
  }
}
