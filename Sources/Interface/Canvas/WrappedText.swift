/// Where a line may end: at blanks, and beside wide characters, which have none between words.
enum LineBreak {
  private static let closing: Set<Unicode.Scalar> = ["，", "。", "：", "；", "、", "）", "！", "？"]
  private static let opening: Set<Unicode.Scalar> = ["（"]

  /// Whether a line may end between two characters: never before closing punctuation.
  static func isAllowed(between first: Unicode.Scalar, and second: Unicode.Scalar) -> Bool {
    if second == " " { return true }
    guard isWide(first) || isWide(second) else { return false }
    return first != " " && !opening.contains(first) && !closing.contains(second)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    CharacterWidth.columns(of: scalar) == 2
  }
}

/// Text broken into lines between words.
enum WrappedText {
  /// Characters between which no line may end.
  private struct Piece {
    var text = ""
    var columns = 0
    var followsBlank = false
  }

  /// As few lines as hold `text` in `width` columns; a word that is wider gets a line of its own.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var used = 0
    for piece in text.split(separator: " ").flatMap(pieces) {
      let needed = piece.columns + (piece.followsBlank ? 1 : 0)
      if !lines.isEmpty, used + needed <= width {
        lines[lines.count - 1] += (piece.followsBlank ? " " : "") + piece.text
        used += needed
      } else {
        lines.append(piece.text)
        used = piece.columns
      }
    }
    return lines
  }

  /// A word without blanks, cut wherever a line may end.
  private static func pieces(of word: Substring) -> [Piece] {
    var pieces = [Piece(followsBlank: true)]
    var last: Unicode.Scalar?
    for scalar in word.unicodeScalars {
      if let last, LineBreak.isAllowed(between: last, and: scalar) { pieces.append(Piece()) }
      pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
      pieces[pieces.count - 1].columns += CharacterWidth.columns(of: scalar)
      last = scalar
    }
    return pieces
  }
}

extension Canvas {
  /// Writes `text` over the middle rows of an area; nothing where a word would be cut.
  mutating func writeWrapped(_ text: String, _ style: Style, in area: Rect) {
    let lines = WrappedText.lines(text, width: area.columns)
    guard lines.count <= area.rows,
      lines.allSatisfy({ CharacterWidth.columns(of: $0) <= area.columns })
    else { return }
    let first = area.row + (area.rows - lines.count) / 2
    for (index, line) in lines.enumerated() {
      write(line, column: area.column, row: first + index, style, in: area)
    }
  }
}
