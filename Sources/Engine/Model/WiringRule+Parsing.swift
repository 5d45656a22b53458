extension WiringRule {
  /// Reads the rules of `--wiring`, separated by `;`; an empty text holds none.
  ///
  ///     2.attention=post:0; 3-5=pre
  ///
  /// - Throws: One line with the rule, what was expected and what was found.
  public static func parse(rules text: String) throws(ConfigurationError) -> [WiringRule] {
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    var rules: [WiringRule] = []
    for (index, part) in text.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
      var reader = RuleReader(number: index + 1, text: trimmed(part))
      rules.append(try reader.rule())
    }
    return rules
  }

  fileprivate static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Reads one rule; keeps its number and text for the error line.
private struct RuleReader {
  let number: Int
  let text: String

  mutating func rule() throws(ConfigurationError) -> WiringRule {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      throw error("LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE], such as 3-5=pre")
    }
    let target = sides[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let value = sides[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return WiringRule(
      layers: try layers(WiringRule.trimmed(target[0])),
      kind: try target.count == 2 ? kind(WiringRule.trimmed(target[1])) : nil,
      placement: try placement(WiringRule.trimmed(value[0])),
      skipScale: try value.count == 2 ? scale(WiringRule.trimmed(value[1])) : nil)
  }

  private func layers(_ text: String) throws(ConfigurationError) -> ClosedRange<Int>? {
    if text == "*" { return nil }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = ends.compactMap { digits($0) }
    guard numbers.count == ends.count, let first = numbers.first, let last = numbers.last,
      first >= 1, first <= last
    else { throw error("layers such as 3, 2-5 or *, counted from 1", found: text) }
    return first...last
  }

  private func digits(_ text: Substring) -> Int? {
    text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
  }

  private func kind(_ text: String) throws(ConfigurationError) -> SublayerKind {
    if let kind = SublayerKind(rawValue: text) { return kind }
    let names = SublayerKind.allCases.map(\.rawValue)
    throw error("attention or feedforward", found: text, among: names)
  }

  private func placement(_ text: String) throws(ConfigurationError) -> Placement {
    if let placement = Placement(rawValue: text) { return placement }
    let names = Placement.allCases.map(\.rawValue)
    throw error(Alternatives.text(names), found: text, among: names)
  }

  private func scale(_ text: String) throws(ConfigurationError) -> Float {
    if let scale = Float(text), scale.isFinite { return scale }
    throw error("a finite skip scale", found: text)
  }

  private func error(
    _ expected: String, found: String? = nil, among candidates: [String] = []
  ) -> ConfigurationError {
    let hint = found.map { NearestName.hint(for: $0, among: candidates) } ?? ""
    let part = found.map { ", found \(Printable.quoted($0))" } ?? ""
    return ConfigurationError(
      "--wiring, rule \(number) \(Printable.quoted(text)): expected \(expected)\(part)\(hint)")
  }
}
