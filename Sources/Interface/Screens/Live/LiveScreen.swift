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
    drawCurves(layout, on: &canvas)
    if let area = layout.heatMap {
      HeatMapPanel(state: state, isFocused: isFocused).draw(in: area, on: &canvas)
    }
    if let area = layout.matrices { MatrixPanel(state: state).draw(in: area, on: &canvas) }
    VerdictPanel(state: state).draw(in: layout.verdict, on: &canvas)
    FooterLine(state: state).drawNote(in: layout.note, on: &canvas)
    FooterLine(state: state).draw(in: layout.footer, on: &canvas)
  }

  /// The panel that a click on a curve focuses; those beyond the chosen two have none.
  private func panel(_ index: Int, of count: Int) -> AppState.Panel? {
    if count == 1 { return state.focus == .lowerCurve ? .lowerCurve : .upperCurve }
    return index == 0 ? .upperCurve : index == 1 ? .lowerCurve : nil
  }

  /// The chosen two, then others that are not on the screen yet.
  private func drawCurves(_ layout: LiveLayout, on canvas: inout Canvas) {
    let others: [CurveMetric] = [
      .gradientSpread, .tokenResidual, .gradientNorm, .learningRate, .loss, .accuracy,
    ]
    let chosen = [state.upperCurve, state.lowerCurve]
    let metrics = chosen + others.filter { !chosen.contains($0) }
    for (index, area) in layout.curves.enumerated() {
      let isFocused =
        index == 0 && state.focus == .upperCurve || index == 1 && state.focus == .lowerCurve
      // The only curve on a small screen is the focused one.
      let metric =
        layout.curves.count == 1 && state.focus == .lowerCurve ? chosen[1] : metrics[index]
      if let panel = panel(index, of: layout.curves.count) {
        canvas.publish(area, click: .perform(.focus(panel)))
      }
      CurvePanel(state: state, metric: metric, isFocused: isFocused).draw(in: area, on: &canvas)
    }
  }
}
