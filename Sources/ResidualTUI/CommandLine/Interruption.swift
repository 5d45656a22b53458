import CTermGuard
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The signals that ask a run to end in order.
enum Interruption {
  private static let pending = Atomic<Int32>(0)

  /// The signal that came, or 0.
  static var signal: Int32 { pending.load(ordering: .relaxed) }

  /// From here on the first SIGINT or SIGTERM is only remembered; a second one ends the program.
  static func listen() {
    pending.store(0, ordering: .relaxed)
    // A parent may have left signals blocked or ignored.
    termguard_unblock_all()
    for number in [SIGINT, SIGTERM] {
      install(number) { received in
        Interruption.pending.store(received, ordering: .relaxed)
        install(received, SIG_DFL)
      }
    }
    // A closed pipe ends the program, as it should.
    install(SIGPIPE, SIG_DFL)
  }
}

@discardableResult
private func install(
  _ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?
) -> (@convention(c) (Int32) -> Void)? {
  signal(number, handler)
}
