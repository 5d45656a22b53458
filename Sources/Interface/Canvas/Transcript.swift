/// A frame as text that people can read and compare: the characters, then the styles.
///
///     size 24x2
///     |residual-tui      paused|
///     |step 41                 |
///     r0 c0..<12 accent bold
///
/// A run is left out where it is plain, or blank without anything that a blank shows.
package enum Transcript {
  /// The characters of a frame, one line per row, between bars.
  package static func text(_ canvas: Canvas) -> String {
    var result = "size \(canvas.columns)x\(canvas.rows)\n"
    for row in 0..<canvas.rows { result += "|\(line(canvas, row))|\n" }
    return result
  }

  /// The characters of a frame and its style runs.
  package static func full(_ canvas: Canvas) -> String {
    var result = text(canvas)
    for row in 0..<canvas.rows {
      for run in runs(canvas, row) { result += run + "\n" }
    }
    return result
  }

  /// The characters alone, one line per row, without the blanks at its end.
  package static func plain(_ canvas: Canvas) -> String {
    (0..<canvas.rows).reduce(into: "") { result, row in
      let line = line(canvas, row)
      let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
      result += line[..<end] + "\n"
    }
  }

  private static func line(_ canvas: Canvas, _ row: Int) -> String {
    canvas.text(ofRow: row, 0..<canvas.columns)
  }

  private static func runs(_ canvas: Canvas, _ row: Int) -> [String] {
    canvas.runs(ofRow: row, by: visibleStyle).filter { $0.look != .plain }.map { run in
      "r\(row) c\(run.columns.lowerBound)..<\(run.columns.upperBound) \(name(run.look))"
    }
  }

  private static func visibleStyle(_ cell: Cell) -> Style {
    guard cell.scalar == " ", !cell.isContinuation, cell.style.paper == nil else {
      return cell.style
    }
    let shown = cell.style.attributes.intersection([.reverse, .underline])
    return shown.isEmpty ? .plain : Style(cell.style.ink, shown)
  }

  private static func name(_ style: Style) -> String {
    var words = [name(style.ink)]
    if let paper = style.paper { words.append("on \(name(paper))") }
    if style.attributes.contains(.bold) { words.append("bold") }
    if style.attributes.contains(.dim) { words.append("dim") }
    if style.attributes.contains(.reverse) { words.append("reverse") }
    if style.attributes.contains(.underline) { words.append("underline") }
    return words.joined(separator: " ")
  }

  private static func name(_ ink: Ink) -> String {
    switch ink {
    case .text: "text"
    case .muted: "muted"
    case .faint: "faint"
    case .accent: "accent"
    case .good: "good"
    case .warning: "warning"
    case .bad: "bad"
    case .series(let index): "series\(index)"
    case .ghost: "ghost"
    case .ramp(let step): "ramp\(step)"
    case .diverging(let step): "diverging\(step)"
    case .contrast: "contrast"
    }
  }
}
