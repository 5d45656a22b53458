import CTermGuard
import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How the laboratory came to its end.
enum Ending: Hashable, Sendable {
  case quit
  /// A signal asked for it, or the terminal went away (SIGHUP).
  case signal(Int32)
  case failure(String)
}

/// Carries keys, time and reports to the scene, its effects to the trainer, its cells to the screen.
///
/// One wait on keyboard, signals and reports; nothing here blocks on the trainer.
@MainActor struct EventLoop<Content: Scene>: ~Copyable {
  /// What is not on the screen yet.
  private enum Staleness: Comparable {
    case fresh, byEvents, byKey
  }

  private(set) var scene: Content
  private var session: TerminalSession
  private let mailbox: Mailbox
  private let wakePipe: WakePipe
  private var screen: CursesScreen
  /// The frame that is on it.
  private var shown = Canvas(columns: 0, rows: 0)
  private var decoder = KeyDecoder()
  private var budget: FrameBudget
  private var frameRate: FrameBudget.Rate {
    didSet { budget = FrameBudget(frameRate, now: .now) }
  }
  private var clock: SceneClock
  private var delivery = Delivery()
  private var staleness = Staleness.byEvents
  private var ending: Ending?
  /// What the terminal is still to be asked.
  private var questions: TerminalQuestions
  /// When its replies are too late.
  private var replyLimit: MonotonicTime

  /// Takes over the open screen; `questions` are asked once it shows the first frame.
  init(
    scene: Content, session: consuming TerminalSession, questions: TerminalQuestions,
    mailbox: Mailbox, wakePipe: WakePipe, frameRate: FrameBudget.Rate
  ) {
    self.scene = scene
    self.mailbox = mailbox
    self.wakePipe = wakePipe
    screen = CursesScreen(session.abilities, session.output)
    self.session = session
    let now = MonotonicTime.now
    self.frameRate = frameRate
    budget = FrameBudget(frameRate, now: now)
    clock = SceneClock(start: now)
    self.questions = questions
    replyLimit = now
  }

  /// Runs until something ends it.
  mutating func run() -> Ending {
    takeSize()
    while ending == nil {
      drawIfDue()
      let seen = termguard_wait(session.keyboard, wakePipe.readEnd, waitMilliseconds())
      guard seen >= 0 else { return .failure("cannot wait for keys") }
      tick()
      // A window-size signal shows as a key, whether or not the keyboard is readable.
      readKeys()
      if seen & Int32(TERMGUARD_HANGUP) != 0 { ending = ending ?? .signal(SIGHUP) }
      if seen & Int32(TERMGUARD_WAKE) != 0 { wakePipe.drain() }
      takeSignals()
      noteBacklog()
    }
    awaitReplies()
    return ending ?? .quit
  }
}

// MARK: - What comes in

extension EventLoop {
  private mutating func feed(_ event: Event, _ staleness: Staleness) {
    perform(scene.receive(event))
    if let recorder = session.output.recorder { scene.marks.forEach(recorder.mark) }
    self.staleness = max(self.staleness, staleness)
  }

  private mutating func takeSize() {
    let size = screen.size
    screen.invalidate()
    session.output.recorder?.resize(columns: size.columns, rows: size.rows)
    feed(.resize(columns: size.columns, rows: size.rows), .byKey)
  }

  /// Tells the time: always before other events, and by itself while somebody may be watching.
  private mutating func tick() {
    if scene.isPlaying { clock.wakeUp(now: .now) }
    if let milliseconds = clock.tick(now: .now) {
      feed(.clock(milliseconds: milliseconds), .byEvents)
    }
  }

  /// Reads what was typed; a flood of it leaves room for frames.
  private mutating func readKeys() {
    // Of a mouse's way only the end counts.
    var motion: [Event] = []
    defer { take(motion) }
    for _ in 0..<1024 {
      guard let input = session.nextInput() else {
        // Of a reply that comes in pieces the first may be a lone escape.
        if !awaitsReplies { take(decoder.pause(at: .now)) }
        return
      }
      if input == .resized { takeSize() }
      let events = decoder.decode(input)
      if case .mouse(let mouse) = events.first, mouse.kind == .motion {
        motion = events
      } else if !events.isEmpty {
        take(motion)
        motion = []
        take(events)
      }
    }
    staleness = .byKey
  }

  /// Takes what a person did.
  private mutating func take(_ events: [Event]) {
    if !events.isEmpty { takeDelivery() }
    for event in events where ending == nil {
      if case .terminal(let reply) = event {
        take(reply)
        continue
      }
      clock.wakeUp(now: .now)
      feed(event.over(shown), .byKey)
    }
  }

