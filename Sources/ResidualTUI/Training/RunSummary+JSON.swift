import Engine
import Interface

extension RunSummary {
  /// One object for a teacher or a script: what was launched, what was done and when, what came of it.
  func json(_ run: RunFile) -> String {
    var object = JSONObject()
    object.add("kind", text: "summary")
    object.add("schema", 1)
    object.add("program", text: Version.title)
    object.add("config", text: run.configuration.line)
    object.add("instruction_set", text: run.instructionSet.rawValue)
    let known = Dictionary(lanes.map { ($0.id, $0) }) { $1 }
    object.add("lanes", list: run.lanes.map { $0.json(known[$0.id]) })
    if !predictions.isEmpty {
      object.add("predictions", list: predictions.map { $0.json(language) })
    }
    return object.closed
  }
}

extension RunSummary.Prediction {
  fileprivate func json(_ language: Language) -> String {
    var object = JSONObject()
    object.add("lesson", text: lesson)
    object.add("question", text: question[language])
    object.add("chosen", text: chosen[language])
    object.add("correct", json: isCorrect ? "true" : "false")
    return object.closed
  }
}

extension LaneRecord {
  fileprivate func json(_ known: RunSummary.Lane?) -> String {
    var object = JSONObject()
    object.add("id", id)
    object.add("config", text: configuration.line)
    object.add("journal", list: commands.map(\.json))
    object.add("steps", steps)
    object.add("checksum", text: "\(checksum)")
    if let count = known?.parameterCount { object.add("parameters", count) }
    object.add("guessing", ifMeasured: known?.guessing)
    if let first = known?.firstSolved { object.add("first_below_0.1", first) }
    if let verdict = known?.verdict { object.add("verdict", json: verdict.json) }
    object.add("loss", list: known?.loss.map(\.json) ?? [])
    return object.closed
  }
}

extension Journal.Entry {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("time", time)
    object.add("command", text: command.text)
    return object.closed
  }
}

extension RunSummary.Bin {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("step", step)
    object.add("steps", steps)
    object.add("mean", mean)
    object.add("least", least)
    object.add("largest", largest)
    return object.closed
  }
}
