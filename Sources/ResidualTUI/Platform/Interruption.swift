import CTermGuard
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The signals that ask a command to end.
enum Interruption {
  private static let pending = Atomic<Int32>(0)
  private static let finishesStep = Atomic<Bool>(false)
  private static let speaks = Atomic<Bool>(false)

  /// The signal that came, or 0.
  static var signal: Int32 { pending.load(ordering: .relaxed) }

  /// From here on no signal leaves a half-written file behind.
  ///
  /// With `finishingStep` the first SIGINT, SIGTERM or SIGHUP is only remembered, and a second one
  /// ends the program; else the first does.
  static func listen(finishingStep: Bool) {
    pending.store(0, ordering: .relaxed)
    finishesStep.store(finishingStep, ordering: .relaxed)
    speaks.store(isatty(STDERR_FILENO) == 1, ordering: .relaxed)
    // A parent may have left signals blocked or ignored; an ignored SIGHUP is meant (nohup).
    termguard_unblock_all()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = install(number) { Interruption.receive($0) }
      if number == SIGHUP, isIgnored(previous) { install(number, SIG_IGN) }
    }
    // A closed pipe ends the program, as it should.
    install(SIGPIPE, SIG_DFL)
  }

  /// A file that grows beyond `ulimit -f` is a failed write, not a silent end.
  static func refuseSizeSignal() { install(SIGXFSZ, SIG_IGN) }

  /// The handler: only what is safe inside one.
  private static func receive(_ received: Int32) {
    let saved = errno
    defer { errno = saved }
    let isPatient = finishesStep.load(ordering: .relaxed)
    let exchange = pending.compareExchange(expected: 0, desired: received, ordering: .relaxed)
    if isPatient, exchange.exchanged {
      if received == SIGINT, speaks.load(ordering: .relaxed) { announce() }
      return
    }
    // A closing terminal may hang up twice, by its kernel and by its shell.
    if isPatient, received == SIGHUP { return }
    TemporaryFile.removeAll()
    install(received, SIG_DFL)
    raise(received)
  }

  private static func announce() {
    let text: StaticString = "\nfinishing the step; ^C again stops at once\n"
    _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

@discardableResult
private func install(
  _ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?
) -> (@convention(c) (Int32) -> Void)? {
  signal(number, handler)
}
