import Engine

/// The rewirings of a lane and the steps from which they count: what undo and redo lead to at any of
/// those steps, so that after a rewind they are those of the journal up to there.
struct RewiringLog: Hashable, Sendable {
  /// How a wiring came to be.
  enum Kind: Hashable, Sendable {
    case change, undo, redo
  }

  private struct Entry: Hashable, Sendable {
    /// The first step under it.
    var step: Int
    var wiring: [Wiring]
    var kind: Kind
  }

  /// What undo and redo lead to.
  private struct Stacks: Hashable, Sendable {
    var wiring: [Wiring]
    var undo: [[Wiring]] = []
    var redo: [[Wiring]] = []

    mutating func apply(_ entry: Entry) {
      switch entry.kind {
      case .change:
        undo = (undo + [wiring]).suffix(RewiringLog.limit)
        redo = []
      case .undo:
        undo = undo.dropLast()
        redo.append(wiring)
      case .redo:
        redo = redo.dropLast()
        undo.append(wiring)
      }
      wiring = entry.wiring
    }
  }

  private static let limit = 100

  /// Before the first entry.
  private var start: Stacks
  private var entries: [Entry] = []
  /// Behind the entries that count at the present step.
  private var present: Stacks
  /// How many those are; the others lie ahead.
  private var applied = 0

  /// The log of a lane that starts with a wiring.
  init(_ wiring: [Wiring]) {
    start = Stacks(wiring: wiring)
    present = start
  }

  /// The wiring that undo leads to.
  var undone: [Wiring]? { present.undo.last }

  /// The wiring that redo leads to.
  var redone: [Wiring]? { present.redo.last }

  /// The wiring of a step.
  func wiring(at step: Int) -> [Wiring] {
    entries.prefix(applied).last { $0.step <= step }?.wiring ?? start.wiring
  }

  /// Notes a wiring that counts from a step on; what lay ahead is dropped.
  mutating func note(_ wiring: [Wiring], _ kind: Kind, from step: Int) {
    forgetAhead()
    let entry = Entry(step: step, wiring: wiring, kind: kind)
    entries.append(entry)
    present.apply(entry)
    applied += 1
    while entries.count > Self.limit {
      start.apply(entries.removeFirst())
      applied -= 1
    }
  }

  /// Follows the report of a step that was trained with a wiring; answers whether that was one that
  /// lay ahead.
  ///
  /// A rewiring that was asked for while the step was trained counts from a later one. A repeated step
  /// lets all that came later lie ahead.
  mutating func take(step: Int, _ wiring: [Wiring], isRepeated: Bool) -> Bool {
    let last = entries.lastIndex { $0.step <= step && $0.wiring == wiring } ?? -1
    for index in entries.indices.dropFirst(last + 1) where index < applied || isRepeated {
      entries[index].step = max(entries[index].step, step + 1)
    }
    let count = entries.count { $0.step <= step }
    guard isRepeated || count > applied else { return false }
    guard isRepeated || entries[count - 1].wiring == wiring else {
      forgetAhead()
      return false
    }
    let isAhead = count > applied
    if count != applied { go(to: count) }
    return isAhead
  }

  /// Takes over a wiring that steps on the way to it have left ahead.
  mutating func arrive() {
    if applied < entries.count { go(to: applied + 1) }
  }

  /// Drops what lies ahead: there is another future.
  mutating func forgetAhead() { entries.removeSubrange(applied...) }

  /// Begins at step 0 again, with what undo and redo lead to now.
  mutating func startAgain() { (start, entries, applied) = (present, [], 0) }

  private mutating func go(to count: Int) {
    present = entries.prefix(count).reduce(into: start) { $0.apply($1) }
    applied = count
  }
}
