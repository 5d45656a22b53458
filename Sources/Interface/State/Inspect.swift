import Engine

/// What the inspect screen shows, and what the trainer said to it.
struct Inspect: Hashable, Sendable {
  var view = InspectView.attention
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
