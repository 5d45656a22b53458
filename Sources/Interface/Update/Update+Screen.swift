import Engine

extension AppState {
  /// Whether the focused panel's axis can be switched between log and linear.
  var scaleCanChange: Bool {
    switch focus {
    case .activation: !activationMetric.isSigned
    case .gradient: !gradientMetric.isSigned
    case .heatMap: !heatMetric.isSigned
    case .upperCurve, .lowerCurve: true
    }
  }

  /// The panels that a screen of this size shows, in the order in which `tab` walks through them.
  func panels(columns: Int, rows: Int) -> [Panel] {
    if isProjected(columns: columns, rows: rows) { return ProjectorLayout.panels }
    return screen == .compare
      ? CompareLayout.panels(columns: columns, rows: rows, wish: compareWish)
      : LiveLayout.panels(columns: columns, rows: rows, layers: lane.launch.layers)
  }

  private var shownPanels: [Panel] { panels(columns: columns, rows: rows) }

  /// Takes the size of the screen; the focus leaves a panel that it does not show.
  mutating func resize(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    let smallest = LiveLayout.smallest
    if columns < smallest.columns || rows < smallest.rows { command.prompt = nil }
    keepFocus()
  }

  /// Moves the focus from a panel that is not shown to the one that shows the same metrics.
  mutating func keepFocus() {
    guard !shownPanels.contains(focus) else { return }
    focus = focus == .heatMap && shownPanels.contains(.gradient) ? .gradient : .activation
  }

  /// Performs what only changes the screen; returns its effect in words, if any.
  mutating func performView(_ action: Action) -> LocalizedText? {
    switch action {
    case .nextLayer: return select(selection(movedBy: 1))
    case .previousLayer: return select(selection(movedBy: -1))
    case .narrow(let kind): return select(selection(narrowedTo: kind))
    case .widen: return select(selection.widened)
    case .nextPanel: return focus(by: 1)
    case .previousPanel: return focus(by: -1)
    case .nextMetric: return nextMetric()
    case .toggleScale: return toggleScale()
    case .select(let selection):
      return select(selection == self.selection ? .everything : selection)
    case .focus(let panel): return focus(on: panel)
    case .openCommand: command.prompt = CommandPrompt()
    case .searchHelp: helpSearch = HelpSearch(start: helpScroll ?? 0)
    case .nextMatch: return moveToMatch(1)
    case .previousMatch: return moveToMatch(-1)
    case .toggleAxisLock: return toggleAxisLock()
    case .toggleWindow: return toggleWindow()
    case .nextSmoothing: return nextSmoothing()
    case .openHelp: helpScroll = 0
    case .closeHelp:
      helpScroll = nil
      helpSearch = nil
      return NoteWords.helpClosed
    case .scrollHelp(let move): scrollHelp(move)
    default: break
    }
    return nil
  }

  private mutating func select(_ selection: Selection) -> LocalizedText {
    self.selection = selection
    return NoteWords.selected(selection)
  }

  private mutating func focus(by offset: Int) -> LocalizedText? {
    let panels = shownPanels
    let index = panels.firstIndex(of: focus) ?? 0
    focus = panels[(index + offset + panels.count) % panels.count]
    return NoteWords.focused(focus, self)
  }

  private mutating func focus(on panel: Panel) -> LocalizedText? {
    guard shownPanels.contains(panel) else { return nil }
    focus = panel
    return NoteWords.focused(focus, self)
  }

  private mutating func nextMetric() -> LocalizedText? {
    let curves = Fact.curves.filter { $0.exists(in: lane.launch) }
    let activations = Fact.activation.filter { $0.exists(in: lane.launch) }
    switch focus {
    case .activation: activationMetric = following(activationMetric, in: activations)
    case .gradient: gradientMetric = following(gradientMetric, in: Fact.gradient)
    case .upperCurve: upperCurve = following(upperCurve, in: curves)
    case .lowerCurve: lowerCurve = following(lowerCurve, in: curves)
    case .heatMap: heatMetric = following(heatMetric, in: activations + Fact.gradient)
    }
    fitAxes()
    return NoteWords.focused(focus, self)
  }

  /// The choice after another, around the end.
  func following<Choice: Equatable>(_ choice: Choice, in choices: [Choice]) -> Choice {
    let index = choices.firstIndex(of: choice) ?? 0
    return choices[(index + 1) % choices.count]
  }

  private mutating func toggleScale() -> LocalizedText? {
    let scale: Axis.Scale
    switch focus {
    case .activation: scale = toggleScale(activationMetric)
    case .gradient: scale = toggleScale(gradientMetric)
    case .upperCurve: scale = toggleCurveScale(upperCurve)
    case .lowerCurve: scale = toggleCurveScale(lowerCurve)
    case .heatMap: scale = toggleScale(heatMetric)
    }
    fitAxes()
    return NoteWords.scale(scale)
  }

  private mutating func toggleScale(_ metric: Fact) -> Axis.Scale {
    let scale: Axis.Scale = scale(of: metric) == .log ? .linear : .log
    profileScales[metric] = scale
    forget(metric, \.profile, \.heat)
    return scale
  }

  private mutating func toggleCurveScale(_ metric: Fact) -> Axis.Scale {
    let scale: Axis.Scale = curveScale(of: metric) == .log ? .linear : .log
    curveScales[metric] = scale
    forget(metric, \.curve)
    return scale
  }

  mutating func scrollHelp(_ move: Action.HelpMove) {
    let page = max(HelpScreen.pageRows(of: self), 1)
    let last = max(HelpScreen.lineCount(of: self) - page, 0)
    let current = min(helpScroll ?? 0, last)
    let wanted =
      switch move {
      case .lines(let count): current + count
      case .pages(let count): current + count * page
      case .start: 0
      case .end: last
      }
    helpScroll = min(max(wanted, 0), last)
  }
}
