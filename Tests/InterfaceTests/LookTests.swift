import Testing

@testable import Interface

/// Language and glyphs, within what the terminal can show.
@Suite struct LookTests {
  @Test(arguments: [
    ("zh_CN.UTF-8", Language.chinese), ("zh", .chinese), ("en_US.UTF-8", .english), ("C", .english),
    ("", .english),
  ])
  func theLocaleChoosesTheLanguage(_ locale: String, _ language: Language) {
    #expect(Language(locale: locale) == language)
  }

  @Test func theLanguageSwitchesLive() {
    var film = Film()
    #expect(film.text.contains("running"))
    film.press("z")
    #expect(film.text.contains("运行中") && film.text.contains("z: 中文"))
    film.press("z")
    #expect(film.text.contains("running") && film.text.contains("z: English"))
  }

  @Test func theNoteOfTheLastKeyIsTranslatedToo() {
    var film = Film(look: Look(language: .chinese))
    film.press("n")
    #expect(film.text.contains("n: 归一化 pre，所有层"))
  }

  @Test func keysOfTheLookWorkInTheHelp() {
    var film = Film()
    film.press("? z t g")
    #expect(film.state.helpScroll != nil && film.text.contains("帮助：实时屏幕"))
    #expect(film.text.contains("g: 字符：半块"))
  }

  @Test func withoutUTF8ThereIsEnglishOnly() {
    var film = Film(look: Look(language: .chinese, glyphs: .braille, isUTF8: false))
    #expect(film.state.glyphs == .ascii && film.text.contains("running"))
    film.press("z")
    #expect(film.text.contains("Chinese needs a UTF-8 locale"))
    film.press("g")
    #expect(film.text.contains("this locale has ASCII only"))
  }

  @Test func chineseGoesWithASCIIGlyphsAndComesBack() {
    var film = Film(look: Look(language: .chinese, glyphs: .narrow))
    #expect(film.text.contains("运行中"))
    film.press("g")
    #expect(film.state.glyphs == .ascii && film.text.contains("g: glyphs ascii"))
    film.press("z")
    #expect(film.text.contains("Chinese needs"))
    film.press("g")
    #expect(film.state.glyphs == .braille && film.text.contains("运行中"))
  }

  @Test func withoutColourThemesSaySo() {
    var film = Film(look: Look(depth: .mono))
    film.press("t")
    #expect(film.state.look.theme == .dark && film.text.contains("no colours here"))
  }

  @Test func everyGlyphSetDrawsEveryPlot() {
    for glyphs in Glyphs.allCases {
      var film = Film(size: (120, 36), look: Look(glyphs: glyphs))
      film.run(CannedRun(configuration: film.state.lane.launch, course: .stalled), 0..<61)
      film.press("i")
      film.run(
        CannedRun(configuration: film.state.lane.launch, course: .solved, segment: 1), 0..<31)
      let scalars = Set(film.frame.cells.map(\.scalar))
      let marks: [Unicode.Scalar] =
        switch glyphs {
        case .braille: ["█", "⠂"]
        case .block: ["▄", "█", "·"]
        case .narrow: ["#", "⠂"]
        case .ascii: ["*", "#", "o"]
        }
      #expect(scalars.isSuperset(of: marks), "\(glyphs)")
      // Curves are of many shapes, the run before of loose dots only.
      let shapes = scalars.filter { (0x2801...0x28ff).contains($0.value) }
      #expect((shapes.count > 12) == (glyphs == .braille || glyphs == .narrow), "\(shapes.count)")
    }
  }
}
