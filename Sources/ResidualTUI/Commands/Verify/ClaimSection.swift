import Engine
import Interface

/// What the report says of one claim.
struct ClaimSection {
  private let result: ExperimentResult
  private let chart: ClaimChart
  private let language: Language

  init(_ result: ExperimentResult, _ chart: ClaimChart, _ language: Language) {
    self.result = result
    self.chart = chart
    self.language = language
  }

  var text: String {
    let id = result.experiment.id
    let words = result.experiment.words
    var parts = ["## \(id.rawValue) · \(said(ClaimText.name(result.verdict)))"]
    parts.append("> \(said(words.claim))")
    // What the record says of the numbers is true of those that agree with it.
    if result.isAsRecorded { parts.append(said(words.reading)) }
    parts.append(table)
    parts.append("```text\n\(Transcript.plain(chart.canvas()))```")
    parts.append("![\(id.rawValue)](claims/\(id.rawValue).svg)")
    let flip = "`\(result.experiment.flip)`"
    parts.append(
      said(LocalizedText("What flips it: \(flip). ", "翻转判定：\(flip)。")) + said(words.flip))
    if let arm = result.experiment.arms.first {
      parts.append(
        said(LocalizedText("To see it: ", "亲自看：")) + "`residual-tui --config \"\(arm.line)\"`")
    }
    parts.append(said(LocalizedText("Source: ", "来源：")) + said(words.source))
    return "\n" + parts.joined(separator: "\n\n") + "\n"
  }

  private var table: String {
    let heading = said(
      LocalizedText(
        "| | measured | what | runs | demanded | record |",
        "| | 实测 | 测量项 | 运行 | 要求 | 记录 |"))
    return ([heading, "|---|---|---|---|---|---|"] + result.evidence.map(row))
      .joined(separator: "\n")
  }

  private func row(_ evidence: Evidence) -> String {
    let finding = evidence.finding
    let demand = finding.demand.map { said(FindingText.range($0)) } ?? ""
    let cells = [
      said(FindingText.mark(evidence)), said(FindingText.value(evidence)),
      said(FindingText.name(finding.statistic)), said(FindingText.name(finding.arms)), demand,
      said(FindingText.range(finding.band)),
    ]
    // A bar would end the cell.
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private func said(_ words: LocalizedText) -> String { words[language] }
}
