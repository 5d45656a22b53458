/// A frame as text with the escape sequences of its colours, for terminals and pagers.
package enum ANSIText {
  /// The rows of a canvas; every row begins and ends in the terminal's own style.
  ///
  /// Blanks at the end of a row are left out where they show nothing.
  package static func text(_ canvas: Canvas, _ appearance: (Style) -> Appearance) -> String {
    (0..<canvas.rows).map { row in
      let runs = canvas.runs(ofRow: row) { appearance($0.style) }
      let end = runs.reduce(0) { max($0, seenEnd(of: $1, canvas, row)) }
      let line = runs.map { run in
        let text = canvas.text(ofRow: row, run.columns.clamped(to: 0..<end))
        let codes = codes(run.look)
        return codes.isEmpty || text.isEmpty ? text : "\u{1b}[\(codes)m\(text)\u{1b}[m"
      }
      return line.joined() + "\n"
    }.joined()
  }

  /// The column after the last that shows anything; 0 when none does.
  private static func seenEnd(of run: CellRun<Appearance>, _ canvas: Canvas, _ row: Int) -> Int {
    let showsBlanks =
      run.look.background != .standard
      || !run.look.attributes.isDisjoint(with: [.reverse, .underline])
    let last = run.columns.last { column in
      showsBlanks || canvas[column, row].scalar != " " || canvas[column, row].isContinuation
    }
    return last.map { $0 + 1 } ?? 0
  }

  /// The parameters of Select Graphic Rendition, ECMA-48.
  private static func codes(_ appearance: Appearance) -> String {
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    let codes =
      attributes.filter { appearance.attributes.contains($0.0) }.map(\.1)
      + code(appearance.foreground, base: 30) + code(appearance.background, base: 40)
    return codes.joined(separator: ";")
  }

  /// `base` is 30 for the foreground, 40 for the background.
  private static func code(_ color: TerminalColor, base: Int) -> [String] {
    switch color {
    case .standard: []
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index) where index < 16: ["\(base + 52 + Int(index))"]
    case .indexed(let index): ["\(base + 8);5;\(index)"]
    case .rgb(let red, let green, let blue): ["\(base + 8);2;\(red);\(green);\(blue)"]
    }
  }
}
