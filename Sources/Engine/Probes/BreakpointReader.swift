/// Reads a condition word by word.
struct BreakpointReader {
  private let characters: [Character]
  private var position = 0
  private let layers: Int

  init(_ text: String, layers: Int) {
    characters = Array(text)
    self.layers = layers
  }

  mutating func condition() throws(BreakpointError) -> Breakpoint.Condition {
    let start = start()
    let name = word()
    let condition: Breakpoint.Condition =
      switch name {
      case "nan": .nonFinite
      case "verdict": .verdict(try state())
      default: try comparison(name, start)
      }
    try end()
    return condition
  }

  /// A fact and nothing else.
  mutating func wholeFact() throws(BreakpointError) -> PlacedFact {
    let start = start()
    let fact = try fact(word(), start)
    try end()
    return fact
  }

  private mutating func end() throws(BreakpointError) {
    let end = start()
    guard end == characters.count else {
      throw error(end, LocalizedText("the end", "末尾"), rest(from: end))
    }
  }

  private mutating func state() throws(BreakpointError) -> Verdict.State {
    let start = start()
    let name = word()
    if let state = Verdict.State(rawValue: name) { return state }
    let names = Verdict.State.allCases.map(\.rawValue)
    throw error(
      start, LocalizedText(names.joined(separator: ", "), names.joined(separator: "、")), name,
      among: names)
  }

  private mutating func comparison(
    _ name: String, _ start: Int
  ) throws(BreakpointError) -> Breakpoint.Condition {
    let fact = try fact(name, start)
    let place = self.start()
    let relation = Breakpoint.Relation.allCases.first { skip($0.rawValue) }
    guard let relation else {
      throw error(place, .oneOf(["<", "<=", ">", ">=", "=", "!="]), rest(from: place))
    }
    // C's way of writing it means the same.
    if relation == .equal { _ = skip("=") }
    let number = self.start()
    let text = word()
    guard let bound = Double(text), bound.isFinite else {
      throw error(number, LocalizedText("a number such as 1e-4", "数，如 1e-4"), text)
    }
    return .comparison(fact, relation, bound)
  }

  private mutating func fact(_ name: String, _ start: Int) throws(BreakpointError) -> PlacedFact {
    guard PlacedFact.names.contains(name) else {
      let all = ["nan", "verdict"] + PlacedFact.names
      throw error(
        start,
        LocalizedText("nan, verdict or a fact such as loss", "nan、verdict 或事实，如 loss"), name,
        among: all)
    }
    let open = self.start()
    guard skip("(") else {
      if let fact = Fact.ofStep.first(where: { $0.name == name }) { return .step(fact) }
      throw error(open, LocalizedText("( and ", "( 与") + placeName(of: name), rest(from: open))
    }
    let inner = self.start()
    let place = word()
    guard let fact = fact(name, at: place) else {
      throw error(
        inner, placeName(of: name), place, among: Tap.all(layers: layers).map(\.description))
    }
    let close = self.start()
    guard skip(")") else { throw error(close, LocalizedText(same: ")"), rest(from: close)) }
    return fact
  }

  private func fact(_ name: String, at place: String) -> PlacedFact? {
    guard let fact = placedFact(name) else { return nil }
    if fact.place == .tap {
      return Tap.all(layers: layers).first { $0.description == place }.map { .tap(fact, $0) }
    }
    if let layer = Int(place) { return (1...layers).contains(layer) ? .layer(fact, layer) : nil }
    return Fact.ofMatrix.contains(fact) && isMatrix(place) ? .matrix(fact, place) : nil
  }

  private func isMatrix(_ name: String) -> Bool {
    (0..<layers).contains { layer in
      [
        "attention.query", "attention.key", "attention.value", "attention.output",
        "feedforward.expand", "feedforward.contract",
      ].contains { name == "layers.\(layer).\($0).weight" }
    }
  }

  private func placeName(of name: String) -> LocalizedText {
    guard let fact = placedFact(name) else {
      return LocalizedText("no place, as the fact is the whole step's", "不带位置，因为它属于整一步")
    }
    if fact.place == .tap {
      return LocalizedText(
        "a tap such as 1.attention, embedding or final", "测点，如 1.attention、embedding 或 final")
    }
    let layer = LocalizedText("a layer, ", "层，") + .range(1, layers)
    guard Fact.ofMatrix.contains(fact) else { return layer }
    return layer
      + LocalizedText(
        ", or a matrix such as layers.0.attention.query.weight",
        "，或矩阵，如 layers.0.attention.query.weight")
  }

  /// The fact of that name that taps or layers have.
  private func placedFact(_ name: String) -> Fact? {
    (Fact.ofTap + Fact.ofLayer).first { $0.name == name }
  }

  /// Passes blanks; where the next word starts.
  private mutating func start() -> Int {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    return position
  }

  /// The characters up to a blank, a parenthesis or a relation.
  private mutating func word() -> String {
    let start = position
    while position < characters.count, !characters[position].isWhitespace,
      !"()<>=!".contains(characters[position])
    {
      position += 1
    }
    return String(characters[start..<position])
  }

  private mutating func skip(_ text: String) -> Bool {
    guard characters[position...].starts(with: text) else { return false }
    position += text.count
    return true
  }

  private func rest(from start: Int) -> String { String(characters[start...]) }

  private func error(
    _ start: Int, _ expected: LocalizedText, _ found: String, among names: [String] = []
  ) -> BreakpointError {
    BreakpointError(
      position: start + 1, expected: expected, found: found.isEmpty ? rest(from: start) : found,
      names: names)
  }
}
