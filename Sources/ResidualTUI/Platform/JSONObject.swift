import Engine

/// An object whose members keep the order in which they were added.
struct JSONObject {
  private var text = "{"

  /// The object with its closing brace.
  var closed: String { text + "}" }

  mutating func add(_ key: String, json: String) {
    if text.utf8.count > 1 { text += "," }
    text += "\"\(key)\":\(json)"
  }

  mutating func add(_ key: String, text: String) { add(key, json: JSONText.quoted(text)) }
  mutating func add(_ key: String, _ value: Int) { add(key, json: "\(value)") }
  mutating func add(_ key: String, _ value: Double) { add(key, json: JSONText.number(value)) }
  mutating func add(_ key: String, list: [String]) {
    add(key, json: "[\(list.joined(separator: ","))]")
  }

  /// Of several lanes side by side, all but the first carry their number.
  mutating func add(lane: Int) { if lane > 1 { add("lane", lane) } }

  /// A number that was not measured is left out.
  mutating func add(_ key: String, ifMeasured value: Double?) {
    if let value { add(key, value) }
  }

  /// A fact under its name, left out where it was not measured.
  mutating func add(_ fact: Fact, _ value: Double?) {
    guard let value else { return }
    add(fact.name, json: value.isFinite ? fact.text(value) : JSONText.number(value))
  }
}
