/// The help: a stub until its text is written.
struct HelpScreen {
  let state: AppState
  let scroll: Int

  static func pageRows(of state: AppState) -> Int { max(state.rows - 2, 0) }
  static func lineCount(of state: AppState) -> Int { 0 }

  func draw(on canvas: inout Canvas) {}
}
