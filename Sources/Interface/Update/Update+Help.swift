import Engine

extension AppState {
  /// Takes a key while a search is typed; answers whether it was one of the search's.
  mutating func typeSearch(_ key: Key) -> Bool {
    switch key {
    case .escape:
      helpScroll = helpSearch?.start
      helpSearch = nil
    case .enter:
      helpSearch?.isTyping = false
      if helpSearch?.text.isEmpty == true { helpSearch = nil }
    case .control("z"), .control("l"): return false
    default:
      _ = helpSearch?.editor.press(key)
      helpSearch?.line = nil
      findFromStart()
    }
    return true
  }

  /// While typing: the first place from where the search began.
  private mutating func findFromStart() {
    guard let search = helpSearch else { return }
    let matches = search.matches(HelpScreen.lines(of: self))
    let found = matches.first { $0 >= search.start } ?? matches.first
    helpSearch?.line = found
    helpScroll = found.map { scroll(showing: $0) } ?? search.start
  }

  /// Goes to the next (1) or the place before (-1), around the end.
  mutating func moveToMatch(_ direction: Int) -> LocalizedText? {
    guard let search = helpSearch else { return nil }
    let matches = search.matches(HelpScreen.lines(of: self))
    guard !matches.isEmpty else { return HelpWords.notFound(search.text) }
    let present = search.line ?? (helpScroll ?? 0) - 1
    let next =
      direction > 0
      ? matches.first { $0 > present } ?? matches[0]
      : matches.last { $0 < present } ?? matches[matches.count - 1]
    helpSearch?.line = next
    helpScroll = scroll(showing: next)
    return HelpWords.found((matches.firstIndex(of: next) ?? 0) + 1, of: matches.count, search.text)
  }

  /// Leaves the page where it is if it shows the line already.
  private func scroll(showing line: Int) -> Int {
    let page = max(HelpScreen.pageRows(of: self), 1)
    let last = max(HelpScreen.lineCount(of: self) - page, 0)
    let present = min(helpScroll ?? 0, last)
    if (present..<present + page).contains(line) { return present }
    return min(max(line - page / 3, 0), last)
  }

  mutating func scrollHelp(_ move: Action.HelpMove) {
    let page = max(HelpScreen.pageRows(of: self), 1)
    let last = max(HelpScreen.lineCount(of: self) - page, 0)
    let current = min(helpScroll ?? 0, last)
    let wanted =
      switch move {
      case .lines(let count): current + count
      case .pages(let count): current + count * page
      case .start: 0
      case .end: last
      }
    helpScroll = min(max(wanted, 0), last)
  }
}
