import Engine

/// A script that is not what it should be, by its line from 1.
package struct DemoFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let line: Int
  package let problem: String

  package var description: String { "line \(line): \(problem)" }
}

extension Demo {
  /// Reads a script: one word and what belongs to it per line, as Documentation/Formats.md says.
  package init(name: String, _ script: String) throws(DemoFault) {
    var reader = DemoReader(script)
    title = try reader.pair("title-en", "title-zh")
    let line = try reader.text(of: "config")
    self.name = name
    do { configuration = try Configuration(line: line).validated() } catch {
      throw reader.fault("config: \(error)")
    }
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

/// A script's lines, without blank ones and comments.
private struct DemoReader {
  private struct Line {
    var number: Int
    var word: String
    var text: String
  }

  private var lines: ArraySlice<Line> = []
  /// The line that was read last.
  private var number = 0

  init(_ script: String) {
    let all = script.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() where !line.isEmpty && line.first != "#" {
      let word = line.prefix { $0 != " " }
      let text = line.dropFirst(word.count).drop { $0 == " " }
      lines.append(Line(number: index + 1, word: String(word), text: String(text)))
    }
    number = all.count
  }

  var nextWord: String? { lines.first?.word }

  func fault(_ problem: String) -> DemoFault { DemoFault(line: number, problem: problem) }

  func unexpected(_ expected: String) -> DemoFault {
    let found = lines.first.map { Printable.quoted($0.word) } ?? "the end"
    return DemoFault(
      line: lines.first?.number ?? number, problem: "expected \(expected), found \(found)")
  }

  mutating func text(of word: String) throws(DemoFault) -> String {
    guard let line = lines.first, line.word == word, !line.text.isEmpty else {
      throw unexpected(word + " and a text")
    }
    lines.removeFirst()
    number = line.number
    return line.text
  }

  mutating func pair(_ english: String, _ chinese: String) throws(DemoFault) -> LocalizedText {
    LocalizedText(try text(of: english), try text(of: chinese))
  }

  mutating func keys() throws(DemoFault) -> [Demo.Item] {
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

  mutating func caption() throws(DemoFault) -> Demo.Caption {
    let english = try captionText(of: "en")
    return Demo.Caption(english: english, chinese: try captionText(of: "zh"))
  }

  private mutating func captionText(of word: String) throws(DemoFault) -> CaptionText {
    let text = try text(of: word)
    guard let caption = CaptionText(text) else {
      let names = CaptionText.names.joined(separator: ", ")
      throw fault("expected numbers in braces among \(names), found another")
    }
    return caption
  }
}