  private mutating func take(_ reply: TerminalReply) {
    guard MonotonicTime.now < replyLimit else { return }
    // Where characters were wider than ncurses believes, nothing is where it believes.
    if case .ambiguousWidth(let columns) = reply, columns != 1 { screen.invalidate() }
    feed(.terminal(reply), .byKey)
  }

  private var awaitsReplies: Bool {
    !decoder.awaited.isEmpty && MonotonicTime.now < replyLimit
  }

  /// Gives replies that are under way their time: a shell would take them for typed.
  private mutating func awaitReplies() {
    while awaitsReplies, ending != .signal(SIGHUP) {
      guard termguard_wait(session.keyboard, wakePipe.readEnd, 10) >= 0 else { return }
      wakePipe.drain()
      while let input = session.nextInput() { _ = decoder.decode(input) }
    }
  }

  private mutating func takeSignals() {
    if termguard_take_stop() != 0 {
      awaitReplies()
      let stop = MonotonicTime.now
      session.suspend()
      // Nothing was trained and nobody looked: it is no part of the scene's time.
      clock.skip(nanoseconds: MonotonicTime.now.nanoseconds - stop.nanoseconds)
      takeSize()
      clock.wakeUp(now: .now)
    }
    let signal = termguard_quit_signal()
    if signal != 0 { ending = .signal(signal) }
  }

  /// Leaves reports where they are until a frame or a key needs them, if they have room there.
  private mutating func noteBacklog() {
    switch mailbox.backlog {
    case .nothing: break
    case .reports: staleness = max(staleness, .byEvents)
    case .urgent: takeDelivery()
    }
  }

  private mutating func takeDelivery() {
    mailbox.fetch(into: &delivery)
    if let failure = delivery.failure { ending = ending ?? .failure(failure) }
    if let facts = delivery.facts {
      perform(scene.modelIsReady(facts))
      staleness = .byKey
      clock.wakeUp(now: .now)
    }
    let inspection = delivery.inspection.take()
    let delivery = delivery
    delivery.forEach { feed($0, .byEvents) }
    if let inspection { feed(.inspection(inspection), .byEvents) }
  }
}

// MARK: - What goes out

extension EventLoop {
  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .lab, .run, .pause, .trainOneStep, .pace, .inspect, .walk, .breakpoints, .rebuild,
        .pauseAfter, .measure, .write:
        mailbox.take(effect)
      case .set(let setting): set(setting)
      case .mouse(let isOn): session.setMouse(isOn)
      case .keepLessons(let results): LessonProgress.keep(results)
      case .suspend: kill(0, SIGTSTP)
      case .redraw:
        screen.invalidate()
        staleness = .byKey
      case .quit: ending = .quit
      }
    }
  }

  private mutating func set(_ setting: RunSetting) {
    switch setting {
    case .framesPerSecond(let rate): frameRate.perSecond = rate
    case .reducesMotion(let isReduced): frameRate.isReduced = isReduced
    case .color(let choice): recolor(choice, session.wishedDepth)
    case .colorDepth(let depth): recolor(session.colorChoice, depth)
    case .threads, .historyBytes, .log: mailbox.take(.set(setting))
    }
  }

  /// Draws with other colours; where that cannot be, all stays as it is.
  private mutating func recolor(_ choice: ColorChoice, _ depth: ColorDepth?) {
    do throws(TerminalError) {
      try session.recolor(choice, depth: depth)
      screen = CursesScreen(session.abilities, session.output)
      feed(.colors(session.abilities.depth), .byKey)
    } catch { feed(.answer(.denied(error.description)), .byKey) }
  }

  private mutating func drawIfDue() {
    guard staleness > .fresh else { return }
    let now = MonotonicTime.now
    guard now >= frameTime else { return }
    takeDelivery()
    budget.spend(at: now)
    staleness = .fresh
    let size = screen.size
    var canvas = Canvas(columns: size.columns, rows: size.rows)
    scene.draw(on: &canvas)
    shown = canvas
    let depth = session.abilities.depth
    screen.show(canvas) { [scene] style in scene.appearance(of: style, depth: depth) }
    ask(questions.fitting(columns: size.columns, rows: size.rows))
    questions = []
  }

  private mutating func ask(_ questions: TerminalQuestions) {
    guard !questions.isEmpty else { return }
    decoder.expect(questions)
    screen.ask(questions)
    replyLimit = .now + TerminalQuestions.nanoseconds
  }

  private var frameTime: MonotonicTime { budget.earliest(forKey: staleness == .byKey) }

  /// Until the next frame or clock event, rounded up.
  private func waitMilliseconds() -> Int32 {
    let now = MonotonicTime.now
    let frame = staleness > .fresh ? min(frameTime, clock.nextTick) : clock.nextTick
    let next = decoder.limit.map { min($0, frame) } ?? frame
    let nanoseconds = max(0, next.nanoseconds - now.nanoseconds)
    return Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
  }
}
