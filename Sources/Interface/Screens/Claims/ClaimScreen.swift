import Engine

/// The ledger of claims, or the page of one.
struct ClaimScreen {
  private static let idWidth = 4
  private static let verdictWidth = 12

  let state: AppState

  /// Rows of text that a page shows at once.
  static func pageRows(_ state: AppState) -> Int { max(state.rows - 4, 1) }

  func draw(on canvas: inout Canvas) {
    var area = TextScreen(state: state).drawFrame(on: &canvas)
    let title = area.cutTop(1)
    canvas.write(heading, column: title.column, row: title.row, Style(.accent, .bold), in: title)
    _ = area.cutTop(1)
    if state.claims.page == .page {
      drawPage(in: area, on: &canvas)
    } else {
      drawLedger(in: area, on: &canvas)
    }
  }

  private var heading: String {
    guard state.claims.page == .page else { return ClaimWords.title[state.language] }
    return state.claims.experiment.id.rawValue + " · " + ClaimWords.title[state.language]
  }
}

// MARK: - The page

extension ClaimScreen {
  private func drawPage(in area: Rect, on canvas: inout Canvas) {
    let lines = ClaimText.Page(state).lines
    let first = min(state.claims.scroll, max(lines.count - area.rows, 0))
    for (offset, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
      canvas.write(
        line.text, column: area.column, row: area.row + offset, style(line.kind), in: area)
    }
    let rest = lines.count - first - area.rows
    guard rest > 0 || first > 0 else { return }
    let more = (rest > 0 ? HelpWords.more : HelpWords.end)[state.language]
    canvas.writeTrailing(StyledText(more, Style(.muted)), row: canvas.bounds.row, in: canvas.bounds)
  }

  private func style(_ kind: ClaimText.Page.Kind) -> Style {
    switch kind {
    case .claim: Style(.text, .bold)
    case .verdict(let verdict, let isRecorded):
      Style(isRecorded ? Self.ink(verdict) : .bad, .bold)
    case .finding(let isMet): Style(isMet.map { $0 ? .good : .warning } ?? .muted)
    case .text: Style(.text)
    case .muted: Style(.muted)
    }
  }

  private static func ink(_ verdict: ClaimVerdict) -> Ink {
    switch verdict {
    case .holds: .good
    case .onlyIf: .warning
    case .fails: .bad
    }
  }
}

// MARK: - The ledger

extension ClaimScreen {
  private func drawLedger(in area: Rect, on canvas: inout Canvas) {
    var area = area
    let count = Experiment.all.count
    // All claims where there is room for them, and two fifths of the rows for the chosen one.
    let room = max(area.rows - count - 1, area.rows * 2 / 5)
    let text = details(rows: room - 1, width: area.columns)
    var details = area.cutBottom(min(text.count + 1, room))
    _ = details.cutTop(1)
    for (offset, line) in text.prefix(details.rows).enumerated() {
      canvas.write(line, column: details.column, row: details.row + offset, in: details)
    }
    let header = area.cutTop(1)
    canvas.write(
      StyledText(
        "".padded(to: 2 + Self.idWidth)
          + ClaimWords.recorded[state.language].padded(to: Self.verdictWidth)
          + ClaimWords.measured[state.language], Style(.muted)),
      column: header.column, row: header.row, in: header)
    let first = min(max(state.claims.index - area.rows / 2, 0), max(count - area.rows, 0))
    if first + area.rows < count { TextScreen.drawMore(state.language, on: &canvas) }
    for (offset, index) in (0..<count).dropFirst(first).prefix(area.rows).enumerated() {
      // A claim in one line may be as long as the screen is wide.
      let row = Rect(
        column: area.column, row: area.row + offset,
        columns: canvas.bounds.columnEnd - 1 - area.column, rows: 1)
      canvas.write(
        phrase(index).clipped(to: row.columns), column: row.column, row: row.row, in: row)
      canvas.publish(row, click: .perform(.claim(.open(Experiment.all[index].id))))
    }
  }

  /// The chosen claim, what the numbers say of it where there is room for that, and what flips it.
  private func details(rows: Int, width: Int) -> [StyledText] {
    let words = state.claims.experiment.words
    func wrapped(_ words: LocalizedText, _ style: Style) -> [StyledText] {
      WrappedText.lines(words[state.language], width: width).map { StyledText($0, style) }
    }
    let claim = wrapped(words.claim, Style(.text, .bold))
    let reading = wrapped(words.reading, Style(.text))
    let flips = wrapped(ClaimWords.flips(state.claims.experiment), Style(.muted))
    let whole = claim + reading + flips
    return whole.count <= rows ? whole : claim + flips
  }

  private func phrase(_ index: Int) -> StyledText {
    let experiment = Experiment.all[index]
    let isChosen = index == state.claims.index
    return StyledText(isChosen ? "▸ " : "  ", Style(.accent, .bold))
      + StyledText(
        experiment.id.rawValue.padded(to: Self.idWidth), Style(.accent, isChosen ? .bold : []))
      + verdict(experiment.recorded, isRecorded: true) + measured(experiment)
      + StyledText(
        experiment.words.claim[state.language],
        isChosen ? Style(.text, .bold) : Style(.text))
  }

  private func measured(_ experiment: Experiment) -> StyledText {
    if let progress = state.claims.progress, progress.id == experiment.id {
      let share = "\(Int(progress.share * 100)) %"
      return StyledText(share.padded(to: Self.verdictWidth), Style(.muted))
    }
    guard let result = state.claims.results[experiment.id] else {
      let nothing = ClaimWords.nothing[state.language].padded(to: Self.verdictWidth)
      return StyledText(nothing, Style(.faint))
    }
    return verdict(result.verdict, isRecorded: result.isAsRecorded)
  }

  private func verdict(_ verdict: ClaimVerdict, isRecorded: Bool) -> StyledText {
    let name = ClaimText.name(verdict)[state.language].padded(to: Self.verdictWidth)
    return isRecorded
      ? StyledText(name, Style(Self.ink(verdict))) : StyledText(name, Style(.bad, .bold))
  }
}
