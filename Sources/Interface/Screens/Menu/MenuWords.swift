/// The words of the menu of starting points.
enum MenuWords {
  static let presets = Words("presets", "预设")
  static let title = Words("presets: where to start", "预设：从哪里开始")
  static let variants = Words("ways to wire the stack", "堆叠的各种接法")
  static let threads = Words("from real threads: why does it not learn?", "来自真实提问：为什么学不会？")

  /// `pre: norm before each branch: learns`.
  static func chosen(_ point: StartingPoint) -> Words {
    Words(point.name + ": ", point.name + "：") + point.title
  }
}
