import Engine

/// Keys and waits in the order in which they are played: `n i @30 space`.
package struct KeyScript: Hashable, Sendable {
  /// A word of the script.
  package enum Item: Hashable, Sendable {
    case key(Key)
    /// `@30`: train until step 30 is on the screen.
    case step(Int)
  }

  /// A word that is none, by its place from 1.
  package struct Fault: Error, Hashable, Sendable {
    package let place: Int
    /// What was expected and what was found.
    package let problem: String
  }

  /// The largest step that can be waited for.
  package static let lastStep = 1_000_000_000

  package private(set) var items: [Item] = []

  /// Reads words that are separated by blanks.
  package init(_ text: String) throws(Fault) {
    for word in text.split(separator: " ") {
      guard let item = Self.item(word) else { throw Self.unknown(word, at: items.count + 1) }
      if items.last == .key(.character("q")) {
        throw Fault(place: items.count + 1, problem: "expected nothing after q, which quits")
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

  private static func unknown(_ word: Substring, at place: Int) -> Fault {
    let near = NearestName.suggestion(for: String(word), among: Key.longNames)
    return Fault(
      place: place,
      problem: "expected a key such as n, space, ctrl-l or a step such as @30, found "
        + Printable.quoted(String(word)) + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }
}
