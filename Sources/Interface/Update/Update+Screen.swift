import Engine

extension AppState {
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

  mutating func select(_ selection: Selection) -> LocalizedText {
    self.selection = selection
    return NoteWords.selected(selection)
  }

  mutating func focus(by offset: Int) -> LocalizedText? {
    let panels = shownPanels
    let index = panels.firstIndex(of: focus) ?? 0
    focus = panels[(index + offset + panels.count) % panels.count]
    return NoteWords.focused(focus, self)
  }

  mutating func focus(on panel: Panel) -> LocalizedText? {
    guard shownPanels.contains(panel) else { return nil }
    focus = panel
    return NoteWords.focused(focus, self)
  }

  mutating func nextMetric() -> LocalizedText? {
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

  mutating func toggleAxisLock() -> LocalizedText {
    axesAreLocked.toggle()
    fitAxes()
    return axesAreLocked ? NoteWords.axesLocked : NoteWords.axesFree
  }

  mutating func toggleScale() -> LocalizedText? {
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
}
