import Interface

/// The interface as the event loop sees it.
struct LaboratoryScene: Scene {
  private(set) var state: AppState

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
  }

  mutating func modelIsReady(_ facts: ModelFacts) -> [Effect] {
    state.modelIsReady(
      parameterCount: facts.parameterCount, guessing: facts.guessing, chance: facts.chance)
  }

  mutating func receive(_ event: Event) -> [Effect] {
    update(&state, event)
  }

  func draw(on canvas: inout Canvas) {
    view(state, on: &canvas)
  }

  func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    state.look.theme.appearance(of: style, depth: depth)
  }
}
