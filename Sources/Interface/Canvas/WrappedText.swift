/// Text broken into lines between words.
enum WrappedText {
  /// As few lines as hold `text` in `width` columns; a word that is wider gets a line of its own.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last,
        CharacterWidth.columns(of: last) + 1 + CharacterWidth.columns(of: String(word)) <= width
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
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
