/// A line of text in several styles.
struct Phrase: Hashable, Sendable {
  struct Run: Hashable, Sendable {
    var text: String
    var style: Style
  }

  private(set) var runs: [Run] = []

  init() {}

  init(_ text: String, _ style: Style = .plain) {
    runs = [Run(text: text, style: style)]
  }

  /// The columns it takes.
  var width: Int { runs.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) } }

  var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  mutating func append(_ text: String, _ style: Style = .plain) {
    runs.append(Run(text: text, style: style))
  }

  static func + (first: Phrase, second: Phrase) -> Phrase {
    var result = first
    result.runs += second.runs
    return result
  }

  /// As many of `parts` as fit into `width`, the later ones dropped first, with `gap` between.
  static func fitting(_ parts: [Phrase], width: Int, gap: String = "  ") -> Phrase {
    var result = Phrase()
    for part in parts where !part.isEmpty {
      let next = result.isEmpty ? part : result + Phrase(gap, Style(.muted)) + part
      guard next.width <= width else { break }
      result = next
    }
    return result
  }

  /// The phrase itself where it fits, else its beginning with `…` at the end.
  func clipped(to width: Int) -> Phrase {
    guard self.width > width else { return self }
    var result = Phrase()
    var room = width - 1
    for run in runs {
      var text = ""
      for scalar in run.text.unicodeScalars {
        room -= CharacterWidth.columns(of: scalar)
        guard room >= 0 else { break }
        text.unicodeScalars.append(scalar)
      }
      result.append(text, run.style)
      if room <= 0 { break }
    }
    if width > 0 { result.append("…", result.runs.last?.style ?? .plain) }
    return result
  }
}
