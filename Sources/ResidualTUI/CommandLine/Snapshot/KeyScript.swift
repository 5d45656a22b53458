import Engine
import Interface

/// Keys and waits in the order in which a snapshot plays them: `n i @30 space`.
struct KeyScript: Hashable, Sendable {
  /// A word of the script.
  enum Item: Hashable, Sendable {
    case key(Key)
    /// `@30`: train until step 30 is on the screen.
    case step(Int)
  }

  /// The largest step that can be waited for.
  static let lastStep = 1_000_000_000

  private(set) var items: [Item] = []

  /// Reads words that are separated by blanks.
  init(_ text: String) throws(Failure) {
    for word in text.split(separator: " ") {
      guard let item = Self.item(word) else { throw Self.unknown(word, at: items.count + 1) }
      if items.last == .key(.character("q")) {
        throw .usage("--keys, key \(items.count + 1): expected nothing after q, which quits")
      }
      items.append(item)
    }
  }

  private static func item(_ word: Substring) -> Item? {
    if let key = Key(named: String(word)) { return .key(key) }
    guard word.first == "@", let step = Int(word.dropFirst()), (0...lastStep).contains(step)
    else { return nil }
    return .step(step)
  }

  private static func unknown(_ word: Substring, at place: Int) -> Failure {
    let near = NearestName.suggestion(for: String(word), among: Key.longNames)
    return .usage(
      "--keys, key \(place): expected a key such as n, space, ctrl-l or a step such as @30, found "
        + Printable.quoted(String(word)) + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }
}
