import Interface

/// The interface as its driver sees it: events in, effects and cells out.
@MainActor struct LaboratoryScene {
  var state: AppState
  /// The demo that plays in it, until it has left the laboratory to the person.
  private(set) var demo: DemoScreen?
  /// What of the last event a recording should mark: a key, a caption.
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

  /// Whether it acts by itself, and needs the time for it.
  var isPlaying: Bool { demo.map { !$0.player.isOver } ?? false }

  /// The model has been built; the effects make the trainer do what the screen shows.
  mutating func modelIsReady(_ facts: ModelFacts) -> [Effect] {
    state.modelIsReady(
      parameterCount: facts.parameterCount, guessing: facts.guessing, chance: facts.chance)
  }

  /// Takes in an event.
  mutating func receive(_ event: Event) -> [Effect] {
    marks = if case .key(let key) = event { [key.name] } else { [] }
    guard var screen = demo else { return update(&state, event) }
    let effects = screen.receive(event, &state)
    marks += screen.marks
    demo = screen.isCleared ? nil : screen
    return effects
  }

  /// Draws the present state on a blank canvas.
  func draw(on canvas: inout Canvas) {
    if let demo { demo.draw(state, on: &canvas) } else { view(state, on: &canvas) }
  }

  /// Resolves a style for the terminal's colours.
  func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    state.look.theme.appearance(of: style, depth: depth)
  }
}
