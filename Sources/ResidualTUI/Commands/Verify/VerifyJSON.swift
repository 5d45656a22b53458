import Engine
import Interface

/// The lines of `verify --json`.
enum VerifyJSON {
  static func start(_ plan: VerifyPlan) -> String {
    var object = JSONObject()
    object.add("kind", text: "verification")
    object.add("schema", 1)
    object.add("seeds", plan.seeds)
    object.add("instructions", text: plan.instructionSet.rawValue)
    object.add("claims", list: plan.experiments.map { JSONText.quoted($0.id.rawValue) })
    return object.closed
  }

  static func claim(_ result: ExperimentResult) -> String {
    let words = result.experiment.words
    var object = JSONObject()
    object.add("kind", text: "claim")
    object.add("id", text: result.experiment.id.rawValue)
    object.add("claim", text: words.claim.english)
    object.add("verdict", text: result.verdict.rawValue)
    object.add("recorded", text: result.experiment.recorded.rawValue)
    object.add("as_recorded", json: "\(result.isAsRecorded)")
    object.add("evidence", list: result.evidence.map(evidence))
    object.add("flip", text: result.experiment.flip)
    object.add("source", text: words.source.english)
    return object.closed
  }

  static func end(_ results: [ExperimentResult], reason: String) -> String {
    var object = JSONObject()
    object.add("kind", text: "end")
    object.add("reason", text: reason)
    object.add("claims", results.count)
    object.add("as_recorded", results.count(where: \.isAsRecorded))
    return object.closed
  }

  private static func evidence(_ evidence: Evidence) -> String {
    let finding = evidence.finding
    var object = JSONObject()
    object.add("statistic", text: FindingText.name(finding.statistic).english)
    object.add("runs", text: FindingText.name(finding.arms).english)
    object.add("configs", list: finding.arms.map { JSONText.quoted($0.line) })
    object.add("values", list: evidence.values.map(JSONText.number))
    object.add("mean", evidence.mean)
    object.add("deviation", evidence.deviation)
    if let demand = finding.demand { object.add("demand", list: ends(demand)) }
    if let isMet = evidence.isMet { object.add("met", json: "\(isMet)") }
    object.add("record", list: ends(finding.band))
    object.add("in_record", json: "\(evidence.isInBand)")
    return object.closed
  }

  private static func ends(_ range: ClosedRange<Double>) -> [String] {
    [JSONText.number(range.lowerBound), JSONText.number(range.upperBound)]
  }
}
