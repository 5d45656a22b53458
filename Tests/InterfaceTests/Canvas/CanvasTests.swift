import Testing

@testable import Interface

/// Writing on a canvas.
@Suite struct CanvasTests {
  private func written(_ text: String, columns: Int, at column: Int = 0) -> String {
    var canvas = Canvas(columns: columns, rows: 1)
    canvas.write(text, column: column, row: 0)
    return Transcript.text(canvas).split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test func textIsClippedOnBothSides() {
    #expect(written("abcdef", columns: 4) == "|abcd|")
    #expect(written("abcdef", columns: 4, at: -2) == "|cdef|")
    #expect(written("abc", columns: 0) == "||")
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(written("中文", columns: 5) == "|中文 |")
    #expect(written("a中", columns: 2) == "|a |")
    #expect(written("中", columns: 3, at: -1) == "|   |")
  }

  @Test func halvesOfWideCharactersDoNotSurvive() {
    var canvas = Canvas(columns: 4, rows: 1)
    canvas.write("中文", column: 0, row: 0)
    canvas.write("x", column: 1, row: 0)
    #expect(Transcript.text(canvas) == "size 4x1\n| x文|\n")
    canvas.write("y", column: 2, row: 0)
    #expect(Transcript.text(canvas) == "size 4x1\n| xy |\n")
  }

  @Test func outsideTextHasNoControlCharacters() {
    #expect(written("a\u{1b}[2J\n\u{9b}\u{202e}b", columns: 9) == "|a·[2J··b |")
    #expect(written("e\u{301}\u{200d}f", columns: 3) == "|ef |")
  }

  @Test func areasProtectTheirSurroundings() {
    var canvas = Canvas(columns: 6, rows: 1)
    let area = Rect(column: 1, row: 0, columns: 3, rows: 1)
    let end = canvas.write("abcdef", column: 0, row: 0, in: area)
    #expect(end == 6)
    #expect(Transcript.text(canvas) == "size 6x1\n| bcd  |\n")
  }

  @Test func transcriptShowsStyleRuns() {
    var canvas = Canvas(columns: 6, rows: 1)
    canvas.write("ab", column: 0, row: 0, Style(.accent, .bold))
    canvas.write(" ", column: 4, row: 0, Style(.text, .reverse))
    #expect(
      Transcript.full(canvas)
        == "size 6x1\n|ab    |\nr0 c0..<2 accent bold\nr0 c4..<5 text reverse\n")
  }

  @Test func phrasesDropTheirLastPartsFirst() {
    let parts = ["one", "two", "three"].map { StyledText($0) }
    #expect(StyledText.fitting(parts, width: 9).width == 8)
    #expect(StyledText.fitting(parts, width: 2).isEmpty)
    #expect(StyledText("abcdef").clipped(to: 4).runs.map(\.text).joined() == "abc…")
    #expect(StyledText("中文字").clipped(to: 4).width <= 4)
    #expect(StyledText("abc").clipped(to: 0).width == 0)
  }

  @Test func rectanglesAreCutWithoutGaps() {
    var rest = Rect(column: 2, row: 1, columns: 10, rows: 4)
    let left = rest.cutLeft(3)
    let bottom = rest.cutBottom(9)
    #expect(left == Rect(column: 2, row: 1, columns: 3, rows: 4))
    #expect(bottom == Rect(column: 5, row: 1, columns: 7, rows: 4))
    #expect(rest.isEmpty)
  }

  @Test(arguments: [Glyphs.ascii, .narrow]) func glyphSetsKeepEveryColumn(_ glyphs: Glyphs) {
    var canvas = Canvas(columns: 12, rows: 1)
    canvas.write("│po ⠙中x·─", column: 0, row: 0)
    canvas.restrict(to: glyphs)
    let expected = glyphs == .ascii ? "||po ?? x.-  |" : "||po ⠙中x.-  |"
    #expect(Transcript.text(canvas) == "size 12x1\n\(expected)\n")
  }
}
