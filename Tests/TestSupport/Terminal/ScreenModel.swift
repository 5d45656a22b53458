/// What a terminal would show: enough of an xterm to follow ncurses.
package struct ScreenModel: Hashable, CustomStringConvertible {
  package private(set) var columns: Int
  package private(set) var rows: Int
  /// Row by row; the right half of a wide character is `nil`.
  private var cells: [Unicode.Scalar?]
  package internal(set) var isAlternate = false
  package internal(set) var isCursorVisible = true
  package internal(set) var isSynchronized = false
  /// Modes of mouse reports and of bracketed paste that are on.
  package internal(set) var inputModes: Set<String> = []
  /// Whether a style is on for what would be written next.
  package internal(set) var hasStyle = false
  /// How many frames of synchronized output have ended.
  package internal(set) var frameCount = 0
  /// How many of them left the text as it was.
  package internal(set) var idleFrameCount = 0
  var lastFrame = ""
  /// How often the whole screen was cleared, as before everything is drawn again.
  package internal(set) var clearCount = 0
  /// How many control sequences have set a colour.
  package internal(set) var colorCount = 0
  /// Control sequences that it does not know; a test that trusts the screen should see none.
  package internal(set) var unknown: [String] = []
  /// What it tells when it is asked; one that tells nothing is asked in vain.
  package var answers: Answers?
  /// What it has told.
  package internal(set) var replies: [String] = []
  var column = 0
  var row = 0
  private var mustWrap = false
  private var saved = (column: 0, row: 0)
  var parser = Parser()

  package init(columns: Int, rows: Int) {
    self.columns = max(columns, 1)
    self.rows = max(rows, 1)
    cells = Array(repeating: " ", count: self.columns * self.rows)
  }

  /// What a terminal tells of itself.
  package struct Answers: Hashable, Sendable {
    /// The colour after `ESC ] 11 ;`, such as `rgb:ffff/ffff/ffff`.
    package var background: String?
    /// Columns of characters of ambiguous width.
    package var ambiguousColumns: Int

    package init(background: String? = nil, ambiguousColumns: Int = 1) {
      self.background = background
      self.ambiguousColumns = ambiguousColumns
    }
  }

  package static func == (first: ScreenModel, second: ScreenModel) -> Bool {
    first.description == second.description
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }

  /// The rows as text, without blanks at their ends.
  package var lines: [String] {
    (0..<rows).map { row in
      var line = String.UnicodeScalarView()
      for scalar in cells[row * columns..<(row + 1) * columns] {
        if let scalar { line.append(scalar) }
      }
      let text = String(line)
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  package var description: String { lines.joined(separator: "\n") }

  /// Whether a row shows `text`.
  package func contains(_ text: String) -> Bool {
    lines.contains { line in
      !text.isEmpty && line.indices.contains { line[$0...].hasPrefix(text) }
    }
  }

  /// Changes the size; what is on the screen stays at its place.
  package mutating func resize(columns: Int, rows: Int) {
    var other = ScreenModel(columns: columns, rows: rows)
    for row in 0..<min(rows, self.rows) {
      for column in 0..<min(columns, self.columns) {
        other.cells[row * other.columns + column] = cells[row * self.columns + column]
      }
    }
    (cells, self.columns, self.rows) = (other.cells, other.columns, other.rows)
    moveTo(column: column, row: row)
  }

  mutating func moveTo(column: Int, row: Int) {
    self.column = min(max(column, 0), columns - 1)
    self.row = min(max(row, 0), rows - 1)
    mustWrap = false
  }

  mutating func print(_ scalar: Unicode.Scalar) {
    let width = width(scalar)
    if mustWrap || column + width > columns {
      moveTo(column: 0, row: row)
      lineFeed()
    }
    put(scalar, at: column)
    if width == 2, column + 1 < columns { put(nil, at: column + 1) }
    if column + width >= columns {
      column = columns - 1
      mustWrap = true
    } else {
      column += width
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar?, at column: Int) {
    cells[row * columns + column] = scalar
  }

  mutating func lineFeed() {
    if row + 1 < rows { return moveTo(column: column, row: row + 1) }
    cells.removeFirst(columns)
    cells += Array(repeating: " ", count: columns)
    mustWrap = false
  }

  mutating func erase(_ range: Range<Int>) {
    for index in range.clamped(to: 0..<cells.count) { cells[index] = " " }
  }

  /// The index of the cursor, of its row's start and of the row's end.
  var positions: (cursor: Int, start: Int, end: Int) {
    (row * columns + column, row * columns, (row + 1) * columns)
  }

  mutating func insertBlanks(_ count: Int) {
    let (cursor, _, end) = positions
    let count = min(count, end - cursor)
    cells.replaceSubrange(
      cursor..<end,
      with: Array(repeating: " ", count: count) + cells[cursor..<(end - count)])
  }

  mutating func deleteCells(_ count: Int) {
    let (cursor, _, end) = positions
    let count = min(count, end - cursor)
    cells.replaceSubrange(
      cursor..<end,
      with: cells[(cursor + count)..<end] + Array(repeating: " ", count: count))
  }

  mutating func repeatLast(_ count: Int) {
    guard column > 0, let scalar = cells[row * columns + column - 1] else { return }
    for _ in 0..<count { print(scalar) }
  }

  mutating func saveCursor() { saved = (column, row) }
  mutating func restoreCursor() { moveTo(column: saved.column, row: saved.row) }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0xb1, 0xb7, 0xd7, 0x2013...0x2026, 0x2190...0x22ff, 0x2500...0x25ff:
      answers?.ambiguousColumns ?? 1
    case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0x1f300...0x1faff:
      2
    default: 1
    }
  }
}
