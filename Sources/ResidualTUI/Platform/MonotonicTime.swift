#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A moment of the clock that never goes back, in nanoseconds since an arbitrary start.
struct MonotonicTime: Hashable, Comparable, Sendable {
  var nanoseconds: Int64

  /// The present moment.
  static var now: MonotonicTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// Whole milliseconds, rounded down.
  var milliseconds: Int { Int(nanoseconds / 1_000_000) }

  /// Seconds from `earlier` to here.
  func seconds(since earlier: MonotonicTime) -> Double {
    Double(nanoseconds - earlier.nanoseconds) / 1e9
  }

  static func < (first: MonotonicTime, second: MonotonicTime) -> Bool {
    first.nanoseconds < second.nanoseconds
  }

  static func + (time: MonotonicTime, nanoseconds: Int64) -> MonotonicTime {
    MonotonicTime(nanoseconds: time.nanoseconds + nanoseconds)
  }
}
