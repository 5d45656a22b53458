#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program in a terminal of our own making: keys in, a screen out, down to the byte.
///
/// The screen goes on frame by frame, as far as somebody waits for: a test that reads late sees what
/// one that reads at once would have seen, and no note is missed because it has gone meanwhile.
package final class PseudoTerminal {
  package private(set) var screen: ScreenModel
  /// Everything that the screen was sent.
  package private(set) var output: [UInt8] = []
  /// What came out of the program and is not on the screen yet.
  private var unseen: ArraySlice<UInt8> = []
  package let child: ChildProcess
  fileprivate let master: Int32
  fileprivate let slave: Int32
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

  /// Types bytes in one go, so that no sequence is torn, and reads meanwhile, so that neither side
  /// waits for the other.
  ///
  /// What the program has answered by then is seen by the next wait.
  package func type(_ bytes: [UInt8]) throws {
    receive(waiting: 0)
    showAll()
    var rest = bytes[...]
    let alarm = Alarm()
    while !rest.isEmpty {
      let count = unsafe Array(rest).withUnsafeBytes {
        unsafe write(master, $0.baseAddress, $0.count)
      }
      if count > 0 { rest = rest.dropFirst(count) }
      if child.hasEnded() { return }
      if alarm.hasRung { throw HarnessError("keys are not taken:\n\(screen)") }
      receive(waiting: count > 0 ? 0 : 5)
    }
  }

  /// Types text.
  package func type(_ text: String) throws { try type(Array(text.utf8)) }

  /// Gives the terminal another size; the kernel tells the program.
  package func resize(columns: Int, rows: Int) {
    receive(waiting: 0)
    showAll()
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    screen.resize(columns: columns, rows: rows)
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) { kill(child.identifier, number) }

  /// Reads frame by frame until the screen satisfies `isReached`; answers the seconds it took.
  @discardableResult package func wait(
    for goal: String, _ isReached: (ScreenModel) -> Bool
  ) throws -> Double {
    let watch = Stopwatch()
    let alarm = Alarm()
    // Half a frame is no screen.
    while screen.isSynchronized || !isReached(screen) {
      if showNext() { continue }
      let hasEnded = child.hasEnded()
      if receive(waiting: hasEnded ? 0 : 5) > 0 { continue }
      if hasEnded {
        if isReached(screen) { break }
        throw HarnessError("ended (\(String(describing: child.status))) before \(goal):\n\(screen)")
      }
      guard !alarm.hasRung else {
        throw HarnessError(
          "no \(goal) after \(output.count) bytes (\(screen.columns)x\(screen.rows), \(screen.unknown)):\n\(screen)"
        )
      }
    }
    return watch.seconds
  }

  /// Reads until the screen shows `text`.
  @discardableResult package func wait(forText text: String) throws -> Double {
    try wait(for: "“\(text)”") { $0.contains(text) }
  }

  /// Reads until the step in the title is `step` or a later one: a busy machine draws not every step.
  @discardableResult package func wait(forStep step: Int) throws -> Double {
    try wait(for: "step \(step)") { screen in
      guard let place = screen.lines[0].firstRange(of: "step ") else { return false }
      let digits = screen.lines[0][place.upperBound...].prefix(while: \.isNumber)
      return Int(digits).map { $0 >= step } ?? false
    }
  }

  /// Has everything drawn again, and answers the bytes of that frame.
  ///
  /// Keys are taken one after the other: what was typed before is drawn then.
  @discardableResult package func redraw() throws -> ArraySlice<UInt8> {
    try type("\u{0c}")
    let before = screen.clearCount
    var start = output.count
    try wait(for: "a whole frame") { screen in
      if screen.clearCount > before { return true }
      start = output.count
      return false
    }
    return output[start...]
  }

  /// Reads what comes within a time and returns the number of bytes; for measurements.
  package func readFor(seconds: Double) -> Int {
    let watch = Stopwatch()
    let before = output.count
    while watch.seconds < seconds {
      receive(waiting: 5)
      showAll()
    }
    return output.count - before
  }

  /// Reads to the end of the program.
  package func waitForExit() throws -> ExitStatus {
    let alarm = Alarm()
    while !child.hasEnded() {
      guard !alarm.hasRung else { throw HarnessError("does not end:\n\(screen)") }
      receive(waiting: 5)
      showAll()
    }
    while receive(waiting: 0) > 0 { showAll() }
    showAll()
    return try child.wait()
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

  /// Takes in what has come out of the program; answers how much.
  @discardableResult private func receive(waiting milliseconds: Int32) -> Int {
    var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&end, 1, milliseconds) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = unsafe readBytes(master, &buffer, buffer.count)
    guard count > 0 else { return 0 }
    unseen += buffer[..<count]
    return count
  }

  /// Shows what has come, up to the end of the next frame; answers whether there was anything.
  private func showNext() -> Bool {
    guard !unseen.isEmpty else { return false }
    let told = screen.replies.count
    let count = screen.writeFrame(unseen)
    output += unseen.prefix(count)
    unseen = unseen.dropFirst(count)
    for reply in screen.replies[told...] {
      let bytes = Array(reply.utf8)
      _ = unsafe writeBytes(master, bytes, bytes.count)
    }
    return true
  }

  private func showAll() { while showNext() {} }

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

// MARK: - Terminals that misbehave

extension PseudoTerminal {
  /// Writes on the screen behind the program's back.
  package func scribble() {
    screen.write(Array("\u{1b}[5;5Hscribble".utf8))
  }

  /// Lets output pile up unread until the program can write no more.
  package func fillUp() throws {
    let alarm = Alarm()
    var key = UInt8(ascii: "?")
    var room = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
    while unsafe poll(&room, 1, 0) > 0 {
      guard !alarm.hasRung else { throw HarnessError("the terminal takes all:\n\(screen)") }
      _ = unsafe writeBytes(master, &key, 1)
      rest(milliseconds: 20)
    }
  }

  /// Interrupts again and again while nobody reads the output, until the program ends.
  package func endsInterruptedUnread() -> Bool {
    let alarm = Alarm()
    while !child.hasEnded() && !alarm.hasRung {
      signal(SIGINT)
      rest(milliseconds: 50)
    }
    return child.hasEnded()
  }

  /// Types a line on the terminal that the program has left, and reads to its echo: what the program
  /// did not read is echoed before it.
  package func echo(_ line: String) throws {
    let bytes = Array((line + "\n").utf8)
    _ = unsafe writeBytes(master, bytes, bytes.count)
    let alarm = Alarm()
    while !screen.contains(line) {
      guard !alarm.hasRung else { throw HarnessError("no echo:\n\(screen)") }
      receive(waiting: 5)
      showAll()
    }
  }
}
