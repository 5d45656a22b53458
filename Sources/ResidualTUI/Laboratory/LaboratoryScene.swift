import Interface

/// The interface as the event loop sees it.
struct LaboratoryScene: Scene {
  var state: AppState
  /// The demo that plays in it, until it has left the laboratory to the person.
  private(set) var demo: DemoScreen?
  private(set) var marks: [String] = []

  /// The opening screen, within what the terminal can show.
  init(_ options: LaboratoryOptions, isUTF8: Bool, depth: ColorDepth) {
    let screen = options.screen
    let look = Look(
      language: screen.language ?? .english, theme: screen.theme, standard: options.standardTheme,
      glyphs: screen.glyphs, layout: screen.layout, isUTF8: isUTF8, depth: depth)
    let source = options.source
    state =
      source.run.map { AppState(playing: $0, look: look, pace: screen.pace) }
      ?? AppState(configuration: source.configuration, look: look, pace: screen.pace)
    state.chosenKeys = options.keys
    state.mouse.isOn = screen.mouse
    state.beginLessons(options.lessons, at: options.lesson)
    demo = options.demo.map { DemoScreen($0, in: &state) }
  }

  var isPlaying: Bool { demo.map { !$0.player.isOver } ?? false }

  mutating func modelIsReady(_ facts: ModelFacts) -> [Effect] {
    state.modelIsReady(
      parameterCount: facts.parameterCount, guessing: facts.guessing, chance: facts.chance)
  }

  mutating func receive(_ event: Event) -> [Effect] {
    marks = if case .key(let key) = event { [key.name] } else { [] }
    guard var screen = demo else { return update(&state, event) }
    let effects = screen.receive(event, &state)
    marks += screen.marks
    demo = screen.isCleared ? nil : screen
    return effects
  }

  func draw(on canvas: inout Canvas) {
    if let demo { demo.draw(state, on: &canvas) } else { view(state, on: &canvas) }
  }

  func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    state.look.theme.appearance(of: style, depth: depth)
  }
}
