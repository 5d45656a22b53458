package import Engine

/// A run that plays itself: keys, the steps between them, and captions that say what is seen.
package struct Demo: Hashable, Sendable {
  /// What happens, one after the other.
  enum Item: Hashable, Sendable {
    case key(Key)
    /// Trains until a step is on the screen, then pauses.
    case step(Int)
    case caption(CaptionText)
  }

  /// The name of its folder, which `residual-tui demo` takes.
  package var name: String
  /// One line for the list.
  package var title: LocalizedText
  /// What it starts from, checked.
  package var configuration: Configuration
  var items: [Item]

  /// All demos, in the order in which they are best seen.
  package static let all: [Demo] = DemoFiles.all.compactMap { try? Demo(name: $0.name, $0.file) }

  /// The one of that name.
  package static func named(_ name: String) -> Demo? { all.first { $0.name == name } }

  var captionCount: Int {
    items.count { if case .caption = $0 { true } else { false } }
  }
}
