import Engine

/// The words of the menu of starting points.
enum MenuWords {
  static let presets = LocalizedText("presets", "预设")
  static let title = LocalizedText("presets: where to start", "预设：从哪里开始")
  static let variants = LocalizedText("ways to wire the stack", "堆叠的各种接法")
  static let threads = LocalizedText("from real threads: why does it not learn?", "来自真实提问：为什么学不会？")

  /// `pre: norm before each branch: learns`.
  static func chosen(_ point: StartingPoint) -> LocalizedText {
    LocalizedText(point.name + ": ", point.name + "：") + point.title
  }
}
