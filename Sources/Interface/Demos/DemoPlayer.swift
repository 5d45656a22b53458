package import Engine

/// Plays a demo in a laboratory: presses its keys at reading pace, lets it train to the steps that it
/// waits for, and pauses it there, so that every play shows the same numbers.
///
/// Time comes with the laboratory's clock events; a stopped clock stops the demo.
package struct DemoPlayer: Sendable {
  /// Milliseconds of a demo's own time.
  private enum Delay {
    static let key = 800
    /// Between presses of one key that is held.
    static let repetition = 160
    /// Between keys of a line that is typed.
    static let typing = 120
    static let look = 2500
    /// For a letter and for a wide character, which is a word.
    static let narrow = 60
    static let wide = 200
  }

  private static let speeds = [0.25, 0.5, 1, 2, 4]

  let demo: Demo
  /// What is said, with the numbers of the moment in which it was said first.
  package private(set) var caption: LocalizedText?
  /// The captions so far.
  package private(set) var said = 0
  /// The keys and captions of the last moment.
  private(set) var marks: [String] = []
  private(set) var speed = 1.0
  private(set) var isPaused = false
  /// Whether everything has been played; the last caption stays until a key is pressed.
  package private(set) var isOver = false
  private var next = 0
  /// Until the next item, in the demo's time.
  private var delay = 0
  private var milliseconds: Int?
  /// The step that is waited for.
  private var goal: Int?
  /// Whether another model was asked for that is not there yet.
  private var isBuilding = false
  /// Whether all goes at once until the next caption.
  private var isSkipping = false
  private let pace: Pace

  /// Begins `demo` in a laboratory of that pace.
  package init(_ demo: Demo, pace: Pace) {
    self.demo = demo
    self.pace = pace
  }
}

// MARK: - Time

extension DemoPlayer {
  /// Goes on to the laboratory's present time.
  mutating func advance(_ state: inout AppState) -> [Effect] {
    marks = []
    let elapsed = state.milliseconds - (milliseconds ?? state.milliseconds)
    milliseconds = state.milliseconds
    guard !isPaused, !isOver else { return [] }
    delay = isSkipping ? 0 : delay - Int(Double(elapsed) * speed)
    guard delay <= 0, !isBuilding, !state.isOnItsWay else { return [] }
    if let goal {
      guard state.step ?? -1 >= goal || state.mode == .diverged else { return [] }
      self.goal = nil
      return state.stopForDemo()
    }
    return perform(&state)
  }

  private mutating func perform(_ state: inout AppState) -> [Effect] {
    guard demo.items.indices.contains(next) else {
      isOver = true
      return []
    }
    next += 1
    switch demo.items[next - 1] {
    case .key(let key):
      marks = [key.name]
      let effects = state.take(key)
      let isHeld = demo.items.indices.contains(next) && demo.items[next] == .key(key)
      delay = state.isTyping ? Delay.typing : isHeld ? Delay.repetition : Delay.key
      isBuilding = effects.contains { if case .training(.rebuild) = $0 { true } else { false } }
      return effects
    case .step(let step):
      guard state.step ?? -1 < step else { return [] }
      goal = step
      return state.trainForDemo(to: step)
    case .caption(let caption):
      let words = caption.filled(from: state)
      (self.caption, state.note) = (words, nil)
      marks = [words[state.language]]
      said += 1
      delay = Self.reading(words[state.language])
      defer { isSkipping = false }
      return isSkipping ? state.change(paceForDemo: scaled) : []
    }
  }

  /// Notes what became of a model that a key asked for.
  mutating func follow(_ event: Event) {
    switch event {
    case .rebuilt, .answer(.refused): isBuilding = false
    default: break
    }
  }

  private static func reading(_ text: String) -> Int {
    text.unicodeScalars.reduce(Delay.look) { sum, scalar in
      sum + (CharacterWidth.columns(of: scalar) == 2 ? Delay.wide : Delay.narrow)
    }
  }

  private var scaled: Pace {
    Pace(stepsPerSecond: pace.stepsPerSecond.map { max(Int(Double($0) * speed), 1) })
  }
}

// MARK: - Keys

extension DemoPlayer {
  /// What a key does to a demo that plays; those that only change the look go on to the laboratory.
  package enum Command: Hashable, Sendable {
    case pause, skip, slower, faster, leave, quit
  }

  /// The demo's own keys.
  static func command(_ key: Key) -> Command? {
    switch key {
    case .character(" "): .pause
    case .right, .enter, .character("l"): .skip
    case .character("-"): .slower
    case .character("+"), .character("="): .faster
    case .escape: .leave
    case .character("q"): .quit
    default: nil
    }
  }

  mutating func perform(_ command: Command, _ state: inout AppState) -> [Effect] {
    switch command {
    case .pause:
      isPaused.toggle()
      guard goal != nil else { return [] }
      state.mode = isPaused ? .paused : .running
      return [isPaused ? .training(.pause) : .training(.run)]
    case .skip:
      (isSkipping, isPaused) = (true, false)
      let runs: [Effect] = goal == nil ? [] : [.training(.run)]
      if goal != nil { state.mode = .running }
      return state.change(paceForDemo: Pace(stepsPerSecond: nil)) + runs
    case .slower, .faster:
      let place = (Self.speeds.firstIndex(of: speed) ?? 2) + (command == .faster ? 1 : -1)
      speed = Self.speeds[min(max(place, 0), Self.speeds.count - 1)]
      return state.change(paceForDemo: scaled)
    case .leave:
      let stops: [Effect] = goal == nil ? [] : state.stopForDemo()
      (goal, isOver) = (nil, true)
      return stops + (isSkipping ? state.change(paceForDemo: scaled) : [])
    case .quit: return [.shell(.quit)]
    }
  }

  /// Whether the laboratory takes the key meanwhile: language, colours, glyphs, the terminal.
  static func isOfLook(_ key: Key) -> Bool {
    switch key {
    case .character("z"), .character("t"), .character("g"), .control("z"), .control("l"): true
    default: false
    }
  }
}

extension AppState {
  /// Whether something is under way that a key must not overtake.
  fileprivate var isOnItsWay: Bool {
    if progress != nil || lane.pending != nil || lane.guessing == nil { return true }
    if lanes.contains(where: { $0.report?.step != lane.report?.step }) { return true }
    if let cursor, cursor != lane.report?.step { return true }
    return walk.map { $0.present == nil || $0.splitting != nil } ?? false
  }

  /// Whether keys go into a line.
  var isTyping: Bool { command.prompt != nil || walk?.search?.isTyping ?? false }

  fileprivate mutating func trainForDemo(to step: Int) -> [Effect] {
    rate.restart()
    (wasStoppedByDivergence, timeCursor, mode) = (false, nil, .running)
    return [.training(.pauseAfter(step: step)), .training(.run)]
  }

  fileprivate mutating func stopForDemo() -> [Effect] {
    if mode == .running { mode = .paused }
    return [.training(.pauseAfter(step: nil)), .training(.pause)]
  }

  fileprivate mutating func change(paceForDemo pace: Pace) -> [Effect] {
    self.pace = pace
    return [.training(.pace(pace))]
  }
}
