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
