/// A laboratory in which a demo plays: the screens above, what is said and the demo's keys below.
package struct DemoScreen: Sendable {
  package private(set) var player: DemoPlayer
  private let chosenKeys: ChosenKeys
  private var columns = 80
  private var rows = 24
  /// The keys and captions that the last event brought.
  package private(set) var marks: [String] = []
  /// Whether the laboratory has the whole screen and all keys again.
  package private(set) var isCleared = false

  /// Opens a demo; its keys are those of the key table, whatever a person has chosen for later.
  package init(_ demo: Demo, in state: inout AppState) {
    player = DemoPlayer(demo, pace: state.pace)
    chosenKeys = state.chosenKeys
    state.chosenKeys = ChosenKeys()
    state.mode = .paused
    resize(columns: state.columns, rows: state.rows, &state)
  }

  /// Applies `event`: what belongs to the demo to it, the rest to the laboratory.
  package mutating func receive(_ event: Event, _ state: inout AppState) -> [Effect] {
    marks = []
    switch event {
    case .resize(let columns, let rows):
      resize(columns: columns, rows: rows, &state)
      return []
    case .key(let key): return take(key, &state)
    case .line(let line): return take(line: line, &state)
    case .mouse, .paste: return []
    case .clock:
      let effects = update(&state, event) + player.advance(&state)
      marks = player.marks
      return effects
    default:
      player.follow(event)
      return update(&state, event)
    }
  }

  private mutating func take(_ key: Key, _ state: inout AppState) -> [Effect] {
    if player.isOver {
      clear(&state)
      return update(&state, .key(key))
    }
    if let command = DemoPlayer.command(key) {
      let effects = player.perform(command, &state)
      if command == .leave { clear(&state) }
      return effects
    }
    if DemoPlayer.isOfLook(key), !state.isTyping { return update(&state, .key(key)) }
    state.say(key.name, DemoWords.ownKeys)
    return []
  }

  /// Takes the names of keys, or `quit`; once the demo is over the line is the laboratory's.
  private mutating func take(line: String, _ state: inout AppState) -> [Effect] {
    if player.isOver {
      clear(&state)
      return update(&state, .line(line))
    }
    if line == "quit" { return [.shell(.quit)] }
    let words = line.split(separator: " ")
    let keys = words.compactMap { Key(named: String($0)) }
    guard !keys.isEmpty, keys.count == words.count else {
      state.say("", DemoWords.ownKeys)
      return []
    }
    return keys.flatMap { take($0, &state) }
  }

  private mutating func clear(_ state: inout AppState) {
    isCleared = true
    state.chosenKeys = chosenKeys
    state.resize(columns: columns, rows: rows)
    state.say("", DemoWords.yours)
  }

  private mutating func resize(columns: Int, rows: Int, _ state: inout AppState) {
    (self.columns, self.rows) = (columns, rows)
    state.resize(columns: columns, rows: rows - DemoPanel.captionRows(columns: columns, rows: rows))
  }

  /// Draws the laboratory, and the demo's lines over its last one.
  package func draw(_ state: AppState, on canvas: inout Canvas) {
    let caption = DemoPanel.captionRows(columns: canvas.columns, rows: canvas.rows)
    var laboratory = Canvas(columns: canvas.columns, rows: canvas.rows - caption)
    view(state, on: &laboratory)
    canvas.clear(canvas.bounds)
    canvas.copy(laboratory)
    var area = canvas.bounds
    DemoPanel(player: player, state: state).draw(in: area.cutBottom(caption + 1), on: &canvas)
    canvas.restrict(to: state.glyphs)
  }
}
