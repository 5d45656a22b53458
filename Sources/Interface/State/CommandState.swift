import Engine

/// What the `:` line remembers.
struct CommandState: Hashable, Sendable {
  static let limit = 100

  /// The open line; `nil` while it is closed.
  var prompt: CommandPrompt?
  /// The lines of this run, the newest last.
  private(set) var past: [String] = []
  /// The step after which the run pauses.
  var until: Int?

  /// Where training is to stop, in the order in which they were set.
  var breakpoints: [Breakpoint] = []
  /// Facts that stand below the plots, in the order in which they were asked for.
  var watches: [FactWatch] = []

  mutating func remember(_ line: String) {
    past = (past.filter { $0 != line } + [line]).suffix(Self.limit)
  }
}
