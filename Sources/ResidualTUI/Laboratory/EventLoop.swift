import CTermGuard
import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The laboratory on the screen: carries keys and signals to the driver, its cells to the screen.
///
/// One wait on keyboard, signals and reports; nothing here blocks on the trainer.
@MainActor struct EventLoop: ~Copyable {
  private(set) var driver: SceneDriver
  private var session: TerminalSession
  private let wakePipe: WakePipe
  private var screen: CursesScreen
  /// The frame that is on it.
  private var shown = Canvas(columns: 0, rows: 0)
  private var decoder = KeyDecoder()
  private var budget: FrameBudget
  private var frameRate: FrameBudget.Rate {
    didSet { budget = FrameBudget(frameRate, now: .now) }
  }
  /// What the terminal is still to be asked, once it shows the first frame.
  private var questions: TerminalQuestions
  /// When its replies are too late.
  private var replyLimit: MonotonicTime

  /// Opens the screen and starts the training thread.
  init(_ options: LaboratoryOptions) throws(TerminalError) {
    let settings = options.screen
    let wakePipe = try WakePipe()
    let session = try TerminalSession(
      colors: settings.color, depth: settings.colorDepth, keys: options.keyboard,
      mouse: settings.mouse, wakePipe: wakePipe, recorder: options.recorder)
    let abilities = session.abilities
    let now = MonotonicTime.now
    let driver = SceneDriver(
      options, isUTF8: abilities.isUTF8, depth: abilities.depth, wakePipe: wakePipe, start: now)
    try TrainingThread(mailbox: driver.mailbox, log: options.log, source: options.source)
    screen = CursesScreen(abilities, session.output)
    frameRate = FrameBudget.Rate(
      perSecond: settings.framesPerSecond, isReduced: settings.reducesMotion)
    budget = FrameBudget(frameRate, now: now)
    questions = TerminalQuestions(abilities, theme: settings.theme, glyphs: settings.glyphs)
    replyLimit = now
    (self.wakePipe, self.driver) = (wakePipe, driver)
    self.session = session
  }

  /// Runs until something ends it.
  mutating func run() {
    readSize()
    while driver.ending == nil {
      drawIfDue()
      let seen = termguard_wait(session.keyboard, wakePipe.readEnd, waitMilliseconds())
      guard seen >= 0 else {
        driver.ending = .failure("cannot wait for keys")
        return
      }
      perform(driver.tick(at: .now))
      // A window-size signal shows as a key, whether or not the keyboard is readable.
      readKeys()
      if seen & Int32(TERMGUARD_HANGUP) != 0 { driver.ending = driver.ending ?? .signal(SIGHUP) }
      if seen & Int32(TERMGUARD_WAKE) != 0 { wakePipe.drain() }
      obeySignals()
      noteBacklog()
    }
    awaitReplies()
  }
}

// MARK: - What comes in

extension EventLoop {
  private mutating func feed(_ event: Event) { perform(driver.receive(event, .byKey)) }

  private mutating func readSize() {
    let size = screen.size
    screen.invalidate()
    session.output.recorder?.resize(columns: size.columns, rows: size.rows)
    feed(.resize(columns: size.columns, rows: size.rows))
  }

  /// Reads what was typed; a flood of it leaves room for frames.
  private mutating func readKeys() {
    // Only the last of consecutive motion events matters.
    var motion: [Event] = []
    defer { receive(motion) }
    for _ in 0..<1024 {
      guard let input = session.nextInput() else {
        // Of a reply that comes in pieces the first may be a lone escape.
        if !awaitsReplies { receive(decoder.pause(at: .now)) }
        return
      }
      if input == .resized { readSize() }
      let events = decoder.decode(input)
      if case .mouse(let mouse) = events.first, mouse.kind == .motion {
        motion = events
      } else if !events.isEmpty {
        receive(motion)
        motion = []
        receive(events)
      }
    }
    driver.staleness = .byKey
  }

  /// Takes in what a person did.
  private mutating func receive(_ events: [Event]) {
    if !events.isEmpty { fetch() }
    for event in events where driver.ending == nil {
      if case .terminal(let reply) = event {
        receive(reply)
        continue
      }
      driver.clock.wakeUp(now: .now)
      feed(event.over(shown))
    }
  }

