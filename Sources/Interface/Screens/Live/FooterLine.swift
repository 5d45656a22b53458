/// The keys that do something now, and what the last one did.
struct FooterLine {
  let state: AppState
  /// The keys by importance; the screen's own unless given.
  var order: [Action]?

  func draw(in area: Rect, on canvas: inout Canvas) {
    let ends = [Action.openHelp, .quit].compactMap { state.chosenKeys.binding(of: $0) }
    let trailing = StyledText.fitting(ends.compactMap(hint), width: area.columns - 2)
    var end = area
    _ = end.cutLeft(area.columns - trailing.width - 2)
    drawHints(ends, in: end, on: &canvas)
    var start = area
    _ = start.cutRight(trailing.width + 2)
    let standard =
      switch state.screen {
      case .live: KeyTable.footerOrder
      case .compare: KeyTable.compareFooterOrder
      case .stepThrough: KeyTable.walkFooterOrder
      case .inspect: KeyTable.inspectFooterOrder
      case .claims: KeyTable.claimFooterOrder
      case .lessons: KeyTable.lessonFooterOrder
      }
    let order = self.order ?? standard
    drawHints(order.compactMap { state.chosenKeys.binding(of: $0) }, in: start, on: &canvas)
  }

  /// As many keys as fit, a click on one being the key.
  func drawHints(_ bindings: [KeyBinding], in area: Rect, on canvas: inout Canvas) {
    var column = area.column + 1
    for binding in bindings {
      guard let hint = hint(binding) else { continue }
      guard column + hint.width < area.columnEnd else { return }
      let gap = column > area.column + 1 ? StyledText("  ", Style(.muted)) : StyledText()
      canvas.write(gap + hint, column: column - gap.width, row: area.row, in: area)
      let place = Rect(column: column, row: area.row, columns: hint.width, rows: 1)
      if let key = binding.keys.first { canvas.publish(place, click: .key(key)) }
      column += hint.width + 2
    }
  }

  /// The last key and its effect; else what the cursor reads, else the law of the first steps.
  func drawNote(in area: Rect, on canvas: inout Canvas) {
    let phrase = state.note.map { note in
      let effect = StyledText((note.key.isEmpty ? "" : ": ") + note.effect[state.language])
      return StyledText(state.glyphs.keyName(note.key), Style(.accent, .bold)) + effect
    }
    let shown = phrase?.clipped(to: area.columns - 2) ?? quiet(width: area.columns - 2)
    canvas.write(shown, column: area.column + 1, row: area.row, in: area)
    guard state.mouse.isOn, state.mouse.isUsed else { return }
    let hint = StyledText(LiveWords.selectsText[state.language] + " ", Style(.muted))
    guard shown.width + hint.width + 4 <= area.columns else { return }
    canvas.writeTrailing(hint, row: area.row, in: area)
  }

  /// What is shown while no key has just been pressed.
  private func quiet(width: Int) -> StyledText {
    guard state.help.scroll == nil, state.screen != .lessons, state.screen != .claims else {
      return StyledText()
    }
    if let staged = state.staged, state.walk == nil {
      let words =
        staged.lessonRun == nil
        ? ClaimWords.staged(staged, state.claims) : LessonWords.staged(staged, state.lessons)
      return StyledText(words[state.language], Style(.accent, .bold)).clipped(to: width)
    }
    guard state.command.watches.isEmpty else { return watches(width: width) }
    guard state.screen != .stepThrough else { return StyledText() }
    guard state.screen != .compare else { return LaneReadout(state: state).phrase(width: width) }
    let law = law.width <= width ? law : StyledText()
    guard state.cursor != nil else { return law }
    let readout = Readout(state: state).phrase(width: width)
    let both = StyledText.joined([readout, law], gap: "  ")
    return both.width <= width ? both : readout
  }

  /// As many watched facts of the newest step as fit, the newest watch first.
  private func watches(width: Int) -> StyledText {
    let facts = state.command.watches.reversed().map { watch in
      let value = state.lane.report.flatMap(watch.value(in:))
      return StyledText(watch.description + " ", Style(.muted))
        + StyledText(NumberFormat.text(value), Style(.text, .bold))
    }
    return StyledText.fitting(facts, width: width)
  }

  private var law: StyledText {
    let metric = state.focus == .gradient ? state.gradientMetric : state.activationMetric
    guard let law = state.law(of: metric), let values = state.values(of: metric)?.values,
      let fitted = law.fitted(values)
    else { return StyledText() }
    let words = LiveWords.law(law, fitted: fitted)[state.language]
    return StyledText("× ", Style(.accent)) + StyledText(words, Style(.muted))
  }

  /// A key and what it does now; `nil` where it does nothing or has no word for it.
  private func hint(_ binding: KeyBinding) -> StyledText? {
    guard binding.isValid(state), let word = binding.footer(state) else { return nil }
    return StyledText(state.glyphs.keyName(binding.shortName), Style(.accent, .bold))
      + StyledText(" " + word[state.language], Style(.muted))
  }
}
