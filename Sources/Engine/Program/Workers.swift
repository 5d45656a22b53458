import CProcessor
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work that can be cut into parts which share nothing they write.
protocol ParallelWork: AnyObject {
  /// Performs one part; called on any thread, once for each part.
  func perform(part: Int)
}

/// Persistent threads that share out the parts of one work at a time.
///
/// The caller works too. Which thread performs a part is chance; as parts share nothing, results
/// do not depend on it. Idle threads spin for some microseconds, then block.
final class Workers {
  private let team: Team
  private var threads: [pthread_t] = []

  /// Starts `threads - 1` threads beside the caller's.
  init(threads count: Int) {
    team = Team(helpers: max(count, 1) - 1)
    for _ in 0..<team.helpers {
      if let thread = Self.start(team) { threads.append(thread) }
    }
    team.helpers = threads.count
  }

  deinit {
    team.stop()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Performs parts 0..<count of `work` and returns when all are done.
  func perform(_ count: Int, _ work: any ParallelWork) {
    guard count > 1, team.helpers > 0 else {
      for part in 0..<count { work.perform(part: part) }
      return
    }
    team.perform(count, work)
  }

  /// A thread that takes no signal but its own crashes: the others belong to the screen's thread.
  private static func start(_ team: Team) -> pthread_t? {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    // A blocked crash would end the process before anybody could restore the terminal.
    // By SIGPROF, Swift's backtracer halts the other threads.
    for own in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGPROF] {
      unsafe sigdelset(&all, own)
    }
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    let context = unsafe Unmanaged.passRetained(team).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let status = unsafe pthread_create(&thread, nil, { unsafe Team.enter($0) }, context)
    #else
      var thread: pthread_t?
      let status = unsafe pthread_create(&thread, nil, { unsafe Team.enter($0) }, context)
    #endif
    guard status == 0 else {
      unsafe Unmanaged<Team>.fromOpaque(context).release()
      return nil
    }
    return thread
  }
}

/// What the threads share.
///
/// `work` and `count` are written before `generation` is raised and read
/// after it was seen, so the atomic orders them; the lock guards sleeping only.
@safe
private final class Team {
  var helpers: Int
  private var work: (any ParallelWork)?
  private var count = 0
  private let generation = Atomic<Int>(0)
  private let nextPart = Atomic<Int>(0)
  private let busy = Atomic<Int>(0)
  private let isStopping = Atomic<Bool>(false)
  /// Threads that block, or are about to; changed under the lock.
  private let sleepers = Atomic<Int>(0)
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  /// Looks at a condition before blocking, about 10 µs of them.
  private static let spins = 1_000

  init(helpers: Int) {
    self.helpers = helpers
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let signalStack = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    unsafe useSignalStack(signalStack, flags: 0)
    defer {
      unsafe useSignalStack(signalStack, flags: Int32(SS_DISABLE))
      unsafe signalStack.deallocate()
    }
    unsafe Unmanaged<Team>.fromOpaque(context).takeRetainedValue().help()
    return nil
  }

  /// Where a crash is handled when the thread's own stack has overflowed.
  private static func useSignalStack(_ memory: UnsafeMutableRawPointer, flags: Int32) {
    var stack = unsafe stack_t(ss_sp: memory, ss_flags: flags, ss_size: 1 << 16)
    unsafe sigaltstack(&stack, nil)
  }

  func perform(_ count: Int, _ work: any ParallelWork) {
    self.work = work
    self.count = count
    nextPart.store(0, ordering: .relaxed)
    busy.store(helpers, ordering: .relaxed)
    announce()
    takeParts()
    wait { busy.load(ordering: .sequentiallyConsistent) == 0 }
    self.work = nil
  }

  func stop() {
    isStopping.store(true, ordering: .relaxed)
    announce()
  }

  private func help() {
    var seen = 0
    while true {
      wait { generation.load(ordering: .sequentiallyConsistent) != seen }
      seen &+= 1
      if isStopping.load(ordering: .relaxed) { return }
      takeParts()
      if busy.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 { wakeSleepers() }
    }
  }

  private func takeParts() {
    while true {
      let part = nextPart.add(1, ordering: .relaxed).oldValue
      guard part < count else { return }
      work?.perform(part: part)
    }
  }

  private func announce() {
    generation.add(1, ordering: .sequentiallyConsistent)
    wakeSleepers()
  }

  /// Wakes blocked threads after a change; a single load when there are none.
  ///
  /// No wake-up is lost, because all these operations have one order: either a sleeper was counted
  /// before this load, and the lock holds the signal back until it waits, or it is counted
  /// afterwards and then sees the changed condition.
  private func wakeSleepers() {
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    unsafe pthread_mutex_lock(mutex)
    unsafe pthread_cond_broadcast(condition)
    unsafe pthread_mutex_unlock(mutex)
  }

  private func wait(until isDone: () -> Bool) {
    for _ in 0..<Self.spins {
      if isDone() { return }
      processor_pause()
    }
    unsafe pthread_mutex_lock(mutex)
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while !isDone() { unsafe pthread_cond_wait(condition, mutex) }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    unsafe pthread_mutex_unlock(mutex)
  }
}
