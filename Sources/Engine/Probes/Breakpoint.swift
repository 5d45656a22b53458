/// A condition on the report of a step: where it first holds, training is to stop.
///
///     nan                                   a number that is not finite
///     verdict stalled                       a headline
///     loss > 3                              a fact of the step
///     gradient_rms(1.attention) < 1e-4      a fact of a tap
///     update_ratio(3) >= 0.1                a fact of a layer, from 1
///     gradient_norm(layers.0.attention.query.weight) < 1e-6
///
/// Facts have the names of `train --json`; relations are `<`, `<=`, `>`, `>=`, `=` and `!=`. A fact that
/// was not measured at a step does not hold there, nor does any relation to NaN but `!=`.
public struct Breakpoint: Hashable, Sendable {
  enum Condition: Hashable, Sendable {
    case nonFinite
    case verdict(Verdict.State)
    case comparison(PlacedFact, Relation, Double)
  }

  enum Relation: String, CaseIterable, Hashable, Sendable {
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case notEqual = "!="
    case less = "<"
    case greater = ">"
    case equal = "="

    func holds(_ a: Double, _ b: Double) -> Bool {
      switch self {
      case .lessOrEqual: a <= b
      case .greaterOrEqual: a >= b
      case .notEqual: a != b
      case .less: a < b
      case .greater: a > b
      case .equal: a == b
      }
    }
  }

  let condition: Condition

  /// Reads a condition on a model with a given number of layers.
  ///
  /// - Throws: One line with the position, what was expected and what was found.
  public init(_ text: String, layers: Int) throws(BreakpointError) {
    var reader = BreakpointReader(text, layers: layers)
    condition = try reader.condition()
  }

  /// Whether it holds at a step.
  public func holds(in report: StepReport) -> Bool {
    switch condition {
    case .nonFinite: report.isDiverged || !report.loss.isFinite || !report.gradientNorm.isFinite
    case .verdict(let state): report.verdict.state == state
    case .comparison(let fact, let relation, let bound):
      fact.value(in: report).map { relation.holds($0, bound) } ?? false
    }
  }

  /// The number that it is about, where it is about one and that was measured.
  public func value(in report: StepReport) -> Double? {
    guard case .comparison(let fact, _, _) = condition else { return nil }
    return fact.value(in: report)
  }

  /// The tap that it is about: where step-through should open.
  public var tap: Tap? {
    guard case .comparison(.tap(_, let tap), _, _) = condition else { return nil }
    return tap
  }
}

extension Breakpoint: CustomStringConvertible {
  /// The condition as it is read, one blank between its words.
  public var description: String {
    switch condition {
    case .nonFinite: "nan"
    case .verdict(let state): "verdict \(state.rawValue)"
    case .comparison(let fact, let relation, let bound):
      "\(fact) \(relation.rawValue) \(Decimal.text(bound))"
    }
  }
}

/// A fact of a step to keep an eye on: what a breakpoint compares, without the comparison.
public struct FactWatch: Hashable, Sendable, CustomStringConvertible {
  /// The facts of a whole step; those of a tap or a layer are followed by its place.
  public static var names: [String] {
    Fact.allCases.map { $0.place == .step ? $0.name : $0.name + "(" }
  }

  private let fact: PlacedFact

  /// Reads a fact such as `loss` or `gradient_rms(1.attention)` of a model with a given number of layers.
  ///
  /// - Throws: One line with the position, what was expected and what was found.
  public init(_ text: String, layers: Int) throws(BreakpointError) {
    var reader = BreakpointReader(text, layers: layers)
    fact = try reader.wholeFact()
  }

  /// The number at a step; `nil` where it was not measured.
  public func value(in report: StepReport) -> Double? { fact.value(in: report) }

  /// The fact as it is read.
  public var description: String { fact.description }
}

/// A text that states no breakpoint.
public struct BreakpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the text, in characters from 1; one more than its length for its end.
  public var position: Int
  /// What should have stood there.
  package var expected: LocalizedText
  /// What stood there; empty at the end.
  public var found: String
  /// The names that may stand there.
  package var names: [String]

  /// One line.
  public var description: String { "break, position \(position): \(fault.english)" }

  /// What was expected and what was found.
  package var fault: LocalizedText {
    found.isEmpty
      ? .expected(expected, value: LocalizedText("the end", "末尾"))
      : .expected(expected, found: found, among: names)
  }
}
