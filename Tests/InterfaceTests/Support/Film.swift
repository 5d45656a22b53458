import Engine

@testable import Interface

/// Plays events through `update` and `view` and keeps every frame.
struct Film {
  var state: AppState
  private(set) var frames: [Canvas] = []
  private(set) var effects: [[Effect]] = []
  /// Whether the trainer comes to a rewiring before anything else happens.
  var rewiresAtOnce = true

  init(
    _ configuration: Configuration = Configuration(), size: (Int, Int) = (80, 24),
    look: Look = Look(), chance: Double? = 0.0625
  ) {
    state = AppState(
      configuration: configuration, parameterCount: 602_384, guessing: CannedRun.guessing,
      chance: chance, look: look)
    play(.resize(columns: size.0, rows: size.1))
  }

  /// The newest frame.
  var frame: Canvas { frames.last ?? Canvas(columns: 0, rows: 0) }

  /// The effects of the newest event.
  var lastEffects: [Effect] { effects.last ?? [] }

  /// The effects of all events, in order.
  var allEffects: [Effect] { effects.flatMap { $0 } }

  /// The newest frame's characters.
  var text: String { Transcript.text(frame) }

  mutating func play(_ event: Event) {
    effects.append(update(&state, event.over(frame)))
    if rewiresAtOnce {
      for case .training(.command(.lane(let id, .rewire))) in lastEffects {
        _ = update(&state, .rewired(lane: id))
      }
    }
    frames.append(Interface.frame(of: state))
  }

  /// Takes an event in without drawing it.
  @discardableResult mutating func feed(_ event: Event) -> [Effect] { update(&state, event) }

  /// Presses keys, written as on the screen and separated by blanks.
  mutating func press(_ keys: String) {
    for key in keys.split(separator: " ") { play(.key(Self.key(String(key)))) }
  }

  /// Types characters one by one.
  mutating func type(_ text: String) {
    for character in text { play(.key(.character(character))) }
  }

  /// Types a command and performs it.
  mutating func enter(_ command: String) {
    if state.command.prompt != nil { play(.key(.control("u"))) } else { press(":") }
    type(command)
    play(.key(.enter))
  }

  /// Feeds the reports of some steps at 20 steps per second.
  mutating func run(_ run: CannedRun, _ steps: Range<Int>) {
    for step in steps {
      play(.clock(milliseconds: state.milliseconds + 50))
      play(.report(run.report(step)))
    }
  }

  mutating func wait(_ milliseconds: Int) {
    play(.clock(milliseconds: state.milliseconds + milliseconds))
  }

  static func key(_ name: String) -> Key { Key(named: name) ?? .character("?") }
}
