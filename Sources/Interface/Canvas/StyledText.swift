/// A line of text in several styles.
struct StyledText: Hashable, Sendable {
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

  static func + (first: StyledText, second: StyledText) -> StyledText {
    var result = first
    result.runs += second.runs
    return result
  }

  /// All of `parts` that are not empty, with `gap` between.
  static func joined(_ parts: [StyledText], gap: String) -> StyledText {
    parts.reduce(StyledText()) { result, part in
      result.isEmpty || part.isEmpty
        ? result + part : result + StyledText(gap, Style(.muted)) + part
    }
  }

  /// As many of `parts` as fit into `width`, the later ones dropped first, with `gap` between.
  static func fitting(_ parts: [StyledText], width: Int, gap: String = "  ") -> StyledText {
    var result = StyledText()
    for part in parts where !part.isEmpty {
      let next = result.isEmpty ? part : result + StyledText(gap, Style(.muted)) + part
      guard next.width <= width else { break }
      result = next
    }
    return result
  }

  /// The phrase itself where it fits, else as many of its words as do with `…` after them.
  func clipped(to width: Int) -> StyledText {
    guard self.width > width else { return self }
    guard width > 0 else { return StyledText() }
    let kept = keptScalars(width - 1)
    var left = kept
    var result = StyledText()
    for run in runs where left > 0 {
      let scalars = run.text.unicodeScalars.prefix(left)
      result.append(String(String.UnicodeScalarView(scalars)), run.style)
      left -= scalars.count
    }
    result.append("…", result.runs.last?.style ?? .plain)
    return result
  }

  /// How many scalars fit into `width`, back to where a line may end if there is such a place.
  private func keptScalars(_ width: Int) -> Int {
    let scalars = runs.flatMap(\.text.unicodeScalars)
    var columns = 0
    let fitting = scalars.prefix { scalar in
      columns += CharacterWidth.columns(of: scalar)
      return columns <= width
    }
    guard fitting.count < scalars.count else { return fitting.count }
    let end = stride(from: fitting.count, to: 0, by: -1).first { end in
      LineBreak.isAllowed(between: scalars[end - 1], and: scalars[end])
    }
    return end ?? fitting.count
  }
}

extension StyledText {
  /// Its characters without their styles.
  var text: String { runs.map(\.text).joined() }
}
