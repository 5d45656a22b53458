import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The laboratory in sentences: lines in, lines out, no screen.
///
/// At the end of the input it leaves, once a step that was asked for has been trained.
@MainActor struct AccessibleLaboratory {
  private(set) var driver: SceneDriver
  private let wakePipe: WakePipe
  private let keyboard: Int32
  private var output = Output(.standard)
  private var narrator = Narrator()
  private var input = LineInput()
  /// Captions of a demo that were told.
  private var toldCaptions = 0
  /// Whether a person types the lines.
  private let isTyped: Bool

  /// Starts the training thread; commands come from standard input, or from the terminal where that
  /// is the text.
  init(_ options: LaboratoryOptions) throws(TerminalError) {
    keyboard = try Self.openKeyboard(options.keyboard)
    isTyped = isatty(keyboard) == 1
    wakePipe = try WakePipe()
    driver = SceneDriver(options, isUTF8: true, depth: .mono, wakePipe: wakePipe, start: .now)
    try TrainingThread(mailbox: driver.mailbox, log: options.log, source: options.source)
  }

  private static func openKeyboard(_ keyboard: Keyboard) throws(TerminalError) -> Int32 {
    guard keyboard == .controllingTerminal else { return STDIN_FILENO }
    let descriptor = unsafe open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noControllingTerminal }
    return descriptor
  }

  private var state: AppState { driver.scene.state }

  /// Talks until something ends it.
  mutating func run() throws(Failure) {
    Interruption.listen(finishingStep: true)
    try tell(Narrator.opening(state))
    if driver.scene.isPlaying { try tell([DemoWords.told[state.language]]) }
    while driver.ending == nil {
      wait()
      if Interruption.signal != 0 { driver.ending = .signal(Interruption.signal) }
      perform(driver.tick(at: .now))
      try readLines()
      perform(driver.fetch(at: .now))
      try tell(narrator.sentences(state) + caption())
    }
  }

  /// Until a line, a report or the next moment of the clock.
  private func wait() {
    let milliseconds = max(0, driver.clock.nextTick.milliseconds - MonotonicTime.now.milliseconds)
    var sources = [
      pollfd(fd: input.takesMore ? keyboard : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    _ = unsafe poll(&sources, nfds_t(sources.count), Int32(clamping: milliseconds))
    wakePipe.drain()
  }

  /// What a demo says, once.
  private mutating func caption() -> [String] {
    guard let player = driver.scene.demo?.player, player.said != toldCaptions else { return [] }
    toldCaptions = player.said
    return player.caption.map { [$0[state.language]] } ?? []
  }

  private mutating func readLines() throws(Failure) {
    input.read(keyboard)
    // Of a pipe the next line waits for what the last one asked for.
    while driver.ending == nil, isTyped || !isAwaiting, let line = input.next() {
      driver.clock.wakeUp(now: .now)
      perform(driver.fetch(at: .now))
      if let answer = Narrator.answer(to: line, state) {
        try tell(answer)
      } else {
        perform(driver.receive(.line(line)))
      }
      try tell(narrator.sentences(state))
    }
    if input.isOver, !isAwaiting { driver.ending = driver.ending ?? .quit }
  }

  /// Whether something is still to come of what was asked for; nobody waits for a run that goes on.
  private var isAwaiting: Bool {
    driver.isBuilding || driver.scene.isPlaying || state.isAwaiting
      || !state.isRunning && !driver.mailbox.isIdle
  }

  private mutating func perform(_ orders: [ShellOrder]) {
    for order in orders {
      switch order {
      case .set:
        let reason = "there is no screen; start without --accessible to change it"
        perform(driver.receive(.answer(.denied(reason))))
      case .keepLessons(let results): LessonProgress.keep(results)
      case .suspend: kill(0, SIGTSTP)
      case .quit: driver.ending = .quit
      case .mouse, .redraw: break
      }
    }
  }

  private mutating func tell(_ sentences: [String]) throws(Failure) {
    guard !sentences.isEmpty else { return }
    try output.write(sentences.map { Printable.escaped($0) + "\n" }.joined())
  }
}

/// Cuts what is typed into lines.
private struct LineInput {
  /// Bytes of a line that are kept; nobody types more.
  private static let limit = 1 << 16
  /// Lines that may wait; the rest stays where it comes from.
  private static let room = 1024

  private(set) var isOpen = true
  private var rest: [UInt8] = []
  private var lines: [String] = []

  /// Whether there will be no more lines.
  var isOver: Bool { !isOpen && lines.isEmpty }

  /// Whether there is room for what comes next.
  var takesMore: Bool { isOpen && lines.count < Self.room }

  /// The next line, if it is there.
  mutating func next() -> String? { lines.isEmpty ? nil : lines.removeFirst() }

  /// Reads what is there, without waiting; the last line also without its end.
  mutating func read(_ descriptor: Int32) {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var piece = Array(repeating: UInt8(0), count: 4096)
    for _ in 0..<16 where takesMore {
      guard unsafe poll(&source, 1, 0) > 0 else { break }
      let count = unsafe readOnce(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { isOpen = false }
      for byte in piece.prefix(max(count, 0)) {
        if byte == UInt8(ascii: "\n") {
          lines.append(endLine())
        } else if rest.count < Self.limit {
          rest.append(byte)
        }
      }
    }
    if !isOpen, !rest.isEmpty { lines.append(endLine()) }
    lines.removeAll(where: \.isEmpty)
  }

  private mutating func endLine() -> String {
    defer { rest = [] }
    return String(decoding: rest, as: UTF8.self)
  }
}
