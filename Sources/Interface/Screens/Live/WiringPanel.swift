import Engine

/// What the selection is wired like: the choice of placements, the diagram, the formula.
struct WiringPanel {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows > 1 else {
      let short = Phrase.fitting([scope, formula, mixed], width: area.columns - 2)
      canvas.write(short, column: area.column + 1, row: area.row, in: area)
      return
    }
    drawChoice(area, on: &canvas)
    let diagram = WiringDiagram(
      state.shownWiring, branch: branchName, norm: state.launch.normKind,
      gated: state.launch.hasGates)
    let left = area.column + 1
    canvas.write(diagram.upper, column: left, row: area.row + 1, in: area)
    canvas.write(diagram.lower, column: left, row: area.row + 2, in: area)
    let beside = left + max(diagram.upper.width + 3, 43)
    canvas.write(formula, column: beside, row: area.row + 1, in: area)
    let ending = finalNorm.clipped(to: area.columnEnd - 1 - beside)
    canvas.write(ending, column: beside, row: area.row + 2, in: area)
  }

  /// The scope, the placements with the present one marked, and the settings at the right.
  private func drawChoice(_ area: Rect, on canvas: inout Canvas) {
    let settings = settings(width: area.columns)
    canvas.writeTrailing(settings + Phrase(" "), row: area.row, in: area)
    let room = area.columns - settings.width - 4
    let choice = Phrase.fitting([scope, placements, mixed], width: room)
    canvas.write(choice, column: area.column + 1, row: area.row, in: area)
  }

  private var scope: Phrase {
    Phrase(StackWords.name(state.selection), Style(.text, .bold))
  }

  private var placements: Phrase {
    var phrase = Phrase()
    for placement in Placement.allCases {
      let isPresent = placement == state.shownWiring.placement
      let name = StackWords.name(placement)
      phrase.append(isPresent ? "[\(name)]" : " \(name) ", isPresent ? present : Style(.muted))
    }
    if state.pending != nil { phrase.append("…", Style(.warning)) }
    return phrase
  }

  private var present: Style { Style(.accent, .bold) }

  private var mixed: Phrase {
    let stack = state.wiring[state.selection.indices(layers: state.launch.layers)]
    return stack.allSatisfy { $0 == state.shownWiring }
      ? Phrase() : Phrase(LiveWords.mixed, Style(.warning))
  }

  private var formula: Phrase {
    let text = StackWords.formula(
      state.shownWiring, norm: state.launch.normKind, gated: state.launch.hasGates)
    return Phrase(text, Style(.text, .bold))
  }

  private var finalNorm: Phrase {
    let needed = state.wiring.last?.placement.needsFinalNorm ?? false
    return Phrase(
      needed ? LiveWords.finalNorm(state.launch.normKind) : LiveWords.noFinal, Style(.muted))
  }

  private var branchName: String {
    if case .sublayer(let sublayer) = state.selection { return StackWords.name(sublayer.kind) }
    return LiveWords.branch
  }

  /// Learning rate, warm-up and pace, the last ones dropped where there is no room.
  private func settings(width: Int) -> Phrase {
    func setting(_ name: String, _ value: String) -> Phrase {
      Phrase(name + " ", Style(.muted)) + Phrase(value)
    }
    let parts = [
      setting("lr", StackWords.learningRate(state.learningRate)),
      setting("warm-up", LiveWords.warmup(state.warmup)),
      setting("pace", LiveWords.pace(state.pace)),
    ]
    return Phrase.fitting(parts, width: max(width - 46, 0))
  }
}
