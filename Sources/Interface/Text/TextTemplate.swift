import Engine

/// A text in every language with places for measured numbers: `the loss is {loss}`.
struct TextTemplate<Name: Hashable & Sendable>: Hashable, Sendable {
  fileprivate enum Part: Hashable, Sendable {
    case text(String)
    case number(Name)
  }

  fileprivate let english: [Part]
  fileprivate let chinese: [Part]

  /// The text with its numbers.
  func filled(_ words: (Name) -> LocalizedText) -> LocalizedText {
    func text(_ parts: [Part], _ language: Language) -> String {
      parts.map { part in
        switch part {
        case .text(let text): text
        case .number(let number): words(number)[language]
        }
      }.joined()
    }
    return LocalizedText(text(english, .english), text(chinese, .chinese))
  }
}

extension ContentReader {
  /// A text in every language, where `number` knows what may be in braces and `names` lists it.
  mutating func template<Name>(
    _ name: String? = nil, names: [String], number: (String) -> Name?
  ) throws(ContentFault) -> TextTemplate<Name> {
    let prefix = name.map { $0 + "-" } ?? ""
    var text = try text(of: prefix + "en")
    let english = try parts(text, names, number)
    text = try self.text(of: prefix + "zh")
    return TextTemplate(english: english, chinese: try parts(text, names, number))
  }

  private func parts<Name>(
    _ text: String, _ names: [String], _ number: (String) -> Name?
  ) throws(ContentFault) -> [TextTemplate<Name>.Part] {
    var parts: [TextTemplate<Name>.Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}"),
        let number = number(String(rest[rest.index(after: open)..<close]))
      else {
        let names = names.joined(separator: ", ")
        throw fault("expected numbers in braces among \(names), found another")
      }
      parts += [.text(String(rest[..<open])), .number(number)]
      rest = rest[rest.index(after: close)...]
    }
    return parts + [.text(String(rest))]
  }
}
