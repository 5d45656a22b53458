import Engine

/// A finding as a line: whether it is met, its number, and what was looked at.
struct FindingLines {
  private static let markWidth = 8
  private static let valueWidth = 16

  /// What was measured; `nil` before.
  private let evidence: Evidence?
  private let finding: Finding
  private let language: Language

  init(_ evidence: Evidence, language: Language) {
    (self.evidence, finding, self.language) = (evidence, evidence.finding, language)
  }

  /// What is demanded, before anything is measured.
  init(demandOf finding: Finding, language: Language) {
    (evidence, self.finding, self.language) = (nil, finding, language)
  }

  /// Lines of at most `width` columns; what does not fit hangs below the name.
  func lines(width: Int) -> [String] {
    let column = Self.markWidth + Self.valueWidth
    return WrappedText.lines(name, width: width - column).enumerated().map { index, line in
      index == 0
        ? mark.padded(to: Self.markWidth) + value.padded(to: Self.valueWidth) + line
        : "".padded(to: column) + line
    }
  }

  private var mark: String {
    let words =
      evidence.map { FindingText.mark($0) }
      ?? (finding.demand == nil ? LocalizedText("beside", "对照") : LocalizedText("demands", "要求"))
    return words[language]
  }

  private var value: String {
    let words =
      evidence.map { FindingText.value($0) } ?? finding.demand.map { FindingText.range($0) }
    return words?[language] ?? ""
  }

  private var name: String {
    let name =
      FindingText.name(finding.statistic)[language] + " · "
      + FindingText.name(finding.arms)[language]
    guard let evidence, !evidence.isInBand else { return name }
    let band = FindingText.range(finding.band)[language]
    return name + LocalizedText("; outside the record, \(band)", "；超出记录：\(band)")[language]
  }
}

extension String {
  /// Padded with blanks to a width, one blank at least.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(columns - CharacterWidth.columns(of: self), 1))
  }
}
