import Engine
import Interface

/// What is known once the model has been built.
struct ModelFacts: Hashable, Sendable {
  var parameterCount: Int
  var guessing: Double
  /// Accuracy of the best constant guess.
  var chance: Double

  /// What is known before the first step.
  init(_ facts: RunFacts, chance: Double) {
    (parameterCount, guessing, self.chance) = (facts.parameterCount, facts.guessing, chance)
  }
}

/// What the training thread answers besides reports, at its place among them.
struct PlacedEvent: Hashable, Sendable {
  /// Reports of the delivery that came before it.
  var place: Int
  var event: Event

  /// Whether it is of use once another model is built.
  var outlastsTheModel: Bool {
    switch event {
    case .measured, .answer: true
    default: false
    }
  }
}

/// What the training thread has to say since the last time it was asked.
struct Delivery: Sendable {
  var reports = ReportRing()
  /// In their order.
  var events: [PlacedEvent] = []
  /// How far lanes have parted, when that has changed.
  var partings: [Int: Parting]?
  /// The newest look into a step.
  var inspection: Inspection?
  /// Set once, when the model has been built.
  var facts: ModelFacts?
  /// Why the model could not be built.
  var failure: String?

  /// Reports and other events in the order in which they came.
  func forEach(_ body: (Event) -> Void) {
    var rest = events[...]
    for index in 0..<reports.count {
      while let next = rest.first, next.place <= index { body(rest.removeFirst().event) }
      let entry = reports[index]
      body(.report(entry.report, lane: entry.lane, isRepeated: entry.isRepeated))
    }
    for next in rest { body(next.event) }
    if let partings { body(.partings(partings)) }
  }
}
