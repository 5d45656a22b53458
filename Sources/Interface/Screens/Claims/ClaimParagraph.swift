package import Engine

/// What `verify` prints of an experiment for a person.
package struct ClaimParagraph {
  private static let indent = 4
  private static let width = 79

  private let result: ExperimentResult
  private let language: Language

  /// Words the result of one experiment.
  package init(_ result: ExperimentResult, language: Language) {
    self.result = result
    self.language = language
  }

  /// Id and verdict, the claim, the evidence, what it means, what flips it, and its source.
  package var text: String {
    let words = result.experiment.words
    var lines = [heading]
    lines += wrapped(words.claim[language])
    let indent = "".padded(to: 2 + Self.indent)
    for evidence in result.evidence {
      let found = FindingLines(evidence, language: language)
      lines += found.lines(width: Self.width - 2 - Self.indent).map { indent + $0 }
    }
    // What the record says of the numbers is true of those that agree with it.
    if result.isAsRecorded { lines += wrapped(words.reading[language]) }
    let flags = LocalizedText(
      "Flips it: \(result.experiment.flip). ", "翻转：\(result.experiment.flip)。")
    lines += wrapped((flags + words.flip)[language])
    lines += wrapped(LocalizedText("Source: ", "来源：")[language] + words.source[language])
    return lines.map { $0 + "\n" }.joined()
  }

  private var heading: String {
    let id = result.experiment.id.rawValue
    let verdict = ClaimText.name(result.verdict)[language]
    let heading = id.padded(to: Self.indent) + verdict
    guard result.verdict != result.experiment.recorded else { return heading }
    let recorded = ClaimText.name(result.experiment.recorded)[language]
    return heading + LocalizedText("; recorded: \(recorded)", "；记录：\(recorded)")[language]
  }

  private func wrapped(_ text: String) -> [String] {
    WrappedText.lines(text, width: Self.width - Self.indent).map {
      "".padded(to: Self.indent) + $0
    }
  }
}
