import Interface

/// The interface as the event loop sees it.
struct LaboratoryScene: Scene {
  private(set) var state: AppState

  /// The opening screen, within what the terminal can show.
  init(_ options: LaboratoryOptions, _ abilities: TerminalAbilities) {
    let look = Look(
      language: options.language, theme: options.theme, glyphs: options.glyphs,
      isUTF8: abilities.isUTF8, depth: abilities.depth)
    state = AppState(configuration: options.configuration, look: look, pace: options.pace)
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
