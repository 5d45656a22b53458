import Engine

/// What a demo says: no number of a run is scripted.
typealias CaptionText = TextTemplate<CaptionNumber>

extension CaptionText {
  /// The sentence with the numbers of `state`; a dash where one was not measured.
  func filled(from state: AppState) -> LocalizedText {
    filled { LocalizedText(same: $0.text(in: state) ?? NumberFormat.text(nil)) }
  }
}

/// A number of the run that a caption can name.
enum CaptionNumber: String, CaseIterable, Hashable, Sendable {
  /// The step on the screen, and the first whose loss was that of a solved task.
  case step, solved
  case loss, guessing, accuracy, layers
  /// Decades between the largest and the smallest gradient along the stream, as 10^x.
  case spread
  /// RMS of the last stream, and the fitted factor of its growth per layer.
  case stream, growth
  /// RMS of the gradient at the last stream and at the embedding.
  case lastGradient = "last-gradient"
  case firstGradient = "first-gradient"
  /// Of the last stream: token residual, similarity to the input.
  case residual, similarity
  /// In step-through: place of the operation, its amplification, the product along the way, the
  /// sublayer with the least factor and that factor.
  case operation, operations, amplification, product, steepest
  case steepestFactor = "steepest-factor"

  /// As the screen would write it; `nil` where it was not measured.
  func text(in state: AppState) -> String? {
    walkText(in: state.walk) ?? runText(in: state)
  }

  private func runText(in state: AppState) -> String? {
    let lane = state.lane
    switch self {
    case .step: return (state.cursor ?? state.step).map(String.init)
    case .solved: return lane.firstSolvedStep.map(String.init)
    case .loss: return state.shown(.loss).map(NumberFormat.text)
    case .accuracy: return state.shown(.accuracy).map(NumberFormat.text)
    case .guessing: return lane.guessing.map(NumberFormat.text)
    case .layers: return "\(lane.launch.layers)"
    case .spread: return state.shown(.gradientSpread).map(NumberFormat.decades)
    case .stream: return last(.activationRMS, state).map(NumberFormat.text)
    case .growth: return growth(state).map { "×" + NumberFormat.text($0) }
    case .lastGradient: return last(.gradientRMS, state).map(NumberFormat.text)
    case .firstGradient:
      return (state.values(of: .gradientRMS)?.values.first ?? nil).map(NumberFormat.text)
    case .residual: return last(.tokenResidual, state).map(NumberFormat.rough)
    case .similarity: return last(.inputSimilarity, state).map(NumberFormat.text)
    default: return nil
    }
  }

  /// At the last sublayer: the tap behind it is that of the final norm.
  private func last(_ metric: ProfileMetric, _ state: AppState) -> Double? {
    guard let values = state.values(of: metric)?.values, values.count > 1 else { return nil }
    return values[values.count - 2]
  }

  /// The fit that the screen compares with the law of such stacks.
  private func growth(_ state: AppState) -> Double? {
    guard let law = state.law(of: .activationRMS), law.form == .factor,
      let values = state.values(of: .activationRMS)?.values
    else { return nil }
    return law.fitted(values)
  }

  private func walkText(in walk: WalkState?) -> String? {
    guard let walk else { return nil }
    switch self {
    case .operation: return "\(walk.index + 1)"
    case .operations: return "\(walk.operations.count)"
    case .amplification:
      return walk.present?.sizes.amplification.map { "×" + NumberFormat.text($0) }
    case .product: return walk.present?.sizes.product.map { "×" + NumberFormat.text($0) }
    case .steepest: return walk.steepest?.tap.description
    case .steepestFactor: return (walk.steepest?.factor).map { "×" + NumberFormat.text($0) }
    default: return nil
    }
  }
}
