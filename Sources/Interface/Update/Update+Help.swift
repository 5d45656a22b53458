import Engine

extension AppState {
  /// Takes a key while a search is typed; answers whether it was one of the search's.
  mutating func typeSearch(_ key: Key) -> Bool {
    switch key {
    case .escape:
      help.scroll = help.search?.start
      help.search = nil
    case .enter:
      help.search?.isTyping = false
      if help.search?.text.isEmpty == true { help.search = nil }
    case .control("z"), .control("l"): return false
    default:
      _ = help.search?.editor.press(key)
      help.search?.line = nil
      findFromStart()
    }
    return true
  }

  /// While typing: the first place from where the search began.
  private mutating func findFromStart() {
    guard let search = help.search else { return }
    let matches = search.matches(HelpScreen.lines(of: self))
    let found = matches.first { $0 >= search.start } ?? matches.first
    help.search?.line = found
    help.scroll = found.map { scroll(showing: $0) } ?? search.start
  }

  /// Goes to the next (1) or the place before (-1), around the end.
  mutating func moveToMatch(_ direction: Int) -> LocalizedText? {
    guard let search = help.search else { return nil }
    let matches = search.matches(HelpScreen.lines(of: self))
    guard !matches.isEmpty else { return HelpWords.notFound(search.text) }
    let present = search.line ?? (help.scroll ?? 0) - 1
    let next =
      direction > 0
      ? matches.first { $0 > present } ?? matches[0]
      : matches.last { $0 < present } ?? matches[matches.count - 1]
    help.search?.line = next
    help.scroll = scroll(showing: next)
    return HelpWords.found((matches.firstIndex(of: next) ?? 0) + 1, of: matches.count, search.text)
  }

  /// Leaves the page where it is if it shows the line already.
  private func scroll(showing line: Int) -> Int {
    let page = max(HelpScreen.pageRows(of: self), 1)
    let last = max(HelpScreen.lineCount(of: self) - page, 0)
    let present = min(help.scroll ?? 0, last)
    if (present..<present + page).contains(line) { return present }
    return min(max(line - page / 3, 0), last)
  }

  mutating func openHelp() -> LocalizedText? {
    help.scroll = 0
    return nil
  }

  mutating func closeHelp() -> LocalizedText? {
    (help.scroll, help.search) = (nil, nil)
    return NoteWords.helpClosed
  }

  mutating func searchHelp() -> LocalizedText? {
    help.search = HelpSearch(start: help.scroll ?? 0)
    return nil
  }

  @discardableResult mutating func scrollHelp(_ move: Action.HelpMove) -> LocalizedText? {
    let page = max(HelpScreen.pageRows(of: self), 1)
    let last = max(HelpScreen.lineCount(of: self) - page, 0)
    let current = min(help.scroll ?? 0, last)
    let wanted =
      switch move {
      case .lines(let count): current + count
      case .pages(let count): current + count * page
      case .start: 0
      case .end: last
      }
    help.scroll = min(max(wanted, 0), last)
    return nil
  }
}
