import Engine

extension AppState {
  /// The names or values that begin with the text before the cursor.
  func candidates(_ editor: LineEditor) -> (head: String, [CommandPrompt.Candidate]) {
    let typed = editor.head
    let blanks = typed.prefix(while: \.isWhitespace)
    let name = typed.dropFirst(blanks.count)
    guard let end = name.firstIndex(where: { $0.isWhitespace || $0 == "=" }) else {
      let entries = CommandTable.entries.filter { $0.name.hasPrefix(name) }
      return (
        String(blanks),
        entries.map { CommandPrompt.Candidate(text: $0.name, help: $0.help) }
      )
    }
    let rest = name[end...].dropFirst()
    let value = rest.drop(while: \.isWhitespace)
    let head = String(typed.dropLast(value.count))
    guard let entry = CommandTable.entry(String(name[..<end])) else { return (head, []) }
    let values = CommandTable.values(of: entry, for: lane.launch).filter { $0.hasPrefix(value) }
    return (head, values.map { CommandPrompt.Candidate(text: $0, help: nil) })
  }
}
