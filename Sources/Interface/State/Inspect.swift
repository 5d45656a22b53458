import Engine

/// The screens that number keys open.
enum Screen: Int, Hashable, Sendable {
  case live = 1, compare, stepThrough, inspect
  case claims = 5
  case lessons = 6
}

/// What the inspect screen shows, and what the trainer said to it.
struct Inspect: Hashable, Sendable {
  /// What `m` walks through.
  enum View: CaseIterable, Hashable, Sendable {
    case attention, histograms, matrices, tokens
  }

  var view = View.attention
  /// The head that is shown alone, from 0; `nil` shows all.
  var head: Int?
  /// The sequence of the batch, from 0.
  var sequence = 0
  /// What was last asked of the trainer.
  var request: InspectionRequest?
  /// The lane that was asked.
  var lane = 1
  /// The newest answer.
  var newest: Inspection?
  /// The magnitudes of the histograms, the same for both.
  var magnitudes = StickyAxis(standard: Self.standardMagnitudes)

  static let standardMagnitudes = Axis(scale: .log, low: -8, high: 2)
}

extension AppState {
  /// The sublayer in depth: the selected one, the attention of the selected layer, else the first.
  var inspectedSublayer: Sublayer {
    if case .sublayer(let sublayer) = selection { return sublayer }
    return Sublayer(layer: selection.layer ?? 1, kind: .attention)
  }

  /// Whether a sublayer of that kind is on the inspect screen.
  func inspects(_ kind: SublayerKind) -> Bool {
    screen == .inspect && inspectedSublayer.kind == kind
  }

  /// The selection some layers down; on the inspect screen that of a sublayer from the first press on.
  func selection(movedBy offset: Int) -> Selection {
    let layers = lane.launch.layers
    guard screen == .inspect else { return selection.moved(by: offset, layers: layers) }
    return Selection.sublayer(inspectedSublayer).moved(by: offset, layers: layers)
  }

  /// The selection narrowed to one kind; on the inspect screen to that of the layer it shows.
  func selection(narrowedTo kind: SublayerKind) -> Selection {
    (screen == .inspect ? .layer(inspectedSublayer.layer) : selection).narrowed(to: kind)
  }

  /// The trainer's answer to what is on the screen; `nil` while there is none.
  var inspection: Inspection? {
    guard let newest = inspect.newest, newest.request == inspect.request,
      newest.segment == lane.segment
    else { return nil }
    return newest
  }

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

  /// Performs what belongs to the inspect screen; returns its effect in words.
  mutating func performInspect(_ action: Action) -> LocalizedText {
    switch action {
    case .open(let screen): return open(screen)
    case .nextView: return moveView(by: 1)
    case .previousView: return moveView(by: -1)
    case .nextHead: return moveHead(by: 1)
    case .previousHead: return moveHead(by: -1)
    case .nextSequence: return moveSequence(by: 1)
    case .previousSequence: return moveSequence(by: -1)
    case .show(let view):
      inspect.view = view
      return InspectWords.name(view)
    case .showHead(let head):
      inspect.head = inspect.head == head ? nil : head
      return InspectWords.head(inspect.head)
    default: return open(.live)
    }
  }

  private mutating func open(_ screen: Screen) -> LocalizedText {
    self.screen = screen
    keepFocus()
    fitAxes()
    return InspectWords.name(screen)
  }

  private mutating func moveView(by offset: Int) -> LocalizedText {
    inspect.view = Self.neighbour(of: inspect.view, by: offset, in: Inspect.View.allCases)
    return InspectWords.name(inspect.view)
  }

  private mutating func moveHead(by offset: Int) -> LocalizedText {
    let heads = [nil] + (0..<lane.launch.heads).map(Optional.some)
    inspect.head = Self.neighbour(of: inspect.head, by: offset, in: heads)
    return InspectWords.head(inspect.head)
  }

  private mutating func moveSequence(by offset: Int) -> LocalizedText {
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

/// Bins of a factor of two.
enum Octave {
  /// Octaves of a decade: log₂ 10.
  static let perDecade = 3.321928094887362

  /// 2ⁿ.
  static func start(_ octave: Int) -> Double {
    Double(sign: .plus, exponent: octave, significand: 1)
  }
}
