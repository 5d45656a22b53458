import CNcurses
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Shows canvases on the open screen, sending only what changed.
///
/// Rows that equal the last frame's are not even given to ncurses; of the others it finds the
/// cells that differ. Synchronized output keeps a terminal from showing half a frame.
@MainActor struct CursesScreen {
  private let abilities: TerminalAbilities
  private var pairs: PairTable
  private var shown: [[Glyph]] = []
  private var mustRepaint = true

  /// Draws on the screen that a session has opened.
  init(_ abilities: TerminalAbilities) {
    self.abilities = abilities
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
    let rows = glyphs(of: canvas, appearance: appearance)
    let old = mustRepaint ? [] : shown
    let changed = rows.indices.filter { !old.indices.contains($0) || old[$0] != rows[$0] }
    guard mustRepaint || !changed.isEmpty else { return }
    if mustRepaint { unsafe clearok(window, true) }
    for row in changed { unsafe Self.put(rows[row], row: row, on: window) }
    unsafe wnoutrefresh(window)
    synchronized { doupdate() }
    shown = rows
    mustRepaint = false
  }

  private mutating func glyphs(
    of canvas: Canvas, appearance: (Style) -> Appearance
  ) -> [[Glyph]] {
    var styles: [Style: (pair: Int32, attributes: attr_t)] = [:]
    // Neighbours mostly share a style: look it up once per run of cells.
    var last: (style: Style, pair: Int32, attributes: attr_t)?
    return (0..<canvas.rows).map { row in
      let cells = canvas.cells[row * canvas.columns..<(row + 1) * canvas.columns]
      return RowLayout.whole(cells, width: RowLayout.width).map { cell in
        if last?.style != cell.style {
          let found = styles[cell.style] ?? pairs.resolve(appearance(cell.style))
          styles[cell.style] = found
          last = (cell.style, found.pair, found.attributes)
        }
        return Glyph(
          scalar: cell.scalar, attributes: last?.attributes ?? 0, pair: last?.pair ?? 0)
      }
    }
  }

  private static func put(
    _ glyphs: [Glyph], row: Int, on window: UnsafeMutablePointer<WINDOW>
  ) {
    var cells = [cchar_t](repeating: cchar_t(), count: glyphs.count)
    for (index, glyph) in glyphs.enumerated() {
      unsafe cn_set_cell(
        &cells[index], wchar_t(glyph.scalar.value), glyph.attributes, glyph.pair)
    }
    // Clearing first, as ncurses does not repair the other half of an overwritten wide character.
    unsafe wmove(window, Int32(row), 0)
    unsafe wclrtoeol(window)
    unsafe mvwadd_wchnstr(window, Int32(row), 0, &cells, Int32(cells.count))
  }

  private func synchronized(_ update: () -> Void) {
    guard abilities.isANSI else { return update() }
    Self.send("\u{1b}[?2026h")
    update()
    Self.send("\u{1b}[?2026l")
  }

  private static func send(_ bytes: StaticString) {
    _ = unsafe write(STDOUT_FILENO, bytes.utf8Start, bytes.utf8CodeUnitCount)
  }
}
