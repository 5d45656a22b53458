import Engine

/// What the selection is wired like: the choice of placements, the diagram, the formula.
struct WiringPanel {
  let state: AppState
  /// Whether no panel shows the loss, so that it must stand here.
  let tellsLoss: Bool

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows > 1 else {
      let parts = state.selection == .everything ? [formula, loss, scope] : [scope, formula, loss]
      let short = StyledText.fitting(parts, width: area.columns - 2)
      canvas.write(short, column: area.column + 1, row: area.row, in: area)
      return
    }
    let diagram = WiringDiagram(
      state.shownWiring, branch: branchName(columns: area.columns),
      cut: LiveWords.cut[state.language], norm: state.lane.launch.normKind,
      gated: state.lane.launch.hasGates, glyphs: state.glyphs)
    let left = area.column + 1
    canvas.write(diagram.upper, column: left, row: area.row + 1, in: area)
    canvas.write(diagram.lower, column: left, row: area.row + 2, in: area)
    drawChoice(area, diagram, on: &canvas)
    let latest = area.columnEnd - 1 - formula.width
    let beside = max(left + diagram.upper.width + 2, min(left + 43, latest))
    if showsPlacements(area, diagram) {
      canvas.write(formula, column: beside, row: area.row + 1, in: area)
    }
    drawSettings(
      Rect(
        column: left + diagram.lower.width + 2, row: area.row + 2,
        columns: area.columnEnd - diagram.lower.width - left - 3, rows: 1), from: beside,
      on: &canvas)
  }

  /// Writes the settings below the formula, or as far to the left of it as they need.
  private func drawSettings(_ area: Rect, from column: Int, on canvas: inout Canvas) {
    let parts = (tellsLoss ? [loss, accuracy] : []) + settings
    let phrase = StyledText.fitting(parts, width: area.columns)
    let start = max(area.column, min(column, area.columnEnd - phrase.width))
    canvas.write(phrase, column: start, row: area.row, in: area)
  }

  /// Whether the first line has room for all placements and the second for the formula; if not,
  /// the formula stands in the first.
  private func showsPlacements(_ area: Rect, _ diagram: WiringDiagram) -> Bool {
    area.columns >= 58 && diagram.upper.width + 4 + formula.width <= area.columns
  }

  /// The scope, the placements with the present one marked, and what follows the stack.
  private func drawChoice(_ area: Rect, _ diagram: WiringDiagram, on canvas: inout Canvas) {
    let parts = showsPlacements(area, diagram) ? [scope, placements, mixed] : [formula, scope]
    let choice = StyledText.fitting(parts, width: area.columns - 2)
    canvas.write(choice, column: area.column + 1, row: area.row, in: area)
    let room = area.columns - choice.width - 4
    guard finalNorm.width <= room else { return }
    canvas.writeTrailing(finalNorm + StyledText(" "), row: area.row, in: area)
  }

  private var loss: StyledText { newest(.loss, Fact.loss.words) }

  private var accuracy: StyledText { newest(.accuracy, LiveWords.shortAccuracy) }

  /// A number of the newest step, in a column of fixed width.
  private func newest(_ metric: Fact, _ name: LocalizedText) -> StyledText {
    guard let report = state.lane.report else { return StyledText() }
    let text = NumberFormat.text(metric.value(in: report))
    let blanks = String(repeating: " ", count: max(NumberFormat.width - text.utf8.count, 0))
    let attributes: Attributes = state.oldWiring == nil ? .bold : .dim
    return StyledText(name[state.language] + " ", Style(.muted))
      + StyledText(text, Style(metric.curveInk, attributes)) + StyledText(blanks)
  }

  private var scope: StyledText {
    StyledText(StackWords.name(state.selection)[state.language], Style(.text, .bold))
  }

  private var placements: StyledText {
    var phrase = StyledText()
    for placement in Placement.allCases {
      let isPresent = placement == state.shownWiring.placement
      let name = StackWords.name(placement)
      if isPresent {
        phrase.append("[\(name)]", Style(.accent, .bold))
      } else {
        // The letters that stand for it beside the layers.
        phrase.append(" " + StackWords.code(placement))
        phrase.append(name.dropFirst(2) + " ", Style(.muted))
      }
    }
    if state.lane.pending != nil { phrase.append("…", Style(.warning)) }
    return phrase
  }

  private var mixed: StyledText {
    let stack = state.lane.wiring[state.selection.indices(layers: state.lane.launch.layers)]
    return stack.allSatisfy { $0 == state.shownWiring }
      ? StyledText() : StyledText(LiveWords.mixed[state.language], Style(.warning))
  }

  private var formula: StyledText {
    let text = StackWords.formula(
      state.shownWiring, norm: state.lane.launch.normKind, gated: state.lane.launch.hasGates)
    return StyledText(text, Style(.text, .bold))
  }

  private var finalNorm: StyledText {
    let needed = state.lane.wiring.last?.placement.needsFinalNorm ?? false
    let words = LiveWords.ending(hasFinalNorm: needed, state.lane.launch.normKind)
    return StyledText(words[state.language], Style(.muted))
  }

  private func branchName(columns: Int) -> String {
    if case .sublayer(let sublayer) = state.selection, columns >= 72 {
      return StackWords.name(sublayer.kind)[state.language]
    }
    return LiveWords.branch
  }

  /// Learning rate, warm-up, what else is not standard, and pace, the last ones dropped where there
  /// is no room.
  private var settings: [StyledText] {
    func setting(_ name: LocalizedText, _ value: LocalizedText) -> StyledText {
      StyledText(name[state.language] + " ", Style(.muted)) + StyledText(value[state.language])
    }
    func number(_ value: Float) -> LocalizedText {
      LocalizedText(same: StackWords.learningRate(value))
    }
    let lane = state.lane
    var settings = [
      setting(LiveWords.shortLearningRate, number(lane.learningRate)),
      setting(LiveWords.warmup, LiveWords.warmup(lane.warmup)),
    ]
    if lane.weightDecay != lane.launch.optimizer.standardWeightDecay {
      settings.append(setting(LiveWords.shortWeightDecay, number(lane.weightDecay)))
    }
    if lane.clip > 0 { settings.append(setting(LiveWords.clip, number(lane.clip))) }
    return settings + [setting(LiveWords.pace, LiveWords.pace(state.pace))]
  }
}
