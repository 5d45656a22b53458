import CTermGuard

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Wakes the thread that waits on the keyboard.
///
/// Open for the life of the program, since signal handlers and the training thread may write to it
/// until the very end.
struct WakePipe: Hashable, Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  /// Opens the pipe; both ends never block.
  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe termguard_pipe(&ends) == 0 else { throw .system("pipe") }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  /// Wakes the waiting thread; a full pipe wakes as well.
  func wake() {
    var byte: UInt8 = 0
    _ = unsafe write(writeEnd, &byte, 1)
  }

  /// Forgets the wake-ups so far.
  func drain() {
    termguard_drain(readEnd)
  }
}
