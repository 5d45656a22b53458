import Interface

/// When the next step may begin.
///
/// Steps keep to a grid of moments, so that a late wake-up does not add up; a step that takes longer
/// than its share moves the grid, so that nothing is caught up afterwards.
struct Pacer: Hashable, Sendable {
  private var pace: Pace
  private var lastStart: MonotonicTime?
  private var grid: MonotonicTime?

  /// Starts with nothing to wait for.
  init(_ pace: Pace) {
    self.pace = pace
  }

  private var interval: Int64? {
    pace.stepsPerSecond.map { 1_000_000_000 / Int64(max($0, 1)) }
  }

  /// Another pace, counted from the last step's start.
  mutating func change(to pace: Pace) {
    guard pace != self.pace else { return }
    self.pace = pace
    grid = lastStart
  }

  /// Lets the next step begin at once, as after a pause.
  mutating func restart() {
    grid = nil
  }

  /// The moment to wait for; `nil` is now.
  func start(now: MonotonicTime) -> MonotonicTime? {
    guard let interval, let grid, grid + interval > now else { return nil }
    return grid + interval
  }

  /// Notes that a step begins.
  mutating func begin(at now: MonotonicTime) {
    lastStart = now
    guard let interval, let grid, now < grid + 2 * interval else {
      self.grid = now
      return
    }
    self.grid = grid + interval
  }
}
