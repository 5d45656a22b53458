#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which snapshots are worth their memory: many near the present, fewer further back.
///
/// The wanted gap between two snapshots at distance d from the present is
///
///     G(d) = 16 + d/4 up to d = 128,  48 up to 1000,  48 + (d - 1000)/2 beyond
///
/// and a stretch of time is measured in wanted gaps, M(d) = ∫ dx/G(x) from 0 to d. A snapshot is
/// offered every 16 steps; once there are too many, the one goes without which the shortest stretch
/// appears. Of n + 1 snapshots between the start and the present, two neighbouring gaps measure at
/// most 2·M/(n + 1) together, where M is that of all the time since the start; and G never falls
/// with d, so a gap's measure only shrinks as time goes on. Therefore, with room for n snapshots,
///
///     every gap measures at most max(M(16), 2·M(now)/(n + 1)).
///
/// 36 snapshots, which 256 MB hold of the opening model, leave gaps of at most 96 steps in the
/// last 1,000 for 300,000 steps (64 were seen), and further back gaps no longer than their distance.
enum SnapshotSpacing {
  /// Steps from one offered snapshot to the next.
  static let interval = 16

  /// M(d), the wanted number of gaps over the last d steps.
  static func wantedGaps(over distance: Int) -> Double {
    let d = Double(distance)
    if d <= 128 { return 4 * log1p(d / 64) }
    let near = 4 * log(3.0)
    if d <= 1000 { return near + (d - 128) / 48 }
    return near + (1000 - 128) / 48.0 + 2 * log1p((d - 1000) / 96)
  }

  /// The measure of a stretch of time as it is seen from `present`, which may lie before, within
  /// or after it.
  static func measure(_ stretch: Range<Int>, from present: Int) -> Double {
    signed(stretch.upperBound - present) - signed(stretch.lowerBound - present)
  }

  private static func signed(_ offset: Int) -> Double {
    offset < 0 ? -wantedGaps(over: -offset) : wantedGaps(over: offset)
  }

  /// The index of the snapshot that is missed least, of at least one; times ascend from `start`, from
  /// which one can always set out, and distances count from `present`.
  ///
  /// - Complexity: O(times).
  static func leastUseful(of times: some RandomAccessCollection<Int>, start: Int, present: Int)
    -> Int
  {
    var best = (index: 0, measure: Double.infinity)
    var previous = start
    for (index, time) in times.enumerated() {
      let place = times.index(times.startIndex, offsetBy: index + 1)
      let next = place < times.endIndex ? times[place] : time + interval
      let measure = measure(previous..<next, from: present)
      if measure < best.measure { best = (index, measure) }
      previous = time
    }
    return best.index
  }
}
