import Engine

extension Demo {
  /// Reads a script: one word and what belongs to it per line, as Documentation/Formats.md says.
  init(name: String, _ script: String) throws(ContentFault) {
    var reader = ContentReader(script)
    title = try reader.localized("title")
    let line = try reader.text(of: "config")
    configuration = try reader.configuration(line)
    self.name = name
    items = []
    while let word = reader.nextWord {
      switch word {
      case "keys": items += try reader.keys()
      case "en": items.append(.caption(try reader.caption()))
      default: throw reader.unexpected("keys or en")
      }
    }
    guard case .caption = items.last else { throw reader.unexpected("en: the last word is said") }
  }
}

extension ContentReader {
  fileprivate mutating func keys() throws(ContentFault) -> [Demo.Item] {
    let text = try text(of: "keys")
    do throws(KeyScript.Fault) {
      return try KeyScript(text).items.map { item in
        switch item {
        case .key(let key): .key(key)
        case .step(let step): .step(step)
        }
      }
    } catch { throw fault("key \(error.place): \(error.problem)") }
  }

  mutating func caption() throws(ContentFault) -> CaptionText {
    try template(names: CaptionValue.names) { CaptionValue($0) }
  }
}
