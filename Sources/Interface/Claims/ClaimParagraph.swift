package import Engine

/// What `verify` prints of an experiment for a person.
package struct ClaimParagraph {
  private static let indent = 4
  private static let width = 79
  private static let markWidth = 8
  private static let valueWidth = 16

  private let result: ExperimentResult
  private let language: Language

  /// Words the result of one experiment.
  package init(_ result: ExperimentResult, language: Language) {
    self.result = result
    self.language = language
  }

  /// Id and verdict, the claim, the evidence, what it means, what flips it, and who says so.
  package var text: String {
    let words = ClaimText.of(result.experiment.id)
    var lines = [heading]
    lines += wrapped(words.claim[language])
    for evidence in result.evidence { lines += self.lines(evidence) }
    // What the record says of the numbers is true of those that agree with it.
    if result.isAsRecorded { lines += wrapped(words.reading[language]) }
    let flags = Words("Flips it: \(result.experiment.flip). ", "翻转：\(result.experiment.flip)。")
    lines += wrapped((flags + words.flip)[language])
    lines += wrapped(Words("Source: ", "来源：")[language] + words.source[language])
    return lines.map { $0 + "\n" }.joined()
  }

  private var heading: String {
    let id = result.experiment.id.rawValue
    let verdict = ClaimText.name(result.verdict)[language]
    let heading = "\(padded(id, to: Self.indent))\(verdict)"
    guard result.verdict != result.experiment.recorded else { return heading }
    let recorded = ClaimText.name(result.experiment.recorded)[language]
    return heading + Words("; recorded: \(recorded)", "；记录：\(recorded)")[language]
  }

  private func lines(_ evidence: Evidence) -> [String] {
    let finding = evidence.finding
    var name =
      FindingText.name(finding.statistic)[language] + " · "
      + FindingText.name(finding.arms)[language]
    if !evidence.isInBand {
      let band = FindingText.range(finding.band)[language]
      name += Words("; outside the record, \(band)", "；超出记录：\(band)")[language]
    }
    let mark = padded(FindingText.mark(evidence)[language], to: Self.markWidth)
    let value = padded(FindingText.value(evidence)[language], to: Self.valueWidth)
    let column = 2 + Self.indent + Self.markWidth + Self.valueWidth
    return WrappedText.lines(name, width: Self.width - column).enumerated().map { index, line in
      index == 0
        ? blanks(2 + Self.indent) + mark + value + line : blanks(column) + line
    }
  }

  private func wrapped(_ text: String) -> [String] {
    WrappedText.lines(text, width: Self.width - Self.indent).map { blanks(Self.indent) + $0 }
  }

  private func padded(_ text: String, to columns: Int) -> String {
    text + blanks(max(columns - CharacterWidth.columns(of: text), 1))
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
