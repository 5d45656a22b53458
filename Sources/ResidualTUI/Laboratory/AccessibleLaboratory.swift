import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The laboratory in sentences: lines in, lines out, no screen.
///
/// It is carried by the same scene and the same training thread as the screen is; only what is seen
/// is told. At the end of the input it leaves, once a step that was asked for has been trained.
@MainActor struct AccessibleLaboratory {
  private var scene: LaboratoryScene
  private let mailbox: Mailbox
  private let wakePipe: WakePipe
  private let keyboard: Int32
  private var output = Output(.standard)
  private var delivery = Delivery()
  private var narrator = Narrator()
  private var clock = SceneClock(start: .now)
  private var input = LineInput()
  /// Captions of a demo that were told.
  private var toldCaptions = 0
  private var ending: Ending?
  /// Whether a model was asked for that is not there yet: the first one, or another.
  private var isBuilding = true
  /// Whether a person types the lines.
  private let isTyped: Bool

  /// Starts the training thread; commands come from standard input, or from the terminal where that
  /// is the text.
  init(_ options: LaboratoryOptions) throws(TerminalError) {
    keyboard = try Self.openKeyboard(options.keyboard)
    isTyped = isatty(keyboard) == 1
    wakePipe = try WakePipe()
    mailbox = Mailbox(isRunning: false, pace: options.screen.pace, wakePipe: wakePipe)
    scene = LaboratoryScene(options, isUTF8: true, depth: .mono)
    try TrainingThread(mailbox: mailbox, log: options.log, source: options.source)
  }

  private static func openKeyboard(_ keyboard: Keyboard) throws(TerminalError) -> Int32 {
    guard keyboard == .controllingTerminal else { return STDIN_FILENO }
    let descriptor = unsafe open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noControllingTerminal }
    return descriptor
  }

  /// The state of the screen that is told.
  var state: AppState { scene.state }

  /// Talks until somebody quits, and answers what became of files.
  mutating func run(savingRun path: String?) throws(Failure) -> (Ending, faults: [String]) {
    Interruption.listen(finishingStep: true)
    try tell(Narrator.opening(scene.state))
    if scene.isPlaying { try tell([DemoWords.told[state.language]]) }
    while ending == nil {
      wait()
      if Interruption.signal != 0 { ending = .signal(Interruption.signal) }
      tick()
      try readLines()
      takeDelivery()
      try tell(narrator.sentences(scene.state) + caption())
    }
    return (ending ?? .quit, mailbox.finish(after: ending ?? .quit, savingRun: path))
  }

  /// Until a line, a report or the next moment of the clock.
  private func wait() {
    let milliseconds = max(0, clock.nextTick.milliseconds - MonotonicTime.now.milliseconds)
    var sources = [
      pollfd(fd: input.takesMore ? keyboard : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    _ = unsafe poll(&sources, nfds_t(sources.count), Int32(clamping: milliseconds))
    wakePipe.drain()
  }

  /// What a demo says, once.
  private mutating func caption() -> [String] {
    guard let player = scene.demo?.player, player.said != toldCaptions else { return [] }
    toldCaptions = player.said
    return player.caption.map { [$0[state.language]] } ?? []
  }

  private mutating func tick() {
    if scene.isPlaying { clock.wakeUp(now: .now) }
    if let milliseconds = clock.tick(now: .now) { feed(.clock(milliseconds: milliseconds)) }
  }

  private mutating func readLines() throws(Failure) {
    input.read(keyboard)
    // Of a pipe the next line waits for what the last one asked for.
    while ending == nil, isTyped || !isAwaiting, let line = input.next() {
      clock.wakeUp(now: .now)
      takeDelivery()
      if let answer = Narrator.answer(to: line, scene.state) {
        try tell(answer)
      } else {
        feed(.line(line))
      }
      try tell(narrator.sentences(scene.state))
    }
    if input.isOver, !isAwaiting { ending = ending ?? .quit }
  }

  /// Whether something is still to come of what was asked for; who lets it run waits for nothing.
  private var isAwaiting: Bool {
    isBuilding || scene.isPlaying || scene.state.isAwaiting
      || !scene.state.isRunning && !mailbox.isIdle
  }

  private mutating func takeDelivery() {
    mailbox.fetch(into: &delivery)
    if let failure = delivery.failure { ending = ending ?? .failure(failure) }
    if let facts = delivery.facts {
      isBuilding = false
      perform(scene.modelIsReady(facts))
    }
    let inspection = delivery.inspection.take()
    let delivery = delivery
    delivery.forEach { feed($0) }
    if let inspection { feed(.inspection(inspection)) }
  }

  private mutating func feed(_ event: Event) {
    switch event {
    case .rebuilt, .answer(.refused), .answer(.unchanged): isBuilding = false
    default: break
    }
    perform(scene.receive(event))
  }

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .training(let order):
        if case .rebuild = order { isBuilding = true }
        mailbox.post(order)
      case .shell(let order): perform(order)
      }
    }
  }

  private mutating func perform(_ order: ShellOrder) {
    switch order {
    case .set:
      feed(.answer(.denied("there is no screen; start without --accessible to change it")))
    case .keepLessons(let results): LessonProgress.keep(results)
    case .suspend: kill(0, SIGTSTP)
    case .quit: ending = .quit
    case .mouse, .redraw: break
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

  /// Takes what is there, without waiting; the last line also without its end.
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
          lines.append(take())
        } else if rest.count < Self.limit {
          rest.append(byte)
        }
      }
    }
    if !isOpen, !rest.isEmpty { lines.append(take()) }
    lines.removeAll(where: \.isEmpty)
  }

  private mutating func take() -> String {
    defer { rest = [] }
    return String(decoding: rest, as: UTF8.self)
  }
}
