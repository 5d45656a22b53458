import CNcurses
import CTermGuard

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// All that is sent to an open screen, on its way to the terminal and, where asked for, into a
/// recording.
///
/// ncurses writes to a descriptor. Where a session is recorded it has one of its own: the terminal's,
/// and while it draws a file in memory, whose bytes then go both ways. The guard that restores the
/// terminal knows nothing of it.
@MainActor final class TerminalOutput {
  let recorder: CastRecorder?
  /// Where ncurses writes.
  let descriptor: Int32
  private let memory: Int32

  /// Opens the ways out.
  init(recorder: CastRecorder?) throws(TerminalError) {
    self.recorder = recorder
    guard recorder != nil else {
      (descriptor, memory) = (STDOUT_FILENO, -1)
      return
    }
    descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    memory = termguard_memory_file()
    guard descriptor >= 0, memory >= 0 else { throw .system("memory for the recording") }
  }

  deinit {
    // ncurses keeps its stream to the end of the program, and with it the other descriptor.
    if memory >= 0 { close(memory) }
  }

  /// Sends text.
  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends what no recording should repeat: a question that another terminal would answer.
  func ask(_ text: String) { Self.write(Array(text.utf8)) }

  /// Lets ncurses write.
  func draw(_ update: () -> Void) {
    guard memory >= 0 else { return update() }
    ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
    guard dup2(memory, descriptor) >= 0 else { return update() }
    update()
    dup2(STDOUT_FILENO, descriptor)
    send(drawn())
  }

  private func drawn() -> [UInt8] {
    let size = Int(lseek(memory, 0, SEEK_CUR))
    var bytes = [UInt8](repeating: 0, count: max(size, 0))
    let count = unsafe pread(memory, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(count, 0)))
  }

  private func send(_ bytes: [UInt8]) {
    Self.write(bytes)
    recorder?.write(bytes)
  }

  private static func write(_ bytes: [UInt8]) {
    // A terminal that went away announces itself by a signal.
    try? Output.write(bytes[...], to: STDOUT_FILENO) { "the terminal" }
  }
}
