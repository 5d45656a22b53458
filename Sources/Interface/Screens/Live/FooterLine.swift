/// The keys that do something now, and what the last one did.
struct FooterLine {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    let ends = [Action.openHelp, .quit].compactMap { hint($0) }
    let trailing = Phrase.fitting(ends, width: area.columns - 2)
    canvas.writeTrailing(trailing + Phrase(" "), row: area.row, in: area)
    let order =
      switch state.screen {
      case .live: KeyTable.footerOrder
      case .compare: KeyTable.compareFooterOrder
      case .inspect: KeyTable.inspectFooterOrder
      }
    let hints = order.compactMap { hint($0) }
    let room = area.columns - trailing.width - 4
    canvas.write(
      Phrase.fitting(hints, width: room), column: area.column + 1, row: area.row, in: area)
  }

  /// The last key and its effect; else what the cursor reads, else the law of the first steps.
  func drawNote(in area: Rect, on canvas: inout Canvas) {
    guard let note = state.note else {
      let phrase = quiet(width: area.columns - 2)
      canvas.write(phrase, column: area.column + 1, row: area.row, in: area)
      return
    }
    let effect = Phrase(": " + note.effect[state.language])
    let phrase = Phrase(note.key, Style(.accent, .bold)) + effect
    canvas.write(
      phrase.clipped(to: area.columns - 2), column: area.column + 1, row: area.row, in: area)
  }

  /// What stands there while no key has just been pressed.
  private func quiet(width: Int) -> Phrase {
    guard state.helpScroll == nil else { return Phrase() }
    guard state.screen != .compare else { return LaneReadout(state: state).phrase(width: width) }
    let law = law.width <= width ? law : Phrase()
    guard state.cursor != nil else { return law }
    let readout = Readout(state: state).phrase(width: width)
    let both = Phrase.joined([readout, law], gap: "  ")
    return both.width <= width ? both : readout
  }

  private var law: Phrase {
    let metric = state.focus == .gradient ? state.gradientMetric : state.activationMetric
    guard let law = state.law(of: metric), let values = state.values(of: metric)?.values,
      let fitted = law.fitted(values)
    else { return Phrase() }
    let words = LiveWords.law(law, fitted: fitted)[state.language]
    return Phrase("× ", Style(.accent)) + Phrase(words, Style(.muted))
  }

  private func hint(_ action: Action) -> Phrase? {
    state.chosenKeys.bindings.first { $0.action == action && $0.layer != .help }
      .flatMap { Self.hint($0, state) }
  }

  /// A key and what it does now; `nil` where it does nothing or has no word for it.
  static func hint(_ binding: KeyBinding, _ state: AppState) -> Phrase? {
    guard binding.isValid(state), let word = binding.footer(state) else { return nil }
    return Phrase(binding.shortName, Style(.accent, .bold))
      + Phrase(" " + word[state.language], Style(.muted))
  }
}
