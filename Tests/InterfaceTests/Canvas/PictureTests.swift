import Engine
import Testing

@testable import Interface

#if canImport(FoundationXML)
  import Foundation
  import FoundationXML
#else
  import Foundation
#endif

/// A canvas written for terminals and as a picture.
@Suite struct PictureTests {
  private static func canvas(_ text: String, _ style: Style = .plain, columns: Int = 8) -> Canvas {
    var canvas = Canvas(columns: columns, rows: 1)
    canvas.write(text, column: 0, row: 0, style)
    return canvas
  }

  private static func appearance(_ style: Style) -> Appearance {
    Theme.dark.appearance(of: style, depth: .truecolor)
  }

  private static func ansi(_ canvas: Canvas, _ depth: ColorDepth) -> String {
    ANSIText.text(canvas) { Theme.dark.appearance(of: $0, depth: depth) }
  }

  @Test func plainTextHasNoBlanksAtTheEndOfARow() {
    var canvas = Canvas(columns: 4, rows: 3)
    canvas.write("层 x", column: 0, row: 0)
    canvas.write(" y ", column: 0, row: 2)
    #expect(Transcript.plain(canvas) == "层 x\n\n y\n")
  }

  @Test func coloursBecomeTheShortestSequencesOfTheDepth() {
    let accent = Self.canvas("ab", Style(.accent, [.bold, .underline]))
    #expect(Self.ansi(accent, .mono) == "\u{1b}[1;4mab\u{1b}[m\n")
    #expect(Self.ansi(accent, .ansi16) == "\u{1b}[1;4;96mab\u{1b}[m\n")
    #expect(Self.ansi(accent, .palette256) == "\u{1b}[1;4;38;5;39mab\u{1b}[m\n")
    #expect(Self.ansi(accent, .truecolor) == "\u{1b}[1;4;38;5;39mab\u{1b}[m\n")
    #expect(Self.ansi(Self.canvas("ab"), .truecolor) == "ab\n")
    let paper = Self.canvas("  ", Style(.text, on: .bad))
    #expect(Self.ansi(paper, .ansi16) == "\u{1b}[101m  \u{1b}[m\n")
  }

  @Test func brightColoursHaveCodesOfTheirOwn() {
    let text = ANSIText.text(Self.canvas("a", columns: 1)) { _ in
      Appearance(foreground: .indexed(9), background: .indexed(15), attributes: [])
    }
    #expect(text == "\u{1b}[91;107ma\u{1b}[m\n")
  }

  /// What a picture draws, read by an XML parser.
  private final class Elements: NSObject, XMLParserDelegate {
    var found: [(name: String, attributes: [String: String], text: String)] = []
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      found.append((name, attributes, ""))
    }
    func parser(_ parser: XMLParser, foundCharacters text: String) {
      found[found.count - 1].text += text
    }
  }

  private static func elements(
    _ canvas: Canvas, title: String = ""
  ) throws -> [(name: String, attributes: [String: String], text: String)] {
    let document = SVGPicture.document(canvas, title: title, appearance)
    let parser = XMLParser(data: Data(document.utf8))
    let elements = Elements()
    parser.delegate = elements
    try #require(parser.parse(), "\(document)")
    return elements.found
  }

  @Test func foreignTextIsTextOnly() throws {
    let hostile = "</text><script>&amp;\"'\u{1b}"
    let found = try Self.elements(Self.canvas(hostile, columns: 40), title: hostile + "<")
    #expect(!found.contains { $0.name == "script" })
    let texts = found.filter { $0.name == "text" }.map { $0.text.trimmingCharacters(in: .newlines) }
    #expect(texts == ["</text><script>&amp;\"'·"])
  }

  @Test func everyTextTakesItsCells() throws {
    let found = try Self.elements(Self.canvas(" 层层 x"))
    let text = try #require(found.first { $0.name == "text" })
    #expect(text.attributes["x"] == "25" && text.attributes["textLength"] == "54")
    #expect(found.filter { $0.name == "text" }.count == 1)
  }

  @Test func curvesBarsAndFramesAreShapes() throws {
    let found = try Self.elements(Self.canvas("⣿▌│╰x"))
    let paths = found.filter { $0.name == "path" }.compactMap { $0.attributes["d"] }
    try #require(paths.count == 3)
    #expect(paths[0] == "M25 16H29.5V35H25z")
    #expect(paths[1].hasPrefix("M38.5 25.5L38.5 16M38.5 25.5L38.5 35M47.5 16Q"))
    #expect(paths[2].split(separator: "M").count == 8)
    #expect(found.filter { $0.name == "text" }.map(\.text).joined().contains("x"))
  }

  @Test func everyShapeStaysInItsCell() {
    let shapes = PictureShapes(x: 0, y: 0)
    for value in UInt32(0x2500)...0x28ff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for data in [shapes.dots(scalar), shapes.block(scalar), shapes.lines(scalar)] {
        let numbers = (data ?? "").split { !("0"..."9").contains($0) && $0 != "." && $0 != "-" }
        #expect(numbers.allSatisfy { (0...19).contains(Double($0) ?? -1) }, "\(scalar)")
      }
    }
  }

  @Test func papersAreOneRectangleEach() throws {
    let found = try Self.elements(Self.canvas("ab cd", Style(.text, on: .bad)))
    let ground = found.first { $0.name == "rect" }?.attributes["fill"]
    let papers = found.filter { $0.name == "rect" && $0.attributes["fill"] != ground }
    #expect(papers.count == 1 && papers[0].attributes["width"] == "45")
  }
}

/// Keys by their names.
@Suite struct KeyNameTests {
  @Test func everyBoundKeyIsFoundByItsName() {
    for key in KeyTable.bindings.flatMap(\.keys) { #expect(Key(named: key.name) == key) }
    #expect(Key(named: "up") == .up && Key(named: "shift-tab") == .backTab)
  }

  @Test(arguments: ["", "nn", "ctrl-", "ctrl-é", "ctrl-zz", "Up", "@30", "\u{1b}", "\u{301}"])
  func otherNamesAreNone(name: String) { #expect(Key(named: name) == nil) }

  /// The ground is the one that the theme is made for, else its words could not be read.
  @Test(arguments: Theme.allCases) func wordsAreReadOnTheGround(_ theme: Theme) {
    let ground = SVGPicture.Ground.of(theme)
    func parts(_ hex: UInt32) -> (UInt8, UInt8, UInt8) {
      (
        UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
        UInt8(truncatingIfNeeded: hex)
      )
    }
    let roles: [Ink] = [.text, .muted, .faint, .accent, .good, .warning, .bad]
    for ink in roles {
      let color = theme.appearance(of: Style(ink), depth: .truecolor).foreground
      let rgb = color.rgb ?? parts(ground.ink)
      // The terminal's own colours are not ours to choose: they are to be told apart from its paper.
      let least = theme == .terminal ? 3.0 : 4.5
      #expect(ColorMath.contrast(rgb, parts(ground.paper)) >= least, "\(ink) of \(theme)")
    }
  }
}
