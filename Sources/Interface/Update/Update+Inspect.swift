import Engine

extension AppState {
  /// Tells the trainer what the screen shows in depth, whenever that has changed.
  mutating func askForInspection() -> [Effect] {
    let wanted =
      screen == .inspect
      ? InspectionRequest(inspectedSublayer, sequence: inspect.sequence) : nil
    guard wanted != inspect.request || wanted != nil && inspect.lane != lane.id else { return [] }
    inspect.lane = lane.id
    inspect.request = wanted
    inspect.newest = nil
    return [.training(.inspect(wanted, lane: lane.id))]
  }

  /// Takes an answer in; late ones to older questions are not shown.
  mutating func take(_ inspection: Inspection) {
    inspect.newest = inspection
    for histogram in [inspection.activation, inspection.gradient].compactMap(\.self) {
      guard let octaves = histogram.occupied else { continue }
      inspect.magnitudes.fit(
        least: Octave.start(octaves.lowerBound), largest: Octave.start(octaves.upperBound + 1))
    }
  }

  mutating func open(_ screen: Screen) -> LocalizedText {
    self.screen = screen
    keepFocus()
    fitAxes()
    return InspectWords.name(screen)
  }

  mutating func show(_ view: InspectView) -> LocalizedText {
    inspect.view = view
    return InspectWords.name(view)
  }

  /// Shows a head alone, and again all of them.
  mutating func show(head: Int) -> LocalizedText {
    inspect.head = inspect.head == head ? nil : head
    return InspectWords.head(inspect.head)
  }

  mutating func moveView(by offset: Int) -> LocalizedText {
    inspect.view = Self.neighbour(of: inspect.view, by: offset, in: InspectView.allCases)
    return InspectWords.name(inspect.view)
  }

  mutating func moveHead(by offset: Int) -> LocalizedText {
    let heads = [nil] + (0..<lane.launch.heads).map(Optional.some)
    inspect.head = Self.neighbour(of: inspect.head, by: offset, in: heads)
    return InspectWords.head(inspect.head)
  }

  mutating func moveSequence(by offset: Int) -> LocalizedText {
    let count = lane.launch.batch
    inspect.sequence = (inspect.sequence + offset + count) % count
    return InspectWords.sequence(inspect.sequence, of: count)
  }

  private static func neighbour<Choice: Equatable>(
    of choice: Choice, by offset: Int, in choices: [Choice]
  ) -> Choice {
    let index = choices.firstIndex(of: choice) ?? 0
    return choices[(index + offset + choices.count) % choices.count]
  }
}
