import Foundation
@testable import TestSupport

/// The real program in a terminal of our own, its output stamped with the time as it comes.
///
/// What it writes is kept, and understood only when somebody asks: a terminal that thinks would take
/// processor time from the program.
final class Laboratory {
  /// Output, and when it was there.
  struct Piece {
    var seconds: Double
    var bytes: [UInt8]
  }

  static let program = ".build/release/residual-tui"
  /// What ends every frame.
  private static let frameEnd = Array("\u{1b}[?2026l".utf8)

  private(set) var screen: ScreenModel
  private(set) var pieces: [Piece] = []
  private let child: ChildProcess
  private let watch = Stopwatch()
  private let master: Int32
  private let slave: Int32

  /// Starts the program in a terminal of this size.
  init(_ arguments: [String], columns: Int, rows: Int) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    var name = [CChar](repeating: 0, count: 128)
    guard unsafe openpty(&master, &slave, &name, nil, &size) == 0 else {
      throw HarnessError("no pseudo-terminal")
    }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    (self.master, self.slave) = (master, slave)
    screen = ScreenModel(columns: columns, rows: rows)
    child = try ChildProcess(
      [Self.program] + arguments, environment: Program.environment(),
      streams: .terminal(
        String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)))
  }

  deinit {
    kill(child.identifier, SIGKILL)
    _ = try? child.wait()
    close(master)
    close(slave)
  }

  /// Seconds since the program was started.
  var now: Double { watch.seconds }

  /// Its process.
  var identifier: Int32 { child.identifier }

  /// Types a key.
  func type(_ key: UInt8) {
    var key = key
    _ = unsafe write(master, &key, 1)
  }

  /// Lets the program work for a time and keeps what it writes.
  func collect(seconds: Double) {
    let end = now + seconds
    while now < end { receive(milliseconds: Int32(max(1, (end - now) * 1000))) }
  }

  /// Forgets what was kept, having understood it.
  func understand() {
    for piece in pieces { screen.write(piece.bytes) }
    pieces = []
  }

  /// Collects until the screen satisfies `isReached`; answers when that output came.
  func wait(for goal: String, _ isReached: (ScreenModel) -> Bool) throws -> Double {
    let start = now
    understand()
    while now - start < 60, !child.hasEnded() {
      receive(milliseconds: 100)
      guard let last = pieces.last?.seconds else { continue }
      understand()
      if isReached(screen) { return last }
    }
    throw HarnessError("no \(goal):\n\(screen)")
  }

  /// Complete frames among what was kept.
  var frameCount: Int {
    let bytes = Array(pieces.map(\.bytes).joined())
    let end = Self.frameEnd
    guard bytes.count >= end.count else { return 0 }
    return (0...bytes.count - end.count).count { index in
      bytes[index] == end[0] && bytes[index..<index + end.count].elementsEqual(end)
    }
  }

  var byteCount: Int { pieces.reduce(0) { $0 + $1.bytes.count } }

  /// The step on the screen and when it came, for every piece of output that changed it.
  func understandSteps() -> [(seconds: Double, step: Int)] {
    var steps: [(seconds: Double, step: Int)] = []
    for piece in pieces {
      screen.write(piece.bytes)
      guard !screen.isSynchronized, let step = shownStep, step != steps.last?.step else { continue }
      steps.append((piece.seconds, step))
    }
    pieces = []
    return steps
  }

  private var shownStep: Int? {
    let words = screen.lines[0].split(separator: " ")
    guard let index = words.firstIndex(of: "step"), index + 1 < words.count else { return nil }
    return Int(words[index + 1])
  }

  private func receive(milliseconds: Int32) {
    var readable = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&readable, 1, milliseconds) > 0 else { return }
    let seconds = now
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = unsafe read(master, &buffer, buffer.count)
    if count > 0 { pieces.append(Piece(seconds: seconds, bytes: Array(buffer[..<count]))) }
  }
}
