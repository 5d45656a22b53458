import Engine

/// What the numbers mean, why, and which keys change it.
struct VerdictPanel {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows > 0 else { return }
    var lines = [Phrase()]
    for part in parts {
      let joint = lines[lines.count - 1].isEmpty ? "" : " · "
      let wider = lines[lines.count - 1] + Phrase(joint, Style(.muted)) + part
      if wider.width <= area.columns - 2 || lines[lines.count - 1].isEmpty {
        lines[lines.count - 1] = wider
      } else {
        lines.append(part)
      }
    }
    for (index, line) in lines.prefix(area.rows).enumerated() {
      canvas.write(
        line.clipped(to: area.columns - 2), column: area.column + 1, row: area.row + index, in: area)
    }
  }

  /// Headline, causes, provenance of the weights, advice: each kept in one piece.
  private var parts: [Phrase] {
    guard let verdict = state.report?.verdict else {
      return [Phrase(LiveWords.waiting, Style(.muted))]
    }
    let words = VerdictText.parts(verdict, state.configuration)
    var parts = [Phrase(words[0], Style(ink(verdict.state), .bold))]
    parts += words.dropFirst().map { Phrase($0) }
    if let rewired = state.rewired {
      parts.append(
        Phrase(LiveWords.weightsComeFrom(rewired.from) + "; ") + Phrase("i", key)
          + Phrase(" " + LiveWords.fairStart))
    }
    let advice = VerdictText.advice(verdict, state.configuration).keys
    if !advice.isEmpty { parts.append(Self.advice(advice)) }
    return parts
  }

  private var key: Style { Style(.accent, .bold) }

  private static func advice(_ advice: [Advice.Step]) -> Phrase {
    var phrase = Phrase()
    for (index, step) in advice.enumerated() {
      if index > 0 { phrase.append(step.joint, Style(.muted)) }
      phrase.append(step.key, Style(.accent, .bold))
      phrase.append(" " + step.effect)
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
