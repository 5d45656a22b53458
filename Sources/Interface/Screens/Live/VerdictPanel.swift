import Engine

/// What the numbers mean, why, and which keys change it.
struct VerdictPanel {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows > 0 else { return }
    for (index, line) in lines(width: area.columns - 2, rows: area.rows).enumerated() {
      canvas.write(line, column: area.column + 1, row: area.row + index, in: area)
    }
  }

  private func lines(width: Int, rows: Int) -> [StyledText] {
    guard let verdict = state.lane.report?.verdict else {
      let words = state.waitingWords.first { CharacterWidth.columns(of: $0) <= width }
      return [StyledText(words ?? "", Style(.muted))]
    }
    let choices = choices(verdict)
    let fitting = choices.lazy.compactMap { Self.wrapped($0, width: width) }
      .first { $0.count <= rows }
    return fitting ?? [(choices.last?.first ?? StyledText()).clipped(to: width)]
  }

  /// Headline, causes, provenance of the weights and advice, the fullest first.
  ///
  /// Where room is short the least telling causes go first; then provenance, advice and headline
  /// are told in fewer and fewer words.
  private func choices(_ verdict: Verdict) -> [[StyledText]] {
    let parts = VerdictText.parts(verdict, state.configuration).map { $0[state.language] }
    let ink = Style(Self.ink(verdict.state), state.oldWiring == nil ? .bold : .dim)
    let cause = Style(.text, state.oldWiring == nil ? [] : .dim)
    // The numbers above are those of an older step, and the verdict knows only the newest.
    let isLater = state.cursor != nil && state.cursor != state.lane.report?.step
    let now = state.lane.report.map { LiveWords.now(at: $0.step)[state.language] } ?? ""
    let full = StyledText(isLater ? now + " " : "", Style(.accent)) + StyledText(parts[0], ink)
    let causes = parts.dropFirst().map { StyledText($0, cause) }
    let numbers = StyledText(state.numbersWords ?? "", Style(.warning))
    let origin = provenance
    let advice = advice(verdict)
    var choices = (0...causes.count).reversed().map {
      [full, numbers] + causes.prefix($0) + [origin[0], advice[0]]
    }
    choices += advice.prefix(3).map { [full, numbers, origin[1], $0] }
    for text in ShortVerdict.headlines(verdict) {
      let head =
        StyledText(isLater ? now + " " : "", Style(.accent)) + StyledText(text[state.language], ink)
      choices += origin.flatMap { origin in advice.map { [head, numbers, origin, $0] } }
      choices += [[head, numbers], [head]]
    }
    return choices
  }

  /// Flows parts over lines without breaking any; `nil` when one of them is wider than a line.
  private static func wrapped(_ parts: [StyledText], width: Int) -> [StyledText]? {
    var lines: [StyledText] = []
    for part in parts where !part.isEmpty {
      guard part.width <= width else { return nil }
      let wider = lines.last.map { $0 + StyledText(" · ", Style(.muted)) + part }
      if let wider, wider.width <= width {
        lines[lines.count - 1] = wider
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// Where the weights come from, in ever fewer words; the title tells of the rewiring too.
  private var provenance: [StyledText] {
    guard let words = state.provenanceWords else { return [StyledText(), StyledText()] }
    let start = restart(LiveWords.fairStart)
    return [
      StyledText(words + LocalizedText("; ", "；")[state.language]) + start, start, StyledText(),
    ]
  }

  /// What the key `i` leads to.
  private func restart(_ words: LocalizedText) -> StyledText {
    StyledText("i", key) + StyledText(words[state.language])
  }

  private var key: Style { Style(.accent, .bold) }

  /// What to press, in ever fewer words; nothing while the verdict is about another wiring than
  /// the one on the screen.
  private func advice(_ verdict: Verdict) -> [StyledText] {
    guard state.oldWiring == nil else { return [StyledText()] }
    guard state.lane.warmup == state.lane.startWarmup else {
      return [restart(LiveWords.newWarmup), StyledText("i", key)]
    }
    guard !state.rateIsNewerThanReport else {
      return [restart(LiveWords.newRate), StyledText("i", key)]
    }
    let steps = VerdictText.advice(verdict, state.configuration).keys
    guard let first = steps.first else { return [StyledText()] }
    let wiresAll = steps.contains { $0.key.first.map { "nNr".contains($0) } ?? false }
    let wide = wiresAll ? widening : StyledText()
    let rest = steps.count > 1 ? steps.suffix(1) : []
    let choices = [steps, [first] + rest]
    return choices.map { words($0, wide, tellsEffects: true) }
      + [words([first] + rest, wide, tellsEffects: false), wide + StyledText(first.key, key)]
  }

  /// The keys that make the wiring keys act on the whole stack.
  private var widening: StyledText {
    var phrase = StyledText()
    var selection = state.selection
    while selection != .everything {
      phrase.append("esc ", key)
      selection = selection.widened
    }
    return phrase
  }

  private func words(_ steps: [Advice.Step], _ start: StyledText, tellsEffects: Bool) -> StyledText
  {
    var phrase = start
    for step in steps {
      phrase.append(step.joint[state.language], Style(.muted))
      phrase.append(step.key, key)
      if tellsEffects, let effect = step.effect {
        phrase.append((step.key.isEmpty ? "" : " ") + effect[state.language])
      }
    }
    return phrase
  }

  /// The colour of a headline.
  static func ink(_ state: Verdict.State) -> Ink {
    switch state {
    case .solved, .healthy: .good
    case .stalled, .vanishing, .collapsed: .warning
    case .diverged, .exploding: .bad
    }
  }
}

/// Headlines for the smallest screens: the state and its number.
private enum ShortVerdict {
  static func headlines(_ verdict: Verdict) -> [LocalizedText] {
    let state = VerdictText.name(verdict.state)
    func with(_ number: String) -> [LocalizedText] { [state + LocalizedText(same: " " + number)] }
    switch verdict.state {
    case .diverged: return diverged(verdict, state)
    case .exploding, .vanishing: return with(NumberFormat.decades(verdict.number))
    case .collapsed: return with(NumberFormat.rough(verdict.number))
    case .stalled, .solved, .healthy: return with(NumberFormat.text(verdict.number))
    }
  }

  /// The place in full, then without the part after its colon, then none.
  private static func diverged(_ verdict: Verdict, _ state: LocalizedText) -> [LocalizedText] {
    guard let slot = verdict.causes.first(where: { $0.kind == .nonFinite })?.detail,
      let place = slot.split(separator: ":").first
    else { return [state] }
    let places = [StackWords.place(slot), LocalizedText(same: String(place))]
    return places.map { state + LocalizedText(" in ", "于 ") + $0 } + [state]
  }
}
