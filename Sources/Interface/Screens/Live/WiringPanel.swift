import Engine

/// What the selection is wired like: the choice of placements, the diagram, the formula.
struct WiringPanel {
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.rows > 1 else {
      let parts = state.selection == .everything ? [formula, loss, scope] : [scope, formula, loss]
      let short = Phrase.fitting(parts, width: area.columns - 2)
      canvas.write(short, column: area.column + 1, row: area.row, in: area)
      return
    }
    drawChoice(area, on: &canvas)
    let diagram = WiringDiagram(
      state.shownWiring, branch: branchName(columns: area.columns), norm: state.launch.normKind,
      gated: state.launch.hasGates)
    let left = area.column + 1
    canvas.write(diagram.upper, column: left, row: area.row + 1, in: area)
    canvas.write(diagram.lower, column: left, row: area.row + 2, in: area)
    let latest = area.columnEnd - 1 - formula.width
    let beside = max(left + diagram.upper.width + 2, min(left + 43, latest))
    if showsPlacements(area) {
      canvas.write(formula, column: beside, row: area.row + 1, in: area)
    }
    let settings = settings(width: area.columnEnd - 1 - beside)
    canvas.write(settings, column: beside, row: area.row + 2, in: area)
  }

  /// Whether the first line has room for all placements; if not, the formula stands there.
  private func showsPlacements(_ area: Rect) -> Bool { area.columns >= 58 }

  /// The scope, the placements with the present one marked, and what follows the stack.
  private func drawChoice(_ area: Rect, on canvas: inout Canvas) {
    let parts = showsPlacements(area) ? [scope, placements, mixed] : [formula, scope]
    let choice = Phrase.fitting(parts, width: area.columns - 2)
    canvas.write(choice, column: area.column + 1, row: area.row, in: area)
    let room = area.columns - choice.width - 4
    guard finalNorm.width <= room else { return }
    canvas.writeTrailing(finalNorm + Phrase(" "), row: area.row, in: area)
  }

  private var loss: Phrase {
    guard let report = state.report else { return Phrase() }
    return Phrase(LiveWords.name(CurveMetric.loss) + " ", Style(.muted))
      + Phrase(NumberFormat.text(report.loss), Style(.series(0), .bold))
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

  private func branchName(columns: Int) -> String {
    if case .sublayer(let sublayer) = state.selection, columns >= 72 {
      return StackWords.name(sublayer.kind)
    }
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
    return Phrase.fitting(parts, width: width)
  }
}
