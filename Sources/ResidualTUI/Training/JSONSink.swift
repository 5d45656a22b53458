import Engine

/// One JSON object per line: `run`, `step`…, `end`.
struct JSONSink: StepSink {
  private var output = Output(.standard)

  mutating func begin(_ facts: RunFacts) throws(Failure) {
    try output.write(Telemetry.run(facts) + "\n")
  }

  mutating func step(_ report: StepReport, isShown: Bool) throws(Failure) {
    guard isShown else { return }
    try output.write(report.json() + "\n")
  }

  mutating func end(_ outcome: RunOutcome, _ configuration: Configuration) throws(Failure) {
    try output.write(Telemetry.end(outcome) + "\n")
  }
}

extension StepReport {
  /// The report as a line of `train --json`.
  func json(lane: Int = 1) -> String {
    var object = JSONObject()
    object.add("kind", text: "step")
    object.add(lane: lane)
    for fact in Fact.ofStep { object.add(fact, fact.value(in: self)) }
    object.add("taps", list: taps.map(\.json))
    object.add("layers", list: layers.map(\.json))
    object.add("verdict", json: verdict.json)
    return object.closed
  }
}

extension TapReport {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("name", text: tap.description)
    for fact in Fact.ofTap { object.add(fact, fact.value(in: self)) }
    return object.closed
  }
}

extension LayerReport {
  fileprivate var json: String {
    var object = JSONObject()
    for fact in Fact.ofLayer { object.add(fact, fact.value(in: self)) }
    object.add("matrices", list: matrices.map(\.json))
    return object.closed
  }
}

extension MatrixReport {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("name", text: name)
    for fact in Fact.ofMatrix { object.add(fact, fact.value(in: self)) }
    return object.closed
  }
}

extension Verdict {
  /// The verdict with its causes, each by its kind, number and, where there is one, slot.
  var json: String {
    var object = JSONObject()
    object.add("state", text: state.rawValue)
    object.add("number", number)
    object.add("threshold", threshold)
    object.add("causes", list: causes.map(\.json))
    return object.closed
  }
}

extension Cause {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("kind", text: snakeCase(kind.rawValue))
    object.add("number", number)
    if !detail.isEmpty { object.add("detail", text: detail) }
    return object.closed
  }
}

/// `tokensAlike` as `tokens_alike`, like all names in the file.
func snakeCase(_ name: String) -> String {
  name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
}
