/// A fact at one place of a report: what a breakpoint compares and a watch shows.
enum PlacedFact: Hashable, Sendable {
  /// `loss`, `gradient_spread`, …
  case step(Fact)
  /// `gradient_rms(1.attention)`, …
  case tap(Fact, Tap)
  /// `gradient_norm(3)`, …, layers from 1.
  case layer(Fact, Int)
  /// `update_ratio(layers.0.attention.query.weight)`, …
  case matrix(Fact, String)

  /// The names of all facts, those of a step first.
  static let names = Fact.allCases.map(\.name)

  /// The number in a report; `nil` where it was not measured at this step.
  func value(in report: StepReport) -> Double? {
    switch self {
    case .step(let fact): fact.value(in: report)
    case .tap(let fact, let tap):
      report.taps.first { $0.tap == tap }.flatMap { fact.value(in: $0) }
    case .layer(let fact, let layer):
      report.layers.indices.contains(layer - 1) ? fact.value(in: report.layers[layer - 1]) : nil
    case .matrix(let fact, let matrix):
      report.layers.lazy.flatMap(\.matrices).first { $0.name == matrix }
        .flatMap { fact.value(in: $0) }
    }
  }
}

extension PlacedFact: CustomStringConvertible {
  /// As a breakpoint writes it.
  var description: String {
    switch self {
    case .step(let fact): fact.name
    case .tap(let fact, let tap): "\(fact.name)(\(tap))"
    case .layer(let fact, let layer): "\(fact.name)(\(layer))"
    case .matrix(let fact, let matrix): "\(fact.name)(\(matrix))"
    }
  }
}
