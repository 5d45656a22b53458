import Engine

/// What a demo says: no number of a run is scripted.
typealias CaptionText = TextTemplate<CaptionValue>

extension CaptionText {
  /// The sentence with the numbers of `state`; a dash where one was not measured.
  func filled(from state: AppState) -> LocalizedText {
    filled { LocalizedText(same: $0.text(in: state) ?? NumberFormat.text(nil)) }
  }
}

/// A number that a caption names in braces.
enum CaptionValue: Hashable, Sendable {
  /// A fact of the run, a tap's at the last stream.
  case fact(Fact)
  case number(CaptionNumber)

  private static let facts = Fact.ofStep + Fact.ofTap

  /// What may be in braces.
  static let names = CaptionNumber.allCases.map(\.rawValue) + facts.dropFirst().map(\.name)

  init?(_ name: String) {
    if let number = CaptionNumber(rawValue: name) {
      self = .number(number)
    } else if let fact = Self.facts.first(where: { $0.name == name }) {
      self = .fact(fact)
    } else {
      return nil
    }
  }

  /// As the screen would write it; `nil` where it was not measured.
  func text(in state: AppState) -> String? {
    switch self {
    case .number(let number): return number.text(in: state)
    case .fact(let fact):
      let value =
        fact.place == .step
        // The tap behind the last sublayer's is that of the final norm.
        ? state.shown(fact) : state.values(of: fact)?.values.dropLast().last ?? nil
      switch fact {
      case .gradientSpread: return value.map(NumberFormat.decades)
      case .tokenDiversity: return value.map(NumberFormat.rough)
      default: return value.map(NumberFormat.text)
      }
    }
  }
}

/// A number that a caption can name beside the facts of a step and of the last stream.
enum CaptionNumber: String, CaseIterable, Hashable, Sendable {
  /// The step on the screen, and the first one that counted as solved.
  case step, solved
  case guessing, layers
  /// The fitted factor of the stream's growth per layer.
  case growth
  /// RMS of the gradient at the embedding.
  case firstGradient = "first-gradient"
  /// In step-through: place of the operation, its amplification, the product along the way, the
  /// sublayer with the least factor and that factor.
  case operation, operations, amplification, product, steepest
  case steepestFactor = "steepest-factor"

  /// As the screen would write it; `nil` where it was not measured.
  func text(in state: AppState) -> String? {
    let (lane, walk) = (state.lane, state.walk)
    switch self {
    case .step: return (state.cursor ?? state.step).map(String.init)
    case .solved: return lane.firstSolvedStep.map(String.init)
    case .guessing: return lane.guessing.map(NumberFormat.text)
    case .layers: return "\(lane.launch.layers)"
    case .growth: return growth(state).map { "×" + NumberFormat.text($0) }
    case .firstGradient:
      return (state.values(of: .gradientRMS)?.values.first ?? nil).map(NumberFormat.text)
    case .operation: return walk.map { "\($0.index + 1)" }
    case .operations: return walk.map { "\($0.operations.count)" }
    case .amplification:
      return walk?.present?.sizes.amplification.map { "×" + NumberFormat.text($0) }
    case .product: return walk?.present?.sizes.product.map { "×" + NumberFormat.text($0) }
    case .steepest: return walk?.steepest?.tap.description
    case .steepestFactor: return (walk?.steepest?.factor).map { "×" + NumberFormat.text($0) }
    }
  }

  /// The fit that the screen compares with the law of such stacks.
  private func growth(_ state: AppState) -> Double? {
    guard let law = state.law(of: .activationRMS), law.form == .factor,
      let values = state.values(of: .activationRMS)?.values
    else { return nil }
    return law.fitted(values)
  }
}
