import Engine
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

  @Test(arguments: [
    (UInt8(255), UInt8(255), UInt8(255), Theme.light), (253, 246, 227, .light), (0, 0, 0, .dark),
    (0, 43, 54, .dark), (40, 42, 54, .dark),
  ])
  func theBackgroundChoosesTheTheme(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ theme: Theme) {
    var film = Film(look: Look(standard: theme == .dark ? .light : .dark))
    film.feed(.terminal(.background(red: red, green: green, blue: blue)))
    #expect(film.state.look.theme == theme)
  }

  @Test func whatSomebodyHasChosenStaysAsItIs() {
    let white = Event.terminal(.background(red: 255, green: 255, blue: 255))
    let wide = Event.terminal(.ambiguousWidth(2))
    var asked = Film(look: Look(theme: .dark, glyphs: .braille))
    asked.feed(white)
    asked.feed(wide)
    #expect(asked.state.look.theme == .dark && asked.state.glyphs == .braille)
    for commands in [["theme dark", "glyphs braille"], []] {
      var film = Film()
      if commands.isEmpty { film.press("t t t t t g g g g") }
      for command in commands { film.enter(command) }
      film.feed(white)
      film.feed(wide)
      #expect(film.state.look.theme == .dark && film.state.glyphs == .braille)
    }
  }

  @Test(arguments: [(0, Glyphs.braille), (1, .braille), (2, .narrow), (3, .ascii)])
  func glyphsFollowTheWidthOfAmbiguousCharacters(columns: Int, glyphs: Glyphs) {
    var film = Film()
    film.feed(.terminal(.ambiguousWidth(columns)))
    #expect(film.state.glyphs == glyphs)
    var bare = Film(look: Look(isUTF8: false))
    bare.feed(.terminal(.ambiguousWidth(columns)))
    #expect(bare.state.glyphs == .ascii)
  }

  @Test func theNoteOfTheLastKeyIsTranslatedToo() {
    var film = Film(look: Look(language: .chinese))
    film.press("n")
    #expect(film.text.contains("n: 归一化 pre，所有层"))
  }

  @Test func keysOfTheLookWorkInTheHelp() {
    var film = Film()
    film.press("? z t g")
    #expect(film.state.help.scroll != nil && film.text.contains("帮助：实时屏幕"))
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
