/// A number that an experiment reads off the outcomes of one seed.
///
/// Layers are measured at their boundaries: the embedding and the stream behind every feed-forward
/// sublayer. What an outcome does not hold is NaN.
public enum Statistic: Hashable, Sendable {
  /// The first step that solved the task; infinite where there is none.
  case firstSolvedStep
  /// Mean loss of the last steps.
  case loss
  /// The loss of the first step.
  case firstLoss
  /// RMS of the stream at the top.
  case rms
  /// max |x| of the stream at the top.
  case largest
  /// The largest |RMS − 1| of any sublayer's stream.
  case rmsDeviation
  /// Factor of the RMS per layer, by a line through its logarithms.
  case growth
  /// Slope of the squared RMS per layer, by a line.
  case squareSlope
  /// R² of that line.
  case squareFit
  /// Decades between the largest and the smallest gradient RMS along the stream.
  case spread
  /// The same at a step of the training.
  case spreadAt(step: Int)
  /// log10 of the gradient RMS at the embedding over that at the top.
  case inputGradient
  /// Factor of the gradient RMS per layer towards the input, by a line through its logarithms.
  case gradientFactor
  /// Token residual behind a layer; 0 where all tokens are alike.
  case tokenResidual(layer: Int)
  /// Mean cosine of the tokens of a sequence, at the top.
  case tokenSimilarity
  /// Mean cosine of the stream at the top with the embedding.
  case inputSimilarity
  /// RMS at the top of the first arm over that of the second.
  case rmsRatio
  /// ‖Δy‖²/‖y‖² of the output when the weights are changed by 1 % of noise.
  case outputChange
  /// Exponent e of that change ∝ layersᵉ, over all arms.
  case changeExponent
  /// Exponent e of ‖∂L/∂W₂‖ ∝ layersᵉ in the last layer, over all arms.
  case gradientExponent
  /// Number of additions ⊕.
  case sumCount
  /// The largest |s − (α·x + F)|, in units of what rounding explains.
  case sumDeviation
  /// max |LN(x)| of a token with a spike.
  case outlierLargest
  /// Kurtosis behind LN over that before it.
  case kurtosisRatio
  /// RMS of the other channels behind LN.
  case othersRMS

  /// The number, of one outcome per arm.
  public func value(_ outcomes: [ArmResult]) -> Double {
    switch self {
    case .rmsRatio:
      let streams = outcomes.map { $0.first.map(Statistic.rms.value(of:)) ?? .nan }
      return streams.count == 2 ? streams[0] / streams[1] : .nan
    case .changeExponent:
      return exponent(
        outcomes.compactMap {
          if case .noise(let facts) = $0 { (facts.layers, facts.change) } else { nil }
        })
    case .gradientExponent:
      return exponent(
        outcomes.compactMap(\.first).map {
          ($0.layers.count, $0.layers.last?.matrices.last?.gradientNorm ?? .nan)
        })
    default: return outcomes.first.map(value(of:)) ?? .nan
    }
  }

  /// The slope of a line through the logarithms.
  private func exponent(_ points: [(layers: Int, value: Double)]) -> Double {
    let line = LineFit(
      points.map { (Logarithm.base10(Double($0.layers)), Logarithm.base10($0.value)) })
    return line?.slope ?? .nan
  }

  private func value(of outcome: ArmResult) -> Double {
    switch outcome {
    case .training(let record): value(of: record) ?? value(of: record.first)
    case .start(let report): value(of: report)
    case .noise(let facts): self == .outputChange ? facts.change : .nan
    case .sums(let facts): value(of: facts)
    case .outlier(let facts): value(of: facts)
    }
  }

  private func value(of facts: SumFacts) -> Double {
    switch self {
    case .sumCount: Double(facts.count)
    case .sumDeviation: facts.deviation
    default: .nan
    }
  }

  private func value(of facts: OutlierFacts) -> Double {
    switch self {
    case .outlierLargest: facts.largest
    case .kurtosisRatio: facts.kurtosisRatio
    case .othersRMS: facts.othersRMS
    default: .nan
    }
  }

  private func value(of record: TrainingRecord) -> Double? {
    switch self {
    case .firstSolvedStep: record.firstSolvedStep.map(Double.init) ?? .infinity
    case .loss: record.recentLoss
    case .spreadAt(let step):
      record.spreads.indices.contains(step) ? record.spreads[step] : .nan
    default: nil
    }
  }
}
