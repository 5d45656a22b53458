import Engine

/// A line for each lane: by what it differs from the others, and how it fares.
struct LaneTable {
  /// Marker, lane mark and number.
  private static let markWidth = 5
  /// What the words of a lane need at least before a further column is shown.
  private static let leastWords = 16

  let state: AppState

  /// A column of the table.
  private struct Column {
    var heading: LocalizedText
    var width: Int
    /// Which columns stay where room is short: the smallest.
    var rank: Int
    var cell: (LaneState) -> StyledText
  }

  func draw(in area: Rect, hasHeadings: Bool, on canvas: inout Canvas) {
    var area = area
    let whole = area.columns - 1
    let words = LaneDifference.words(state.lanes)
    let room = Self.room(for: words.map { phrase($0) })
    let columns = columns(fitting: whole, words: room)
    area.columns = min(whole, columns.reduce(Self.markWidth + room) { $0 + $1.width })
    if hasHeadings { drawHeadings(columns, in: area.cutTop(1), on: &canvas) }
    for (lane, words) in zip(state.lanes, words) {
      draw(lane, words, columns, in: area.cutTop(1), on: &canvas)
    }
    guard state.lanes.count == 1 else { return }
    let hint = StyledText(CompareWords.single[language], Style(.muted)).clipped(to: whole - 1)
    canvas.write(hint, column: area.column + 1, row: area.row)
  }

  private var language: Language { state.language }

  private func drawHeadings(_ columns: [Column], in area: Rect, on canvas: inout Canvas) {
    let heading = state.lanes.count > 1 ? CompareWords.difference : LaneWords.lane
    canvas.write(
      heading[language], column: area.column + Self.markWidth, row: area.row, Style(.muted),
      in: area)
    var rest = area
    for column in columns.reversed() {
      let phrase = StyledText(column.heading[language], Style(.muted))
      canvas.writeTrailing(phrase, row: area.row, in: rest.cutRight(column.width))
    }
  }

  private func draw(
    _ lane: LaneState, _ words: [LocalizedText], _ columns: [Column], in area: Rect,
    on canvas: inout Canvas
  ) {
    let isSelected = lane.id == state.lane.id
    canvas.publish(area, click: .perform(.showLane(lane.id)))
    if isSelected {
      canvas.write("▸", column: area.column, row: area.row, Style(.accent, .bold), in: area)
    }
    let number = StyledText(" \(lane.id)", isSelected ? Style(.accent, .bold) : Style(.muted))
    canvas.write(
      LaneWords.mark(lane, state.glyphs) + number, column: area.column + 1, row: area.row, in: area)
    var rest = area
    _ = rest.cutLeft(Self.markWidth)
    for column in columns.reversed() {
      canvas.writeTrailing(column.cell(lane), row: area.row, in: rest.cutRight(column.width))
    }
    let style = Style(lane.style.ink, isSelected ? .bold : [])
    let step = stepBehind(lane) ?? StyledText()
    canvas.write(
      StyledText.joined([step, phrase(words, style)], gap: " · ").clipped(to: rest.columns - 1),
      column: rest.column, row: area.row, in: rest)
  }

  private func phrase(_ words: [LocalizedText], _ style: Style = .plain) -> StyledText {
    StyledText.joined(words.map { StyledText($0[language], style) }, gap: " · ")
  }

  /// Columns for the words and a blank; whole eighths, so that few words do not move the table.
  private static func room(for words: [StyledText]) -> Int {
    let longest = words.map(\.width).max() ?? 0
    return max((longest + 8) / 8 * 8, leastWords)
  }

  /// The step of a lane that is not where the farthest one is.
  private func stepBehind(_ lane: LaneState) -> StyledText? {
    let farthest = state.lanes.compactMap { $0.report?.step }.max()
    // In a round one lane is a step ahead of the others.
    guard let farthest, state.progress != nil, (lane.report?.step ?? -1) + 1 < farthest else {
      return nil
    }
    return StyledText(LiveWords.step(lane.report?.step ?? 0)[language], Style(.warning))
  }

  // MARK: Columns

  /// As many columns as leave the words their room, in the order of the table.
  private func columns(fitting width: Int, words: Int) -> [Column] {
    var room = width - Self.markWidth - max(min(words, width / 3), Self.leastWords)
    let ranks = allColumns.sorted { $0.rank < $1.rank }.prefix { column in
      room -= column.width
      return room >= 0
    }.map(\.rank)
    return allColumns.filter { ranks.contains($0.rank) }
  }

  private var allColumns: [Column] {
    [
      Column(heading: Fact.loss.words, width: 8, rank: 0) { number(.loss, $0) },
      Column(heading: CompareWords.firstSolved, width: 7, rank: 3) { lane in
        step(lane.firstSolvedStep)
      },
      Column(heading: CompareWords.spread, width: 8, rank: 2) { number(.gradientSpread, $0) },
      Column(heading: CompareWords.diversity, width: 9, rank: 5) { number(.tokenDiversity, $0) },
      Column(heading: CompareWords.similarity, width: 9, rank: 6) { similarity($0) },
      Column(heading: CompareWords.accuracy, width: 9, rank: 7) { number(.accuracy, $0) },
      Column(heading: CompareWords.verdict, width: 11, rank: 1) { verdict($0) },
      Column(heading: CompareWords.parted, width: 8, rank: 4) { parting($0) },
      Column(heading: CompareWords.distance, width: 9, rank: 8) { lane in
        number(lane.parting?.distance)
      },
    ]
  }

  private func number(_ metric: Fact, _ lane: LaneState) -> StyledText {
    number(state.shown(metric, in: lane))
  }

  private func number(_ value: Double?) -> StyledText {
    let style = value.map { $0.isFinite ? Style(.text) : Style(.bad, .bold) } ?? Style(.faint)
    return StyledText(NumberFormat.text(value), style)
  }

  private func step(_ step: Int?) -> StyledText {
    step.map { StyledText("@\($0)") } ?? number(nil)
  }

  /// Its value at the last stream.
  private func similarity(_ lane: LaneState) -> StyledText {
    number(state.values(of: .tokenSimilarity, in: lane)?.values.dropLast().last ?? nil)
  }

  /// Of the newest step alone: what was judged of earlier ones is not kept.
  private func verdict(_ lane: LaneState) -> StyledText {
    guard let report = lane.report, state.cursor == nil || state.cursor == report.step else {
      return number(nil)
    }
    let state = report.verdict.state
    return StyledText(VerdictText.name(state)[language], Style(VerdictPanel.ink(state), .bold))
  }

  /// The first step that was trained otherwise than in the first lane.
  private func parting(_ lane: LaneState) -> StyledText {
    guard let parting = lane.parting else { return number(nil) }
    return parting.partedAt.map { step($0) }
      ?? StyledText(CompareWords.alike[language], Style(.muted))
  }
}
