import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Text on one of the standard streams, written whole.
struct Output {
  /// The streams.
  enum Stream: Hashable, Sendable {
    case standard
    case error

    fileprivate var descriptor: Int32 { self == .standard ? STDOUT_FILENO : STDERR_FILENO }
  }

  private let stream: Stream

  init(_ stream: Stream) { self.stream = stream }

  /// Whether a person reads it.
  var isTerminal: Bool { isatty(stream.descriptor) == 1 }

  /// Columns of the terminal; 80 where it does not say.
  var columns: Int { size?.columns ?? 80 }

  /// The terminal's size, if it says one.
  var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard unsafe ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all of the text, or says why not.
  ///
  /// After a hang-up it is written nowhere.
  ///
  /// - Throws: `closedPipe` when nobody reads any more.
  mutating func write(_ text: String) throws(Failure) {
    do throws(Failure) {
      try Self.write(Array(text.utf8)[...], to: stream.descriptor) {
        stream == .standard ? "standard output" : "standard error"
      }
    } catch {
      // A terminal that hangs up fails first and signals then; the run has its weights to save.
      // Nothing tells that the signal is under way, so the failure, which ends the run otherwise,
      // waits for it once.
      usleep(20_000)
      if Interruption.signal != SIGHUP { throw error }
    }
  }

  /// Writes names in a column and what they are beside them.
  mutating func write(catalogue: [(name: String, text: String)]) throws(Failure) {
    let width = catalogue.map(\.name.count).max() ?? 0
    let lines = catalogue.map { entry in
      entry.name + String(repeating: " ", count: width + 2 - entry.name.count) + entry.text + "\n"
    }
    try write(lines.joined())
  }

  /// Writes bytes to a descriptor, over interruptions and short writes; one that somebody else made
  /// non-blocking is waited for.
  static func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, name: () -> String
  ) throws(Failure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe writeOnce(descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw Failure(message: "", code: .closedPipe)
      } else if errno == EAGAIN {
        var source = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&source, 1, -1)
      } else if errno != EINTR {
        throw .failed("cannot write to \(name()): \(System.lastError)")
      }
    }
  }

  /// One line on standard error, foreign characters escaped.
  static func printError(_ message: String) {
    var output = Output(.error)
    // Nothing is left to tell it to when this fails.
    try? output.write("residual-tui: \(Printable.escaped(message))\n")
  }
}

private func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
