import Engine

/// Where one is in the help.
struct HelpState: Hashable, Sendable {
  /// Rows that it is scrolled by; `nil` while it is closed.
  var scroll: Int?
  var search: HelpSearch?
}

/// A search in the help.
struct HelpSearch: Hashable, Sendable {
  var editor = LineEditor()
  var isTyping = true
  /// Where the help stood when the search began.
  let start: Int
  /// The line that was found last.
  var line: Int?

  init(start: Int) { self.start = start }

  var text: String { editor.text }

  /// The places of the text in a line, in characters; letters of either case are equal.
  func places(in line: String) -> [Range<Int>] {
    let wanted = text.map { $0.lowercased() }
    let letters = line.map { $0.lowercased() }
    guard !wanted.isEmpty else { return [] }
    var places: [Range<Int>] = []
    var index = 0
    while index + wanted.count <= letters.count {
      if letters[index..<index + wanted.count].elementsEqual(wanted) {
        places.append(index..<index + wanted.count)
        index += wanted.count
      } else {
        index += 1
      }
    }
    return places
  }

  /// The lines that hold it.
  func matches(_ lines: [StyledText]) -> [Int] {
    lines.indices.filter { !places(in: lines[$0].text).isEmpty }
  }
}
