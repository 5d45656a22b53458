import Engine

extension KeyTable {
  static let lanes = [
    KeyBinding(
      "c", .lanes, .twin,
      LocalizedText(
        "a twin: another lane from step 0, with this wiring and the same batches",
        "孪生：另开一条通道，从第 0 步起用同样的接法和批次"),
      refusal: LaneWords.full, footer: { _ in LocalizedText("twin", "孪生") }, isValid: { $0.hasRoom }
    ),
    KeyBinding(
      "f", .lanes, .fork,
      LocalizedText("a fork: another lane from the present state", "分叉：从当前状态另开一条通道"),
      refusal: LaneWords.full, footer: { _ in LocalizedText("fork", "分叉") }, isValid: { $0.hasRoom }
    ),
    KeyBinding(
      "}", .lanes, .nextLane, LocalizedText("select the next lane", "选下一条通道"),
      refusal: LaneWords.single, footer: { _ in LaneWords.lane }, isValid: { $0.lanes.count > 1 }),
    KeyBinding(
      "{", .lanes, .previousLane, LocalizedText("select the lane before", "选上一条通道"),
      refusal: LaneWords.single, isValid: { $0.lanes.count > 1 }),
    KeyBinding(
      "x", .lanes, .closeLane, LocalizedText("close the lane", "关闭该通道"),
      refusal: LaneWords.single,
      footer: { $0.screen == .compare ? LocalizedText("close", "关闭") : nil },
      isValid: { $0.lanes.count > 1 }),
  ]
}

extension KeyTable {
  /// The bindings of the compare screen in the order of importance for the footer.
  static let compareFooterOrder: [Action] = [
    .toggleRunning, .nextPlacement, .toggleResidual, .reset, .nextLane, .nextPanel, .trainOneStep,
    .twin, .fork, .closeLane, .nextMetric, .open(.live), .nextLayer, .widen, .undo, .toggleWarmup,
    .earlier, .toggleScale, .toggleWindow, .nextSmoothing, .faster, .open(.inspect),
    .nextLanguage, .nextTheme, .nextGlyphs, .openCommand,
  ]
}

extension AppState {
  /// Whether another lane may be opened.
  fileprivate var hasRoom: Bool { lanes.count < Lab.laneLimit }
}
