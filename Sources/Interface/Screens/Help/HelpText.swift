/// The help as lines of text, from the key table and the words of the help.
enum HelpText {
  private static let keyWidth = 11

  /// All lines, wrapped to `width` columns.
  static func lines(for state: AppState, width: Int) -> [Phrase] {
    var lines = section(HelpWords.panelHeading(state), HelpWords.panel(state), width)
    for group in KeyBinding.Group.allCases {
      lines.append(heading(HelpWords.name(group)))
      for binding in state.chosenKeys.bindings where binding.group == group {
        lines += entry(binding.name, binding.help, Style(.accent, .bold), width)
      }
      lines.append(Phrase())
    }
    lines += table(HelpWords.placementsHeading, HelpWords.placements, width)
    lines += table(HelpWords.symbolsHeading, HelpWords.symbols(state.glyphs), width)
    lines += table(HelpWords.measuresHeading, HelpWords.measures, width)
    lines += table(HelpWords.verdictsHeading, HelpWords.verdicts, width)
    return Array(lines.dropLast())
  }

  private static func heading(_ text: String) -> Phrase { Phrase(text, Style(.text, .bold)) }

  private static func section(_ title: String, _ text: String, _ width: Int) -> [Phrase] {
    [heading(title)] + WrappedText.lines(text, width: width).map { Phrase($0) } + [Phrase()]
  }

  private static func table(
    _ title: String, _ entries: [(String, String)], _ width: Int
  ) -> [Phrase] {
    [heading(title)] + entries.flatMap { entry($0, $1, Style(.text, .bold), width) } + [Phrase()]
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
