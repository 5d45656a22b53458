import Interface

/// The interface as the event loop sees it.
struct LaboratoryScene: Scene {
  private(set) var state: AppState

  /// The opening screen; characters outside ASCII only where the user's locale has them.
  init(_ options: LaboratoryOptions, isUTF8: Bool) {
    state = AppState(
      configuration: options.configuration,
      glyphs: options.screen.glyphs ?? (isUTF8 ? .braille : .ascii), pace: options.screen.pace)
    state.chosenKeys = options.keys
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
    Theme.appearance(of: style, depth: depth)
  }
}
