/// The help as lines of text, from the key table and the words of the help.
enum HelpText {
  private static let keyWidth = 11

  /// All lines, wrapped to `width` columns.
  static func lines(for state: AppState, width: Int) -> [Phrase] {
    let language = state.language
    var lines = section(
      HelpWords.panelHeading(state)[language], HelpWords.panel(state)[language], width)
    for group in KeyBinding.Group.allCases {
      lines.append(heading(HelpWords.name(group)[language]))
      for binding in state.chosenKeys.bindings where binding.group == group {
        lines += entry(binding.name, binding.help[language], Style(.accent, .bold), width)
      }
      lines.append(Phrase())
    }
    for table in HelpWords.tables(state) { lines += Self.lines(of: table, language, width) }
    return Array(lines.dropLast())
  }

  private static func heading(_ text: String) -> Phrase { Phrase(text, Style(.text, .bold)) }

  private static func section(_ title: String, _ text: String, _ width: Int) -> [Phrase] {
    [heading(title)] + WrappedText.lines(text, width: width).map { Phrase($0) } + [Phrase()]
  }

  private static func lines(
    of table: HelpWords.Table, _ language: Language, _ width: Int
  ) -> [Phrase] {
    let entries = table.entries.flatMap { name, text in
      entry(name[language], text[language], Style(.text, .bold), width)
    }
    return [heading(table.title[language])] + entries + [Phrase()]
  }

  /// A name in its own column with its explanation beside it.
  private static func entry(
    _ name: String, _ text: String, _ style: Style, _ width: Int
  ) -> [Phrase] {
    let blanks = String(
      repeating: " ", count: max(keyWidth - CharacterWidth.columns(of: name), 1))
    let indent = String(repeating: " ", count: keyWidth + 2)
    return WrappedText.lines(text, width: max(width - keyWidth - 2, 10)).enumerated().map {
      index, line in
      index == 0
        ? Phrase("  ") + Phrase(name, style) + Phrase(blanks + line) : Phrase(indent + line)
    }
  }
}
