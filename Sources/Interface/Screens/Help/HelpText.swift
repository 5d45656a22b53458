import Engine

/// The help as lines of text, from the key table and the words of the help.
enum HelpText {
  private static let keyWidth = 11

  /// All lines, wrapped to `width` columns: what is looked at, the keys that work here, symbols and
  /// measures, the keys of other screens.
  static func lines(for state: AppState, width: Int) -> [StyledText] {
    let language = state.language
    let page = HelpWords.page(state)
    var lines = section(page.heading[language], page.text[language], width)
    let bindings = state.chosenKeys.bindings
    let here = bindings.filter { state.chosenKeys.works($0, on: state.screen) }
    for group in order(here) {
      lines.append(heading(HelpWords.name(group)[language]))
      lines += here.filter { $0.group == group }.flatMap { entry($0, state, width) }
      lines.append(StyledText())
    }
    for table in page.symbols + HelpWords.tables(state) {
      lines += Self.lines(of: table, language, width)
    }
    let others = bindings.filter { !state.chosenKeys.works($0, on: state.screen) }
    for group in order(others) {
      lines.append(heading(HelpWords.elsewhere(group)[language]))
      lines += others.filter { $0.group == group }.flatMap { entry($0, state, width) }
      lines.append(StyledText())
    }
    return Array(lines.dropLast())
  }

  /// The headings of some keys, those that only one screen has first.
  private static func order(_ bindings: [KeyBinding]) -> [KeyBinding.Group] {
    let shared: Set<KeyLayer> = [.live, .everywhere, .help, .menu]
    let own = Set(bindings.filter { !shared.contains($0.layer) }.map(\.group))
    let present = Set(bindings.map(\.group))
    let groups = KeyBinding.Group.allCases.filter(present.contains)
    return groups.filter(own.contains) + groups.filter { !own.contains($0) }
  }

  private static func entry(
    _ binding: KeyBinding, _ state: AppState, _ width: Int
  ) -> [StyledText] {
    let name = state.glyphs.keyName(binding.name)
    return entry(name, binding.help[state.language], Style(.accent, .bold), width)
  }

  private static func heading(_ text: String) -> StyledText {
    StyledText(text, Style(.text, .bold))
  }

  private static func section(_ title: String, _ text: String, _ width: Int) -> [StyledText] {
    [heading(title)] + WrappedText.lines(text, width: width).map { StyledText($0) } + [StyledText()]
  }

  private static func lines(
    of table: HelpWords.Table, _ language: Language, _ width: Int
  ) -> [StyledText] {
    let entries = table.entries.flatMap { name, text in
      entry(name[language], text[language], Style(.text, .bold), width)
    }
    return [heading(table.title[language])] + entries + [StyledText()]
  }

  /// A name in its own column with its explanation beside it.
  private static func entry(
    _ name: String, _ text: String, _ style: Style, _ width: Int
  ) -> [StyledText] {
    let blanks = String(
      repeating: " ", count: max(keyWidth - CharacterWidth.columns(of: name), 1))
    let indent = String(repeating: " ", count: keyWidth + 2)
    return WrappedText.lines(text, width: max(width - keyWidth - 2, 10)).enumerated().map {
      index, line in
      index == 0
        ? StyledText("  ") + StyledText(name, style) + StyledText(blanks + line)
        : StyledText(indent + line)
    }
  }
}
