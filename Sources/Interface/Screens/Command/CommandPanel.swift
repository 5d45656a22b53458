import Engine

/// The open `:` line in the footer's place, and above it what it could become or what is wrong.
struct CommandPanel {
  /// Rows of candidates at most.
  private static let listRows = 6

  let state: AppState
  let prompt: CommandPrompt

  func draw(on canvas: inout Canvas) {
    var area = canvas.bounds
    let line = area.cutBottom(1)
    let lines = prompt.error.map(complaint) ?? list(width: area.columns - 4)
    let shown = lines.suffix(max(min(lines.count, canvas.rows / 2), 0))
    let above = area.cutBottom(max(shown.count, 1))
    canvas.clear(above)
    canvas.clear(line)
    canvas.publish(above)
    canvas.publish(line)
    for (index, text) in shown.enumerated() {
      canvas.write(text, column: 1, row: above.row + index, in: above)
    }
    drawLine(in: line, on: &canvas)
  }

  /// The text with its cursor; what does not fit goes out on the left.
  private func drawLine(in area: Rect, on canvas: inout Canvas) {
    let end = canvas.write(":", column: area.column + 1, row: area.row, Style(.accent, .bold))
    let before = CharacterWidth.columns(of: prompt.editor.head)
    let room = area.columns - end - 2
    let text = Rect(column: end, row: area.row, columns: room + 1, rows: 1)
    let hidden = max(before - room, 0)
    canvas.write(prompt.editor.text, column: end - hidden, row: area.row, in: text)
    let cursor = Rect(column: end + before - hidden, row: area.row, columns: 1, rows: 1)
    canvas.restyle(cursor) { $0.attributes.insert(.reverse) }
    if prompt.error != nil { mark(from: end - hidden, in: text, on: &canvas) }
    guard prompt.editor.text.isEmpty else { return }
    let hint = StyledText(CommandWords.hint[state.language], Style(.muted))
    canvas.write(hint.clipped(to: room - 2), column: end + 2, row: area.row, in: area)
  }

  /// Underlines what could not be read: the value or, where there is none, the name.
  private func mark(from column: Int, in area: Rect, on canvas: inout Canvas) {
    let text = prompt.editor.text
    let value = Command.Parts(text).value
    let fault = value.isEmpty ? text : value
    let width = CharacterWidth.columns(of: text)
    let place = Rect(
      column: column + width - CharacterWidth.columns(of: fault), row: area.row,
      columns: CharacterWidth.columns(of: fault), rows: 1)
    canvas.restyle(place.intersection(area)) { style in
      style.ink = .warning
      style.attributes.insert(.underline)
    }
  }

  private func complaint(_ words: LocalizedText) -> [StyledText] {
    let text = words[state.language]
    return WrappedText.lines(text, width: max(state.columns - 2, 10)).map {
      StyledText($0, Style(.warning))
    }
  }

  /// The candidates, and for a value what its command does.
  private func list(width: Int) -> [StyledText] {
    let (candidates, index) = prompt.shown(state.candidates)
    let isName = candidates.contains { $0.help != nil }
    guard isName else { return values(candidates.map(\.text), index, width) }
    let first = firstShown(index ?? 0, of: candidates.count)
    let shown = candidates.indices[first..<min(first + Self.listRows, candidates.count)]
    let nameWidth = 2 + (shown.map { CharacterWidth.columns(of: candidates[$0].text) }.max() ?? 0)
    return shown.map { place in
      let candidate = candidates[place]
      let style = place == index ? Style(.accent, [.bold, .reverse]) : Style(.accent)
      let blanks = nameWidth - CharacterWidth.columns(of: candidate.text)
      let help = candidate.help?[state.language] ?? ""
      let rest = candidates.count - shown.upperBound
      let isLast = place + 1 == shown.upperBound && rest > 0
      let count = CommandWords.more(rest)[state.language]
      let more = isLast ? StyledText("  " + count, Style(.faint)) : StyledText()
      return
        (StyledText(candidate.text, style) + StyledText(String(repeating: " ", count: blanks))
        + StyledText(help, Style(.muted)) + more).clipped(to: width)
    }
  }

  private func firstShown(_ index: Int, of count: Int) -> Int {
    min(max(index - Self.listRows / 2, 0), max(count - Self.listRows, 0))
  }

  /// The values on one line, below the help of their command.
  private func values(_ names: [String], _ index: Int?, _ width: Int) -> [StyledText] {
    let parts = Command.Parts(prompt.editor.text)
    guard let entry = CommandTable.entry(parts.name) else { return [] }
    let help = StyledText(entry.help[state.language], Style(.muted)).clipped(to: width)
    guard !names.isEmpty else { return [help] }
    let phrases = names.enumerated().map { place, name in
      StyledText(name, place == index ? Style(.accent, [.bold, .reverse]) : Style(.accent))
    }
    // What is chosen must be seen, however many there are.
    let whole = StyledText.fitting(phrases, width: width)
    let first = index.map {
      StyledText.joined(Array(phrases[...$0]), gap: "  ").width > width ? $0 : 0
    }
    return [help, first.map { StyledText.fitting(Array(phrases[$0...]), width: width) } ?? whole]
  }
}
