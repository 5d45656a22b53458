import Engine

/// The lines of `train --json` and `run --log`, except the steps'; `train` has one lane.
enum Telemetry {
  /// What is known before a step.
  static func run(_ facts: RunFacts, lane: Int = 1) -> String {
    var object = JSONObject()
    object.add("kind", text: "run")
    object.add(lane: lane)
    object.add("schema", 1)
    object.add("config", text: facts.configuration.line)
    object.add("parameters", facts.parameterCount)
    object.add("guessing", facts.guessing)
    let taps = Tap.all(layers: facts.configuration.layers)
    object.add("taps", list: taps.map { JSONText.quoted($0.description) })
    return object.closed
  }

  /// What is known after the last one.
  static func end(_ outcome: RunOutcome, lane: Int = 1) -> String {
    var object = JSONObject()
    object.add("kind", text: "end")
    object.add(lane: lane)
    object.add("reason", text: outcome.ending.rawValue)
    object.add("steps", outcome.steps)
    if let firstSolvedStep = outcome.firstSolvedStep {
      object.add("first_below_0.1", firstSolvedStep)
    }
    if let verdict = outcome.verdict { object.add("verdict", json: verdict.json) }
    return object.closed
  }
}
