import Engine

/// A curve's name, its newest number, and what the level line and the loose dots stand for.
struct CurveHeading {
  let state: AppState
  let metric: Fact
  let isFocused: Bool
  let level: Double?

  /// Everything in long words or in short ones; then the loose dots before the level line, which
  /// looks the same in every run.
  func draw(in area: Rect, on canvas: inout Canvas) {
    let choices = state.screen == .compare ? besideChoices : aloneChoices
    let fitting = choices.first { $0.width <= area.columns } ?? head.clipped(to: area.columns)
    canvas.write(fitting, column: area.column, row: area.row, in: area)
  }

  private var aloneChoices: [StyledText] {
    let old = ghostWords(LiveWords.old)
    let before = ghostWords(LiveWords.before)
    let long = smoothing(LiveWords.smoothed)
    let short = smoothing(LiveWords.shortlySmoothed)
    return [
      StyledText.joined([head, long, levelWords(longWord, isShort: false), before], gap: "  "),
      StyledText.joined([head, long, levelWords(shortWord, isShort: false), old], gap: " "),
      StyledText.joined([head, short, levelWords(shortWord, isShort: true), old], gap: " "),
      StyledText.joined([head, short, old], gap: " "), StyledText.joined([head, short], gap: " "),
    ]
  }

  /// Lanes side by side: the name, each lane's number behind its mark, the level; or as much of it as
  /// fits.
  private var besideChoices: [StyledText] {
    let step = StyledText(state.step(of: metric) ?? "", Style(.accent))
    let short = smoothing(LiveWords.shortlySmoothed)
    let level = levelWords(longWord, isShort: false)
    let numbers = StyledText.joined(
      state.lanes.map { LaneWords.number(state.shown(metric, in: $0), $0, state.glyphs) }, gap: " ")
    return [
      [name, step, numbers, smoothing(LiveWords.smoothed), level], [name, step, numbers, short],
      [name, step, numbers], [name, numbers], [name, step, short], [name],
    ].map { StyledText.joined($0, gap: " ") }
  }

  private var name: StyledText {
    StyledText((isFocused ? "▸" : " ") + metric.curveWords[state.language], nameStyle)
  }

  private var nameStyle: Style { isFocused ? Style(.accent, .bold) : Style(.text, .bold) }

  /// The number fills a column of fixed width: what follows it must not jump.
  private var head: StyledText {
    let number = NumberFormat.text(state.shown(metric))
    let step = state.cursor == nil ? "" : (state.step(of: metric) ?? "") + " "
    let blanks = max(NumberFormat.width - CharacterWidth.columns(of: number), 0)
    let isOld = state.oldWiring != nil
    return name + StyledText(" ", nameStyle) + StyledText(step, Style(.accent))
      + StyledText(number, Style(metric.curveInk, isOld ? .dim : .bold))
      + StyledText(String(repeating: " ", count: blanks))
  }

  /// The factor of the moving average.
  private func smoothing(_ words: (Double) -> LocalizedText) -> StyledText {
    guard let factor = state.smoothing else { return StyledText() }
    return StyledText(words(factor)[state.language], Style(.muted))
  }

  private var longWord: LocalizedText { level(else: LiveWords.guessing) }
  private var shortWord: LocalizedText { level(else: LiveWords.guess) }

  private func level(else guessing: LocalizedText) -> LocalizedText {
    switch metric {
    case .accuracy: LiveWords.chance
    case .updateRatio: LiveWords.guide
    default: guessing
    }
  }

  private func levelWords(_ word: LocalizedText, isShort: Bool) -> StyledText {
    guard let level else { return StyledText() }
    let number = isShort ? "" : " " + NumberFormat.text(level)
    return StyledText("┄ \(word[state.language])\(number)", Style(.muted))
  }

  private func ghostWords(_ word: LocalizedText) -> StyledText {
    guard state.lane.ghost != nil else { return StyledText() }
    return StyledText("\(state.glyphs.looseDot) \(word[state.language])", Style(.ghost))
  }
}
