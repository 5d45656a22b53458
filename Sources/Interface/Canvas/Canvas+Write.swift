extension Canvas {
  /// Writes `text` from a cell to the right.
  ///
  /// Outside text cannot reach the terminal as anything but printable characters: control
  /// characters become `·`, combining marks are dropped. A two-column character that would be
  /// cut in half becomes a blank. Cells outside `area` stay as they are; `nil` is the whole canvas.
  ///
  /// - Returns: The column after its last character.
  @discardableResult
  mutating func write(
    _ text: String, column: Int, row: Int, _ style: Style = .plain, in area: Rect? = nil
  ) -> Int {
    let area = area ?? bounds
    var column = column
    for scalar in text.unicodeScalars {
      let width = CharacterWidth.columns(of: scalar)
      guard width != 0 else { continue }
      put(CharacterWidth.printable(scalar), width: width, column: column, row: row, style, in: area)
      column += width
    }
    return column
  }

  /// Writes styled runs one after the other.
  ///
  /// - Returns: The column after the last.
  @discardableResult
  mutating func write(_ phrase: StyledText, column: Int, row: Int, in area: Rect? = nil) -> Int {
    phrase.runs.reduce(column) { write($1.text, column: $0, row: row, $1.style, in: area) }
  }

  /// Writes `phrase` so that it ends at the right edge of `area`.
  mutating func writeTrailing(_ phrase: StyledText, row: Int, in area: Rect) {
    write(phrase, column: area.columnEnd - phrase.width, row: row, in: area)
  }

  /// Changes the style of cells, leaving their characters.
  mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = area.intersection(bounds)
    for row in area.rowRange {
      for column in area.columnRange { change(&self[column, row].style) }
    }
  }

  /// Steps back what is no longer true of the present.
  mutating func dim(_ area: Rect) {
    restyle(area) { style in
      style.attributes.remove(.bold)
      style.attributes.insert(.dim)
    }
  }

  /// Blanks an area.
  mutating func clear(_ area: Rect) {
    let area = area.intersection(bounds)
    for row in area.rowRange {
      for column in area.columnRange { self[column, row] = .blank }
    }
  }

  /// Takes over the cells of another canvas, from the top left on.
  mutating func copy(_ other: Canvas) {
    for row in 0..<min(rows, other.rows) {
      for column in 0..<min(columns, other.columns) { self[column, row] = other[column, row] }
    }
  }

  /// The whole canvas.
  var bounds: Rect { Rect(column: 0, row: 0, columns: columns, rows: rows) }

  private mutating func put(
    _ scalar: Unicode.Scalar, width: Int, column: Int, row: Int, _ style: Style, in area: Rect
  ) {
    guard area.contains(column: column, row: row) else { return }
    mendNeighbours(column: column, row: row)
    guard width == 2 else {
      self[column, row] = Cell(scalar, style)
      return
    }
    guard area.contains(column: column + 1, row: row), column + 1 < columns else {
      self[column, row] = Cell(" ", style)
      return
    }
    mendNeighbours(column: column + 1, row: row)
    self[column, row] = Cell(scalar, style)
    self[column + 1, row] = Cell(" ", style, isContinuation: true)
  }

  /// Blanks the other half of a two-column character that is about to lose one half.
  private mutating func mendNeighbours(column: Int, row: Int) {
    if self[column, row].isContinuation { self[column - 1, row].scalar = " " }
    if self[column + 1, row].isContinuation {
      self[column + 1, row] = Cell(" ", self[column + 1, row].style)
    }
  }
}
