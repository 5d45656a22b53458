import Interface

/// What the event loop needs of an interface: events in, effects and cells out.
@MainActor protocol Scene {
  /// Whether it acts by itself, and needs the time for it.
  var isPlaying: Bool { get }
  /// What of the last event a recording should mark: a key, a caption.
  var marks: [String] { get }
  /// The model has been built; the effects make the trainer do what the screen shows.
  mutating func modelIsReady(_ facts: ModelFacts) -> [Effect]
  /// Takes in an event.
  mutating func receive(_ event: Event) -> [Effect]
  /// Draws the present state on a blank canvas.
  func draw(on canvas: inout Canvas)
  /// Resolves a style for the terminal's colours.
  func appearance(of style: Style, depth: ColorDepth) -> Appearance
}
