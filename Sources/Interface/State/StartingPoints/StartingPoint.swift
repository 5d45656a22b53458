import Engine

/// A run worth seeing: a configuration with a name, and what it shows.
struct StartingPoint: Hashable, Sendable {
  /// What it is from.
  enum Group: String, CaseIterable, Hashable, Sendable {
    /// The ways to wire a stack, each showing what it is known for.
    case variant
    /// What people ask about in forums and issue trackers: a stack that does not learn, with a cure.
    case thread
  }

  /// The name that `:start` takes, of its file.
  var name: String
  /// Under which heading of the menu it is.
  var group: Group
  /// A few words for the list.
  var title: LocalizedText
  /// What is seen, and what changes it.
  var text: LocalizedText
  /// What differs from the opening model, as a configuration line.
  var line: String

  /// All of them, in the order of the menu: the variants, then what people stumble over.
  static let all = StartingPointFiles.all.compactMap {
    try? StartingPoint(name: $0.name, $0.file)
  }

  /// Reads a file of `content/starting-points`, as Documentation/Formats.md says.
  init(name: String, _ file: String) throws(ContentFault) {
    var reader = ContentReader(file)
    self.name = name
    group = try reader.choice(of: "group")
    title = try reader.localized("title")
    text = try reader.localized()
    line = try reader.text(of: "config")
    try reader.configuration(line)
    try reader.end()
  }

  /// The one of that name.
  static func named(_ name: String) -> StartingPoint? { all.first { $0.name == name } }

  /// The whole configuration, checked.
  func configuration() throws(ConfigurationError) -> Configuration {
    try Configuration(line: line).validated()
  }
}

/// The words of the menu of starting points.
enum MenuWords {
  static let footer = LocalizedText("starts", "起点")
  static let title = LocalizedText("starting points", "从哪里开始")
  static let variants = LocalizedText("ways to wire the stack", "堆叠的各种接法")
  static let threads = LocalizedText("from real threads: why does it not learn?", "来自真实提问：为什么学不会？")

  /// `pre: norm before each branch: learns`.
  static func chosen(_ point: StartingPoint) -> LocalizedText {
    LocalizedText(point.name + ": ", point.name + "：") + point.title
  }
}
