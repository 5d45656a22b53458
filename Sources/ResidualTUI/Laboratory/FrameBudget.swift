/// When the next frame may be drawn, so that the frame rate is never exceeded.
///
/// Frames cost tokens that come back at the frame rate. What merely happened (a report, the clock)
/// never spends the last three; a key may spend those at once, so that its answer does not wait for
/// the next regular frame. While keys come fast, reports are drawn along with them.
struct FrameBudget: Hashable, Sendable {
  /// How often may be drawn.
  struct Rate: Hashable, Sendable {
    var perSecond: Int
    /// Whether what merely happened is drawn twice a second at most.
    var isReduced = false
  }

  /// Nanoseconds in which one token comes back.
  private let interval: Int64
  /// Nanoseconds between two frames that no key asked for.
  private let rest: Int64
  /// Tokens that can be saved up, in nanoseconds: four frames.
  private let savings: Int64
  private var credit: Int64
  private var counted: MonotonicTime
  private var lastFrame: MonotonicTime?

  /// A full budget.
  init(_ rate: Rate, now: MonotonicTime) {
    interval = 1_000_000_000 / Int64(max(rate.perSecond, 1))
    rest = max(interval * 5 / 4, rate.isReduced ? 500_000_000 : 0)
    savings = 4 * interval
    credit = savings
    counted = now
  }

  /// The moment from which a frame may be drawn: for a key, or for anything else.
  func earliest(forKey isForKey: Bool) -> MonotonicTime {
    guard !isForKey, let lastFrame else { return counted + max(0, interval - credit) }
    return max(counted + max(0, savings - credit), lastFrame + rest)
  }

  /// Notes that a frame is drawn.
  mutating func spend(at now: MonotonicTime) {
    credit = min(savings, credit + now.nanoseconds - counted.nanoseconds) - interval
    counted = now
    lastFrame = now
  }
}
