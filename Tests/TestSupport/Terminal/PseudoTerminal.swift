#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program in a terminal of our own making: keys in, a screen out, down to the byte.
package final class PseudoTerminal {
  package private(set) var screen: ScreenModel
  /// Everything that came out of the program.
  package private(set) var output: [UInt8] = []
  package let child: ChildProcess
  fileprivate let master: Int32
  private let slave: Int32
  private let settingsBefore: [UInt8]

  /// Starts the program in a terminal of this size; `input` is a file that is standard input instead.
  package init(
    _ arguments: [String] = [], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:], input: String? = nil,
    answers: ScreenModel.Answers? = nil
  ) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    var name = [CChar](repeating: 0, count: 128)
    guard unsafe openpty(&master, &slave, &name, nil, &size) == 0 else {
      throw HarnessError("no pseudo-terminal")
    }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    (self.master, self.slave) = (master, slave)
    settingsBefore = Self.settings(of: slave)
    screen = ScreenModel(columns: columns, rows: rows)
    screen.answers = answers
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let path = String(decoding: bytes, as: UTF8.self)
    child = try ChildProcess(
      [Program.path] + arguments, environment: Program.environment(environment),
      streams: input.map { .terminalWithInput(path, file: $0) } ?? .terminal(path))
  }

  deinit {
    close(master)
    close(slave)
  }

  /// Types bytes, reading meanwhile so that neither side waits for the other.
  package func type(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let deadline = Stopwatch()
    while !rest.isEmpty {
      let count = unsafe Array(rest).withUnsafeBytes {
        unsafe write(master, $0.baseAddress, $0.count)
      }
      if count > 0 { rest = rest.dropFirst(count) }
      if child.hasEnded() { return }
      if deadline.seconds > 20 { throw HarnessError("keys are not taken:\n\(screen)") }
      read(waiting: count > 0 ? 0 : 5)
    }
  }

  /// Types text.
  package func type(_ text: String) throws { try type(Array(text.utf8)) }

  /// Gives the terminal another size; the kernel tells the program.
  package func resize(columns: Int, rows: Int) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    screen.resize(columns: columns, rows: rows)
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) { kill(child.identifier, number) }

  /// Reads until the screen satisfies `isReached`; answers the seconds it took.
  @discardableResult package func wait(
    for goal: String, timeout: Double = 20, _ isReached: (ScreenModel) -> Bool
  ) throws -> Double {
    let watch = Stopwatch()
    while !isReached(screen) {
      if child.hasEnded() {
        while read(waiting: 0) > 0 {}
        if isReached(screen) { break }
        throw HarnessError("ended (\(String(describing: child.status))) before \(goal):\n\(screen)")
      }
      guard watch.seconds < timeout else {
        throw HarnessError(
          "no \(goal) after \(output.count) bytes (\(screen.columns)x\(screen.rows), \(screen.unknown)):\n\(screen)"
        )
      }
      read(waiting: 5)
    }
    return watch.seconds
  }

  /// Reads until `text` stands on the screen.
  @discardableResult package func wait(
    forText text: String, timeout: Double = 20
  ) throws -> Double {
    try wait(for: "“\(text)”", timeout: timeout) { $0.contains(text) }
  }

  /// Reads until the step in the title is `step` or a later one: a busy machine draws not every step.
  @discardableResult package func wait(forStep step: Int) throws -> Double {
    try wait(for: "step \(step)") { screen in
      guard let place = screen.lines[0].firstRange(of: "step ") else { return false }
      let digits = screen.lines[0][place.upperBound...].prefix(while: \.isNumber)
      return Int(digits).map { $0 >= step } ?? false
    }
  }

  /// Reads until nothing more has come for `milliseconds`, or for a second if it never stops.
  package func settle(milliseconds: Int32 = 100) {
    let watch = Stopwatch()
    while watch.seconds < 1, read(waiting: milliseconds) > 0 {}
  }

  /// Reads what comes within a time and returns the number of bytes.
  package func readFor(seconds: Double) -> Int {
    let watch = Stopwatch()
    var count = 0
    while watch.seconds < seconds { count += read(waiting: 5) }
    return count
  }

  /// Reads to the end of the program.
  package func waitForExit(timeout: Double = 20) throws -> ExitStatus {
    let watch = Stopwatch()
    while !child.hasEnded() {
      guard watch.seconds < timeout else { throw HarnessError("does not end:\n\(screen)") }
      read(waiting: 5)
    }
    while read(waiting: 0) > 0 {}
    return child.wait()
  }

  /// What is not as the program found it: empty when the terminal is restored.
  package var unrestored: [String] {
    var faults: [String] = []
    if Self.settings(of: slave) != settingsBefore { faults.append("line settings differ") }
    if screen.isAlternate { faults.append("alternate screen is on") }
    if !screen.isCursorVisible { faults.append("cursor is hidden") }
    if screen.isSynchronized { faults.append("synchronized output is on") }
    if !screen.inputModes.isEmpty { faults.append("modes \(screen.inputModes) are on") }
    if screen.hasStyle { faults.append("text style is on") }
    return faults
  }

  @discardableResult private func read(waiting milliseconds: Int32) -> Int {
    var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&end, 1, milliseconds) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = unsafe readBytes(master, &buffer, buffer.count)
    guard count > 0 else { return 0 }
    let told = screen.replies.count
    screen.write(buffer[..<count])
    output += buffer[..<count]
    for reply in screen.replies[told...] {
      let bytes = Array(reply.utf8)
      _ = unsafe writeBytes(master, bytes, bytes.count)
    }
    return count
  }

  /// Bytes that were typed or told and that the program has left for whoever reads next.
  package var unread: Int {
    var settings = termios()
    unsafe tcgetattr(slave, &settings)
    // Lines would be counted only when they are complete.
    settings.c_lflag &= ~tcflag_t(ICANON)
    unsafe tcsetattr(slave, TCSANOW, &settings)
    var count: Int32 = 0
    _ = unsafe ioctl(slave, UInt(FIONREAD), &count)
    return Int(count)
  }

  private static func settings(of terminal: Int32) -> [UInt8] {
    var settings = termios()
    unsafe tcgetattr(terminal, &settings)
    return unsafe withUnsafeBytes(of: &settings) { unsafe Array($0) }
  }
}

/// Time since it was made; for deadlines and reported measurements, never for an assertion.
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

// MARK: - Terminals that misbehave

extension PseudoTerminal {
  /// Writes on the screen behind the program's back.
  package func scribble() {
    screen.write(Array("\u{1b}[5;5Hscribble".utf8))
  }

  /// Lets output pile up unread until the program can write no more.
  package func fillUp() {
    let watch = Stopwatch()
    var key = UInt8(ascii: "?")
    while watch.seconds < 1 {
      _ = unsafe writeBytes(master, &key, 1)
      var nothing = pollfd(fd: -1, events: 0, revents: 0)
      _ = unsafe poll(&nothing, 1, 20)
    }
  }

  /// Whether the program ends on repeated interrupts although nobody reads its output.
  package func endsInterruptedUnread(timeout: Double = 5) -> Bool {
    let watch = Stopwatch()
    while !child.hasEnded() && watch.seconds < timeout {
      signal(SIGINT)
      var nothing = pollfd(fd: -1, events: 0, revents: 0)
      _ = unsafe poll(&nothing, 1, 50)
    }
    return child.hasEnded()
  }
}
