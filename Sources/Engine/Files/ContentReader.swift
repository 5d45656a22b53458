/// What is wrong with a content file, and in which line, from 1.
package struct ContentFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let line: Int
  package let problem: String

  package var description: String { "line \(line): \(problem)" }
}

/// Reads a content file: one word and what belongs to it per line, without blank lines and comments.
package struct ContentReader {
  private struct Line {
    var number: Int
    var word: String
    var text: String
  }

  private var lines: ArraySlice<Line> = []
  /// The line that was read last.
  private var lineNumber = 0

  package init(_ file: String) {
    let all = file.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() where !line.isEmpty && line.first != UInt8(ascii: "#") {
      let word = line.prefix { $0 != UInt8(ascii: " ") }
      let text = line[word.endIndex...].drop { $0 == UInt8(ascii: " ") }
      lines.append(
        Line(number: index + 1, word: String(Substring(word)), text: String(Substring(text))))
    }
    lineNumber = all.count
  }

  package var nextWord: String? { lines.first?.word }

  /// A fault in the line that was read last.
  package func fault(_ problem: String) -> ContentFault {
    ContentFault(line: lineNumber, problem: problem)
  }

  /// A fault in the line that is next.
  package func unexpected(_ expected: String) -> ContentFault {
    let found = lines.first.map { Printable.quoted($0.word) } ?? "the end"
    return ContentFault(
      line: lines.first?.number ?? lineNumber, problem: "expected \(expected), found \(found)")
  }

  package func end() throws(ContentFault) {
    if !lines.isEmpty { throw unexpected("the end") }
  }

  /// What follows a word that must be next.
  package mutating func text(of word: String) throws(ContentFault) -> String {
    guard let line = lines.first, line.word == word, !line.text.isEmpty else {
      throw unexpected(word + " and a text")
    }
    lines.removeFirst()
    lineNumber = line.number
    return line.text
  }

  /// A text in every language: `title-en …`, `title-zh …`; without a name `en …`, `zh …`.
  package mutating func localized(_ name: String? = nil) throws(ContentFault) -> LocalizedText {
    let prefix = name.map { $0 + "-" } ?? ""
    return LocalizedText(try text(of: prefix + "en"), try text(of: prefix + "zh"))
  }

  /// One of the names that a type lists.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    of word: String
  ) throws(ContentFault) -> Choice {
    let text = try text(of: word)
    return try choice(text)
  }

  /// The case of that name.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String
  ) throws(ContentFault) -> Choice {
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw fault("expected one of \(names), found \(Printable.quoted(text))")
  }

  /// The checked configuration of a line such as `layers=12,norm=post`.
  @discardableResult
  package func configuration(_ line: String) throws(ContentFault) -> Configuration {
    do throws(ConfigurationError) { return try Configuration(line: line).validated() } catch {
      throw fault("config: \(error)")
    }
  }

  /// A whole number from 1.
  package func count(_ text: String) throws(ContentFault) -> Int {
    guard let count = Int(text), count > 0 else {
      throw fault("expected a whole number from 1, found \(Printable.quoted(text))")
    }
    return count
  }

  /// A range in the words of the claims' page: `0 to 2`, `24`, `100 or more`, `at most -6`; `never`
  /// is infinity.
  package func range(_ text: String) throws(ContentFault) -> ClosedRange<Double> {
    let words = text.split(separator: " ")
    let (low, high): (Double?, Double?) =
      switch words.count {
      case 1 where words[0] == "never": (.infinity, .infinity)
      case 1: (Double(words[0]), Double(words[0]))
      case 3 where words[1] == "to": (Double(words[0]), Double(words[2]))
      case 3 where words[1] == "or" && words[2] == "more": (Double(words[0]), .infinity)
      case 3 where words[0] == "at" && words[1] == "most": (-.infinity, Double(words[2]))
      default: (nil, nil)
      }
    guard let low, let high, low <= high else {
      throw fault(
        "expected a range such as 0 to 2, 24, 100 or more, at most -6, never, found "
          + Printable.quoted(text))
    }
    return low...high
  }

  /// `loss of pre post` as the name of a number and the runs that it is of.
  package func number(_ text: String) throws(ContentFault) -> (name: String, runs: [String]) {
    let (name, runs) = try halves(text, at: " of ")
    return (name, runs.split(separator: " ").map(String.init))
  }

  /// What is on either side of a mark, neither empty.
  package func halves(
    _ text: String, at mark: String
  ) throws(ContentFault) -> (before: String, after: String) {
    let halves = text.split(separator: mark, maxSplits: 1)
    guard halves.count == 2 else {
      throw fault("expected \(Printable.quoted(mark)) in the line, found \(Printable.quoted(text))")
    }
    return (String(halves[0]), String(halves[1]))
  }
}
