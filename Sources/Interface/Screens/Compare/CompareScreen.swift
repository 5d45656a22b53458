/// Up to four lanes on the same plots: what differs between them, and by how much.
struct CompareScreen {
  /// Profiles on the largest screen.
  static let mostProfiles = 4

  let state: AppState

  func draw(on canvas: inout Canvas) {
    let layout = CompareLayout(
      columns: canvas.columns, rows: canvas.rows, wish: state.compareWish)
    TitleLine(state: state).draw(in: layout.title, on: &canvas)
    LaneTable(state: state).draw(in: layout.table, hasHeadings: canvas.rows >= 16, on: &canvas)
    drawProfiles(layout.profiles, on: &canvas)
    CurveStack(state: state).draw(in: layout.curves, on: &canvas)
    if let area = layout.verdict {
      VerdictPanel(state: state).draw(in: area, on: &canvas)
      let mark = state.lanes.count > 1 ? LaneWords.mark(state.lane, state.glyphs) : StyledText()
      canvas.write(mark, column: area.column, row: area.row, in: area)
    }
    FooterLine(state: state).drawNote(in: layout.note, on: &canvas)
    FooterLine(state: state).draw(in: layout.footer, on: &canvas)
  }

  /// The only profile of a small screen is the focused one, else the gradient's.
  private func drawProfiles(_ areas: [Rect], on canvas: inout Canvas) {
    let first = areas.count == 1 && state.focus != .activation ? 1 : 0
    for (index, area) in areas.enumerated() {
      let place = first + index
      let isFocused =
        place == 0 && state.focus == .activation || place == 1 && state.focus == .gradient
      if place < 2 {
        canvas.publish(area, click: .perform(.focus(place == 0 ? .activation : .gradient)))
      }
      LaneProfilePanel(
        state: state, metric: state.profileMetrics[place], isFocused: isFocused
      ).draw(in: area, on: &canvas)
    }
  }
}
