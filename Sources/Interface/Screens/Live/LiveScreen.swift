import Engine

/// The screen that opens first: the stack, its signals, its learning, and what to make of it.
struct LiveScreen {
  let state: AppState

  func draw(on canvas: inout Canvas) {
    let wish = LiveLayout.Wish(layers: state.lane.launch.layers, focus: state.focus)
    let layout = LiveLayout(columns: canvas.columns, rows: canvas.rows, wish: wish)
    TitleLine(state: state).draw(in: layout.title, on: &canvas)
    WiringPanel(state: state, tellsLoss: layout.curves.isEmpty)
      .draw(in: layout.wiring, on: &canvas)
    let isFocused = state.focus == .heatMap
    ProfilePanel(
      state: state, headings: layout.profileHeadings,
      showsHeatMap: isFocused && layout.heatMap == nil
    ).draw(in: layout.profile, on: &canvas)
    CurveStack(state: state).draw(in: layout.curves, on: &canvas)
    if let area = layout.heatMap {
      HeatMapPanel(state: state, isFocused: isFocused).draw(in: area, on: &canvas)
    }
    if let area = layout.matrices { MatrixPanel(state: state).draw(in: area, on: &canvas) }
    VerdictPanel(state: state).draw(in: layout.verdict, on: &canvas)
    FooterLine(state: state).drawNote(in: layout.note, on: &canvas)
    FooterLine(state: state).draw(in: layout.footer, on: &canvas)
  }

}

/// The curves of a screen: the chosen two, then others that are not on it yet.
struct CurveStack {
  let state: AppState

  func draw(in areas: [Rect], on canvas: inout Canvas) {
    let others: [Fact] = [
      .gradientSpread, .tokenDiversity, .gradientNorm, .learningRate, .loss, .accuracy,
    ]
    let chosen = [state.upperCurve, state.lowerCurve]
    let metrics = chosen + others.filter { !chosen.contains($0) }
    // The only curve on a small screen is the focused one.
    let first = areas.count == 1 && state.focus == .lowerCurve ? 1 : 0
    for (index, area) in areas.enumerated() {
      let place = first + index
      let isFocused =
        place == 0 && state.focus == .upperCurve || place == 1 && state.focus == .lowerCurve
      if place < 2 {
        canvas.publish(area, click: .perform(.focus(place == 0 ? .upperCurve : .lowerCurve)))
      }
      CurvePanel(state: state, metric: metrics[place], isFocused: isFocused)
        .draw(in: area, on: &canvas)
    }
  }
}
