#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A value that threads share, and a way to wait for it to change.
///
/// A pthread mutex and not `Synchronization.Mutex`, whose locking ThreadSanitizer cannot see.
///
/// `@unchecked Sendable` is sound because `value` is only ever touched between `lock` and `unlock`
/// of `mutex`, the mutex and the condition keep their addresses from `init` to `deinit`, and the
/// value itself is `Sendable`, so that what leaves the monitor may cross threads. This is the only
/// file that claims it.
@safe final class Monitor<Value: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var value: Value

  /// Whether a look at the value was enough.
  enum Look<Result> {
    case done(Result)
    /// Look again when the value has changed, or at the given moment at the latest.
    case again(at: MonotonicTime?)
  }

  /// Shares `value`.
  init(_ value: Value) {
    self.value = value
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    #if canImport(Darwin)
      unsafe pthread_cond_init(changed, nil)
    #else
      var attributes = pthread_condattr_t()
      unsafe pthread_condattr_init(&attributes)
      unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      unsafe pthread_cond_init(changed, &attributes)
      unsafe pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Reads or changes the value, then wakes whoever waits; `body` must not take long.
  func change<Result>(_ body: (inout Value) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_signal(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return body(&value)
  }

  /// Looks at the value until `look` is done; one thread at a time may wait.
  func wait<Result>(_ look: (inout Value) -> Look<Result>) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      switch look(&value) {
      case .done(let result): return result
      case .again(let limit): block(until: limit)
      }
    }
  }

  /// Waits on the condition, the mutex given back meanwhile: a change ends it at once, `limit` at the
  /// latest.
  private func block(until limit: MonotonicTime?) {
    guard let limit else {
      unsafe pthread_cond_wait(changed, mutex)
      return
    }
    #if canImport(Darwin)
      let rest = max(0, limit.nanoseconds - MonotonicTime.now.nanoseconds)
      var time = Self.timespec(rest)
      unsafe pthread_cond_timedwait_relative_np(changed, mutex, &time)
    #else
      var time = Self.timespec(limit.nanoseconds)
      unsafe pthread_cond_timedwait(changed, mutex, &time)
    #endif
  }

  private static func timespec(_ nanoseconds: Int64) -> timespec {
    var result = Self.zero
    result.tv_sec = Int(nanoseconds / 1_000_000_000)
    result.tv_nsec = Int(nanoseconds % 1_000_000_000)
    return result
  }

  private static var zero: timespec { .init() }
}
