/// When the scene gets the time: twenty times a second for a while after the user did something,
/// as notes fade and pending choices take effect; else once a second.
struct SceneClock: Hashable, Sendable {
  private static let attentive: Int64 = 50_000_000
  private static let idle: Int64 = 1_000_000_000
  private static let attention: Int64 = 5_000_000_000

  private var start: MonotonicTime
  private var lastTick: MonotonicTime
  private var attentiveUntil: MonotonicTime

  /// Starts attentive, its first event due at once.
  init(start: MonotonicTime) {
    self.start = start
    lastTick = start + -Self.idle
    attentiveUntil = start + Self.attention
  }

  /// The moment of the next event of its own.
  var nextTick: MonotonicTime {
    lastTick + (lastTick < attentiveUntil ? Self.attentive : Self.idle)
  }

  /// Milliseconds since the start, if the scene has not been told them yet.
  mutating func tick(now: MonotonicTime) -> Int? {
    let milliseconds = (now + -start.nanoseconds).milliseconds
    guard milliseconds != (lastTick + -start.nanoseconds).milliseconds else { return nil }
    lastTick = now
    return milliseconds
  }

  /// Leaves out a time in which the process was stopped.
  mutating func skip(nanoseconds: Int64) {
    start = start + nanoseconds
    lastTick = lastTick + nanoseconds
    attentiveUntil = attentiveUntil + nanoseconds
  }

  /// Notes that somebody is there.
  mutating func wakeUp(now: MonotonicTime) {
    attentiveUntil = now + Self.attention
  }
}
