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

  /// Headline, causes, provenance of the weights and advice in at most `rows` lines.
  ///
  /// Where room is short the least telling causes go first, then the advice.
  private func lines(width: Int, rows: Int) -> [Phrase] {
    guard let verdict = state.report?.verdict else {
      return [Phrase(state.waitingWords, Style(.muted))]
    }
    let words = VerdictText.parts(verdict, state.configuration)
    let headline = Phrase(words[0], Style(ink(verdict.state), .bold))
    let causes = words.dropFirst().map { Phrase($0) }
    let numbers = Phrase(state.numbersWords ?? "", Style(.warning))
    let endings = [[provenance, advice(verdict)], [provenance], []]
    for ending in endings {
      for count in (0...causes.count).reversed() {
        let lines = Self.wrapped([headline, numbers] + causes.prefix(count) + ending, width: width)
        if lines.count <= rows { return lines }
      }
    }
    let last = numbers.isEmpty ? headline : numbers + Phrase(" · ", Style(.muted)) + headline
    return [last.clipped(to: width)]
  }

  /// Flows parts over lines without breaking any; one that is too long is clipped.
  private static func wrapped(_ parts: [Phrase], width: Int) -> [Phrase] {
    var lines: [Phrase] = []
    for part in parts where !part.isEmpty {
      let wider = lines.last.map { $0 + Phrase(" · ", Style(.muted)) + part }
      if let wider, wider.width <= width {
        lines[lines.count - 1] = wider
      } else {
        lines.append(part.clipped(to: width))
      }
    }
    return lines
  }

  private var provenance: Phrase {
    guard let words = state.provenanceWords else { return Phrase() }
    return Phrase(words + "; ") + Phrase("i", key)
      + Phrase(" " + LiveWords.fairStart)
  }

  private var key: Style { Style(.accent, .bold) }

  /// What to press; nothing while the verdict is about another wiring than the one on the screen.
  private func advice(_ verdict: Verdict) -> Phrase {
    guard state.wiring == state.report?.wiring else { return Phrase() }
    guard state.warmup == state.startWarmup else {
      return Phrase("i", key) + Phrase(" " + LiveWords.newWarmup)
    }
    guard !state.rateIsNewerThanReport else {
      return Phrase("i", key) + Phrase(" " + LiveWords.newRate)
    }
    var phrase = Phrase()
    let steps = VerdictText.advice(verdict, state.configuration).keys
    if steps.contains(where: { $0.key.first.map { "nNr".contains($0) } ?? false }) {
      var selection = state.selection
      while selection != .everything {
        phrase.append("esc ", key)
        selection = selection.widened
      }
    }
    for step in steps {
      phrase.append(step.joint, Style(.muted))
      phrase.append(step.key, key)
      if !step.effect.isEmpty { phrase.append((step.key.isEmpty ? "" : " ") + step.effect) }
    }
    return phrase
  }

  private func ink(_ state: Verdict.State) -> Ink {
    switch state {
    case .solved, .healthy: .good
    case .stalled, .vanishing, .collapsed: .warning
    case .diverged, .exploding: .bad
    }
  }
}
