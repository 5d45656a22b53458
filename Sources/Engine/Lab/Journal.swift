/// What a lane was told, and when.
///
/// Time is the number of updates applied since the lane's launch: a reset does not turn it back, and
/// a diverged step, which changes nothing but its report, does not count. So a lane's bits follow
/// from its configuration, its journal and its length: at each time first the commands, then the
/// step, as often as it takes.
public struct Journal: Hashable, Sendable {
  /// A command and its time.
  public struct Entry: Hashable, Sendable {
    /// Updates applied before it.
    public var time: Int
    /// What was asked.
    public var command: TrainerCommand

    /// Notes a command.
    public init(time: Int, command: TrainerCommand) {
      self.time = time
      self.command = command
    }
  }

  /// All commands in order, those that lie ahead after a rewind included.
  public private(set) var entries: [Entry]
  /// How many of them have been carried out.
  public private(set) var applied = 0

  /// A journal of commands that all lie ahead, times ascending.
  public init(ahead entries: [Entry] = []) {
    self.entries = entries
  }

  /// The commands that have been carried out.
  public var past: ArraySlice<Entry> { entries[..<applied] }

  /// Notes a command that is carried out now; what lay ahead is dropped.
  mutating func record(_ command: TrainerCommand, at time: Int) {
    forgetAhead()
    entries.append(Entry(time: time, command: command))
    applied += 1
  }

  /// The next command that lies ahead, once its time has come; it counts as carried out.
  mutating func next(at time: Int) -> TrainerCommand? {
    guard applied < entries.count, entries[applied].time <= time else { return nil }
    applied += 1
    return entries[applied - 1].command
  }

  /// Drops what lies ahead.
  mutating func forgetAhead() {
    entries.removeSubrange(applied...)
  }

  /// Lets all but the first `count` commands lie ahead.
  mutating func goBack(to count: Int) {
    applied = count
  }

  /// Number of commands before a time.
  func count(before time: Int) -> Int {
    entries.firstIndex { $0.time >= time } ?? entries.count
  }
}

/// A point in the life of a lane: a number of applied updates and a number of commands.
struct Moment: Hashable, Comparable, Sendable {
  /// Updates applied since the launch.
  var time = 0
  /// Commands carried out since the launch.
  var commands = 0

  static func < (first: Moment, second: Moment) -> Bool {
    (first.time, first.commands) < (second.time, second.commands)
  }
}
