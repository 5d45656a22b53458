import Engine

/// The open `:` line: what is typed, what is wrong with it, what it could become.
struct CommandPrompt: Hashable, Sendable {
  /// A name or value that the line could go on with.
  struct Candidate: Hashable, Sendable {
    var text: String
    /// `nil` for values, which their command explains.
    var help: LocalizedText?
  }

  /// A walk with `tab` through what the line could become.
  private struct Walk: Hashable, Sendable {
    /// What stays before and behind the candidate.
    var head: String
    var tail: String
    var candidates: [Candidate]
    var index: Int?
  }

  private(set) var editor = LineEditor()
  /// Why `enter` did nothing; gone with the next change.
  private(set) var error: LocalizedText?
  private var walk: Walk?
  /// Place among the past lines while `↑` walks through them.
  private var past: Int?
  /// What was typed before that walk.
  private var draft = ""

  /// Takes a key that changes the text; answers whether it was one.
  mutating func press(_ key: Key) -> Bool {
    var changed = editor
    guard changed.press(key) else { return false }
    if changed.text != editor.text { error = nil }
    editor = changed
    walk = nil
    return true
  }

  /// Takes pasted text, without its control characters.
  mutating func paste(_ text: String) {
    editor.insert(text)
    (error, walk) = (nil, nil)
  }

  mutating func show(error words: LocalizedText) { error = words }

  /// Walks to an older (-1) or newer line of this run; the newest is what was typed.
  mutating func recall(_ offset: Int, of lines: [String]) {
    let present = past ?? lines.count
    let next = min(max(present + offset, 0), lines.count)
    guard next != present else { return }
    if past == nil { draft = editor.text }
    past = next == lines.count ? nil : next
    editor = LineEditor(next == lines.count ? draft : lines[next])
    (error, walk) = (nil, nil)
  }

  /// Puts the next (1) or the one before (-1) of what the line could become into it.
  mutating func complete(_ offset: Int, _ fresh: (LineEditor) -> (head: String, [Candidate])) {
    var walk = walk ?? Self.start(editor, fresh)
    let count = walk.candidates.count
    guard count > 0 else { return }
    let index = walk.index.map { ($0 + offset + count) % count } ?? (offset > 0 ? 0 : count - 1)
    walk.index = index
    let text = walk.head + walk.candidates[index].text
    editor = LineEditor(text)
    if count == 1, walk.candidates[index].help != nil { editor.insert(" ") }
    let end = editor.text
    editor.insert(walk.tail)
    for _ in walk.tail { _ = editor.press(.left) }
    error = nil
    self.walk = count == 1 && end != text ? nil : walk
  }

  private static func start(
    _ editor: LineEditor, _ fresh: (LineEditor) -> (head: String, [Candidate])
  ) -> Walk {
    let (head, candidates) = fresh(editor)
    return Walk(head: head, tail: editor.tail, candidates: candidates)
  }

  /// What the line could become, and which of it is chosen.
  func shown(
    _ fresh: (LineEditor) -> (head: String, [Candidate])
  ) -> (candidates: [Candidate], index: Int?) {
    if let walk { return (walk.candidates, walk.index) }
    return (fresh(editor).1, nil)
  }
}
