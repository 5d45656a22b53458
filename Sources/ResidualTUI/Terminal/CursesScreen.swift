import CNcurses
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Shows canvases on the open screen, sending only what changed.
///
/// Rows that equal the last frame's are neither resolved nor given to ncurses; of the others it
/// finds the cells that differ. Synchronized output keeps a terminal from showing half a frame.
@MainActor struct CursesScreen {
  private let abilities: TerminalAbilities
  private let output: TerminalOutput
  private var pairs: PairTable
  /// The canvas that the terminal shows.
  private var shown: Canvas?
  /// How the styles that were drawn look.
  private var inks: [Style: PairTable.Ink] = [:]
  private var mustRepaint = true

  /// Draws on the screen that a session has opened.
  init(_ abilities: TerminalAbilities, _ output: TerminalOutput) {
    self.abilities = abilities
    self.output = output
    let hasColor = abilities.depth != .mono
    pairs = PairTable(
      colors: hasColor ? abilities.colors : 0, limit: hasColor ? Int(cn_color_pairs()) : 0)
  }

  /// The present size, as ncurses took it in with the last resize.
  var size: (columns: Int, rows: Int) {
    guard let window = unsafe cn_stdscr() else { return (0, 0) }
    return unsafe (Int(getmaxx(window)), Int(getmaxy(window)))
  }

  /// Makes the next frame repaint everything, whatever the terminal shows by now.
  mutating func invalidate() {
    mustRepaint = true
  }

  /// Shows `canvas`, with styles resolved by `appearance`.
  mutating func show(_ canvas: Canvas, appearance: (Style) -> Appearance) {
    guard let window = unsafe cn_stdscr() else { return }
    let changed = changedRows(of: canvas, appearance: appearance)
    guard mustRepaint || !changed.isEmpty else { return }
    if mustRepaint { unsafe clearok(window, true) }
    for row in changed {
      unsafe Self.put(glyphs(of: canvas.cells(ofRow: row), appearance), row: row, on: window)
    }
    unsafe wnoutrefresh(window)
    synchronized { output.draw { doupdate() } }
    shown = canvas
    mustRepaint = false
  }

  /// Asks the terminal about itself while it shows a frame, and draws again what that spoils.
  func ask(_ questions: TerminalQuestions) {
    guard let window = unsafe cn_stdscr() else { return }
    synchronized {
      output.ask(questions.text)
      guard let row = questions.spoiltRow else { return }
      unsafe wredrawln(window, Int32(row), 1)
      unsafe wnoutrefresh(window)
      output.draw { doupdate() }
    }
  }

  /// All rows where nothing can be compared: of another size, or with other colours.
  private mutating func changedRows(
    of canvas: Canvas, appearance: (Style) -> Appearance
  ) -> [Int] {
    let isRecoloured = inks.contains { pairs.resolve(appearance($0.key)) != $0.value }
    if isRecoloured { inks = [:] }
    let all = Array(0..<canvas.rows)
    guard let shown, !mustRepaint, !isRecoloured, shown.rows == canvas.rows,
      shown.columns == canvas.columns
    else { return all }
    return all.filter { shown.cells(ofRow: $0) != canvas.cells(ofRow: $0) }
  }

  private mutating func glyphs(
    of cells: ArraySlice<Cell>, _ appearance: (Style) -> Appearance
  ) -> [Glyph] {
    // Neighbours mostly share a style: look it up once per run of cells. A loop, because a closure
    // here would ask for every cell whether it runs on the main thread.
    var last: (style: Style, ink: PairTable.Ink)?
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(cells.count)
    for cell in RowLayout.whole(cells, width: RowLayout.width) {
      if last?.style != cell.style {
        let ink = inks[cell.style] ?? pairs.resolve(appearance(cell.style))
        inks[cell.style] = ink
        last = (cell.style, ink)
      }
      if let last { glyphs.append(Glyph(cell.scalar, last.ink)) }
    }
    return glyphs
  }

  private static func put(
    _ glyphs: [Glyph], row: Int, on window: UnsafeMutablePointer<WINDOW>
  ) {
    var cells = [cchar_t](repeating: cchar_t(), count: glyphs.count)
    for (index, glyph) in glyphs.enumerated() {
      unsafe cn_set_cell(
        &cells[index], wchar_t(glyph.scalar.value), glyph.ink.attributes, glyph.ink.pair)
    }
    // Clearing first, as ncurses does not repair the other half of an overwritten wide character.
    unsafe wmove(window, Int32(row), 0)
    unsafe wclrtoeol(window)
    unsafe mvwadd_wchnstr(window, Int32(row), 0, &cells, Int32(cells.count))
  }

  private func synchronized(_ update: () -> Void) {
    guard abilities.isANSI else { return update() }
    output.send("\u{1b}[?2026h")
    update()
    output.send("\u{1b}[?2026l")
  }
}
