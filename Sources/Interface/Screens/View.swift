import Engine

/// Draws the whole screen for `state`; it depends on nothing else and remembers nothing.
package func view(_ state: AppState, on canvas: inout Canvas) {
  canvas.clear(canvas.bounds)
  var state = state
  if !state.panels(columns: canvas.columns, rows: canvas.rows).contains(state.focus) {
    state.focus = .activation
  }
  if canvas.columns < LiveLayout.smallest.columns || canvas.rows < LiveLayout.smallest.rows {
    drawTooSmall(state.language, on: &canvas)
  } else if let scroll = state.help.scroll {
    HelpScreen(state: state, scroll: scroll).draw(on: &canvas)
  } else if let index = state.startingPoint {
    StartingPointScreen(state: state, index: index).draw(on: &canvas)
  } else if state.screen == .inspect {
    InspectScreen(state: state).draw(on: &canvas)
  } else if state.screen == .stepThrough {
    StepScreen(state: state).draw(on: &canvas)
  } else if state.screen == .claims {
    ClaimScreen(state: state).draw(on: &canvas)
  } else if state.screen == .lessons {
    LessonScreen(state: state).draw(on: &canvas)
  } else if state.screen == .compare {
    CompareScreen(state: state).draw(on: &canvas)
  } else if state.isProjected(columns: canvas.columns, rows: canvas.rows) {
    ProjectorScreen(state: state).draw(on: &canvas)
  } else {
    LiveScreen(state: state).draw(on: &canvas)
  }
  if let prompt = state.command.prompt {
    CommandPanel(state: state, prompt: prompt).draw(on: &canvas)
  }
  canvas.restrict(to: state.glyphs)
}

/// One frame of the size that `state` knows.
package func frame(of state: AppState) -> Canvas {
  var canvas = Canvas(columns: state.columns, rows: state.rows)
  view(state, on: &canvas)
  return canvas
}

/// The most telling sentence that fits into one line.
private func drawTooSmall(_ language: Language, on canvas: inout Canvas) {
  let sentences = LiveWords.tooSmall(
    columns: canvas.columns, rows: canvas.rows, needed: LiveLayout.smallest
  ).map { $0[language] }
  let fitting = sentences.first { CharacterWidth.columns(of: $0) <= canvas.columns }
  canvas.write(fitting ?? sentences[sentences.count - 1], column: 0, row: 0, Style(.warning))
}

extension AppState {
  /// The panels that a screen of this size shows, in the order in which `tab` walks through them.
  func panels(columns: Int, rows: Int) -> [Panel] {
    if isProjected(columns: columns, rows: rows) { return ProjectorLayout.panels }
    return screen == .compare
      ? CompareLayout.panels(columns: columns, rows: rows, wish: compareWish)
      : LiveLayout.panels(columns: columns, rows: rows, layers: lane.launch.layers)
  }

  /// Whether the present screen is drawn for a projector where it has that size.
  func isProjected(columns: Int, rows: Int) -> Bool {
    look.layout == .projector && screen == .live
      && ProjectorLayout.fits(columns: columns, rows: rows)
  }
}