  private mutating func receive(_ reply: TerminalReply) {
    guard MonotonicTime.now < replyLimit else { return }
    // Where characters were wider than ncurses believes, nothing is where it believes.
    if case .ambiguousWidth(let columns) = reply, columns != 1 { screen.invalidate() }
    feed(.terminal(reply))
  }

  private var awaitsReplies: Bool {
    !decoder.awaited.isEmpty && MonotonicTime.now < replyLimit
  }

  /// Gives replies that are under way their time: a shell would take them for typed.
  private mutating func awaitReplies() {
    while awaitsReplies, driver.ending != .signal(SIGHUP) {
      guard termguard_wait(session.keyboard, wakePipe.readEnd, 10) >= 0 else { return }
      wakePipe.drain()
      while let input = session.nextInput() { _ = decoder.decode(input) }
    }
  }

  private mutating func obeySignals() {
    if termguard_take_stop() != 0 {
      awaitReplies()
      let stop = MonotonicTime.now
      session.suspend()
      // Nothing was trained and nobody looked: it is no part of the scene's time.
      driver.clock.skip(nanoseconds: MonotonicTime.now.nanoseconds - stop.nanoseconds)
      readSize()
      driver.clock.wakeUp(now: .now)
    }
    let signal = termguard_quit_signal()
    if signal != 0 { driver.ending = .signal(signal) }
  }

  /// Leaves reports where they are until a frame or a key needs them, if they have room there.
  private mutating func noteBacklog() {
    switch driver.mailbox.backlog {
    case .nothing: break
    case .reports: driver.staleness = max(driver.staleness, .byEvents)
    case .urgent: fetch()
    }
  }

  private mutating func fetch() { perform(driver.fetch(at: .now)) }
}

// MARK: - What goes out

extension EventLoop {
  private mutating func perform(_ orders: [ShellOrder]) {
    for order in orders {
      switch order {
      case .set(let setting): set(setting)
      case .mouse(let isOn): session.setMouse(isOn)
      case .keepLessons(let results): LessonProgress.keep(results)
      case .suspend: kill(0, SIGTSTP)
      case .redraw:
        screen.invalidate()
        driver.staleness = .byKey
      case .quit: driver.ending = .quit
      }
    }
  }

  private mutating func set(_ setting: ScreenSetting) {
    switch setting {
    case .framesPerSecond(let rate): frameRate.perSecond = rate
    case .reducesMotion(let isReduced): frameRate.isReduced = isReduced
    case .color(let choice): recolor(choice, session.wishedDepth)
    case .colorDepth(let depth): recolor(session.colorChoice, depth)
    }
  }

  /// Draws with other colours; where that cannot be, all stays as it is.
  private mutating func recolor(_ choice: ColorChoice, _ depth: ColorDepth?) {
    do throws(TerminalError) {
      try session.recolor(choice, depth: depth)
      screen = CursesScreen(session.abilities, session.output)
      feed(.colors(session.abilities.depth))
    } catch { feed(.answer(.denied(error.description))) }
  }

  private mutating func drawIfDue() {
    guard driver.staleness > .fresh else { return }
    let now = MonotonicTime.now
    guard now >= frameTime else { return }
    fetch()
    budget.spend(at: now)
    driver.staleness = .fresh
    let size = screen.size
    var canvas = Canvas(columns: size.columns, rows: size.rows)
    driver.scene.draw(on: &canvas)
    shown = canvas
    let depth = session.abilities.depth
    screen.show(canvas) { [scene = driver.scene] style in
      scene.appearance(of: style, depth: depth)
    }
    ask(questions.fitting(columns: size.columns, rows: size.rows))
    questions = []
  }

  private mutating func ask(_ questions: TerminalQuestions) {
    guard !questions.isEmpty else { return }
    decoder.expect(questions)
    screen.ask(questions)
    replyLimit = .now + TerminalQuestions.nanoseconds
  }

  private var frameTime: MonotonicTime { budget.earliest(forKey: driver.staleness == .byKey) }

  /// Until the next frame or clock event, rounded up.
  private func waitMilliseconds() -> Int32 {
    let now = MonotonicTime.now
    let tick = driver.clock.nextTick
    let frame = driver.staleness > .fresh ? min(frameTime, tick) : tick
    let next = decoder.limit.map { min($0, frame) } ?? frame
    let nanoseconds = max(0, next.nanoseconds - now.nanoseconds)
    return Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
  }
}
