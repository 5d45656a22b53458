import Engine

/// One row per step and tap, under the names of the JSON; what was not measured is empty.
struct CSVSink: StepSink {
  private var output = Output(.standard)

  mutating func begin(_ facts: RunFacts) throws(Failure) {
    let names = Fact.ofStep.map(\.name) + ["name"] + Fact.ofTap.map(\.name) + ["verdict"]
    try output.write(names.joined(separator: ",") + "\n")
  }

  mutating func step(_ report: StepReport, isShown: Bool) throws(Failure) {
    guard isShown else { return }
    let head = Self.row(Fact.ofStep) { $0.value(in: report) }
    var text = ""
    for tap in report.taps {
      text += "\(head),\(tap.tap),\(Self.row(Fact.ofTap) { $0.value(in: tap) })"
      text += ",\(report.verdict.state.rawValue)\n"
    }
    try output.write(text)
  }

  mutating func end(_ outcome: RunOutcome, _ configuration: Configuration) throws(Failure) {}

  private static func row(_ facts: [Fact], _ value: (Fact) -> Double?) -> String {
    facts.map { fact in value(fact).map(fact.text) ?? "" }.joined(separator: ",")
  }
}
