import Engine

/// A run worth seeing: a configuration with a name, and what it shows.
struct StartingPoint: Hashable, Sendable {
  /// The name that `:start` takes.
  var name: String
  /// A few words for the list.
  var title: LocalizedText
  /// What is seen, and what changes it.
  var text: LocalizedText
  /// What differs from the opening model, as a configuration line.
  var line: String

  /// All of them, in the order of the menu: the variants, then what people stumble over.
  static let all = variants + threads

  /// The one of that name.
  static func named(_ name: String) -> StartingPoint? { all.first { $0.name == name } }

  /// The whole configuration, checked.
  func configuration() throws(ConfigurationError) -> Configuration {
    try Configuration(line: line).validated()
  }
}

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
