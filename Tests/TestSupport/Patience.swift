#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How long a test waits for anything.
///
/// An alarm for what hangs, never a measure of speed: a right program passes however slow or busy its
/// machine is. So there is one limit for every wait, it is minutes long, and no test has another.
package enum Patience {
  package static let seconds = 600.0
}

/// The alarm of one wait.
package struct Alarm {
  private let watch = Stopwatch()

  /// Sets it.
  package init() {}

  /// Whether what was waited for hangs.
  package var hasRung: Bool { watch.seconds > Patience.seconds }
}

/// Time since it was made; for alarms and printed measurements, never for an assertion.
package struct Stopwatch {
  private let start = Stopwatch.now

  /// Starts.
  package init() {}

  /// Seconds since the start.
  package var seconds: Double { Self.now - start }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Lets others work for so long, before something is looked at again.
package func rest(milliseconds: Int32) {
  var nothing = pollfd(fd: -1, events: 0, revents: 0)
  _ = unsafe poll(&nothing, 1, milliseconds)
}
