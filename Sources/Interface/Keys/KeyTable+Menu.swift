import Engine

extension KeyTable {
  /// The keys of the menu of starting points.
  static let menu = [
    KeyBinding(
      "↓ j", [.down, .character("j")], .menu, .moveStartingPoint(by: 1),
      LocalizedText("the next starting point", "下一个起点"), layer: .menu,
      footer: { _ in LocalizedText("select", "选择") }),
    KeyBinding(
      "↑ k", [.up, .character("k")], .menu, .moveStartingPoint(by: -1),
      LocalizedText("the previous starting point", "上一个起点"), layer: .menu),
    KeyBinding(
      "1–9", (1...9).map { .character(Character("\($0)")) }, .menu, .chooseStartingPoint(0),
      LocalizedText("the starting point of that number", "该编号的起点"), layer: .menu),
    KeyBinding(
      "enter", [.enter], .menu, .start,
      LocalizedText("start from here; this discards the present run", "从这里开始；当前训练不再保留"),
      layer: .menu,
      footer: { _ in LocalizedText("start", "开始") }),
    KeyBinding(
      "esc p", [.escape, .character("p")], .menu, .closeStartingPoints,
      LocalizedText("close the menu; the run stays as it is", "关闭菜单；训练保持原样"), layer: .menu,
      footer: { _ in LocalizedText("close", "关闭") }),
  ]
}

extension KeyBinding {
  /// What one of its keys asks for: of several starting points each key has its own.
  func action(of key: Key) -> Action {
    guard case .chooseStartingPoint = action, let index = keys.firstIndex(of: key) else {
      return action
    }
    return .chooseStartingPoint(index)
  }
}
