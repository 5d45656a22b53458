import TestSupport
import Testing

@testable import Engine

/// The rule by which snapshots are dropped, without any model.
@Suite struct SnapshotSpacingTests {
  /// Plays the rule over a run and hands out the times that are left after each offer.
  private func play(
    room: Int, until end: Int, _ check: (_ now: Int, _ times: [Int]) -> Void
  ) {
    var times: [Int] = []
    for now in stride(from: SnapshotSpacing.interval, through: end, by: SnapshotSpacing.interval) {
      times.append(now)
      if times.count > room {
        times.remove(at: SnapshotSpacing.leastUseful(of: times, start: 0, present: now))
      }
      check(now, times)
    }
  }

  private func largestGap(_ now: Int, _ times: [Int]) -> Double {
    zip([0] + times, times + [now]).map { earlier, later in
      SnapshotSpacing.measure(earlier..<later, from: now)
    }.max() ?? 0
  }

  /// The bound that the rule promises, over two million steps.
  @Test(arguments: [1, 2, 3, 9, 18, 36, 300])
  func gapsStayWithinTheirBound(room: Int) {
    let fresh = SnapshotSpacing.wantedGaps(over: SnapshotSpacing.interval)
    var worst = 0.0
    play(room: room, until: room == 36 ? 2_000_000 : 200_000) { now, times in
      #expect(times.count <= room)
      let offered = now + SnapshotSpacing.interval
      let promise = 2 * SnapshotSpacing.wantedGaps(over: offered) / Double(room + 1)
      worst = max(worst, largestGap(now, times) / max(fresh, promise))
    }
    #expect(worst <= 1, "\(worst)")
  }

  /// What the opening model gets from 256 MB.
  @Test func theLastThousandStepsAreNear() {
    var longest = 0
    var worstShare = 0.0
    play(room: 36, until: 300_000) { now, times in
      for (earlier, later) in zip([0] + times, times + [now]) {
        if now - later < 1000 {
          longest = max(longest, later - earlier)
        } else {
          worstShare = max(worstShare, Double(later - earlier) / Double(now - later))
        }
      }
    }
    #expect(longest <= 96, "\(longest)")
    #expect(worstShare <= 1.5, "\(worstShare)")
  }

  @Test func wantedGapsAreTheIntegralOfTheirFormula() {
    func gap(_ d: Double) -> Double {
      d <= 128 ? 16 + d / 4 : d <= 1000 ? 48 : 48 + (d - 1000) / 2
    }
    var (sum, worst) = (0.0, 0.0)
    for d in 0..<5000 {
      worst = max(worst, (SnapshotSpacing.wantedGaps(over: d) - sum).magnitude)
      sum += 1 / gap(Double(d) + 0.5)
    }
    // The midpoint rule is off by 4e-4.
    #expect(worst < 1e-3, "\(worst)")
  }

  /// Seen from within, both directions count.
  @Test func nearestSnapshotsStayWhereverThePresentIs() {
    var times = Array(stride(from: 16, through: 4800, by: 16))
    let present = 2000
    while times.count > 30 {
      times.remove(at: SnapshotSpacing.leastUseful(of: times, start: 0, present: present))
    }
    let near = times.filter { ($0 - present).magnitude <= 300 }
    let far = times.filter { ($0 - present).magnitude > 1500 }
    #expect(near.count >= 10 && far.count <= 8, "\(times)")
    #expect(near.contains { $0 > present } && near.contains { $0 < present })
  }
}
