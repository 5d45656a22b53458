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
  /// A report at a step of the training.
  case spreadAt(step: Int)
  /// log10 of the gradient RMS at the embedding over that at the top.
  case inputGradient
  /// Factor of the gradient RMS per layer towards the input, by a line through its logarithms.
  case gradientFactor
  /// Token diversity behind a layer; 0 where all tokens are alike.
  case tokenDiversity(layer: Int)
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
  public func value(_ outcomes: [ArmResult]) -> Double { measured(outcomes) ?? .nan }

  private func measured(_ outcomes: [ArmResult]) -> Double? {
    let outcome = outcomes.first
    let stream = outcome?.first?.boundaries ?? []
    switch self {
    case .firstSolvedStep:
      return outcome?.training.map { $0.firstSolvedStep.map(Double.init) ?? .infinity }
    case .loss: return outcome?.training?.recentLoss
    case .spreadAt(let step):
      guard let spreads = outcome?.training?.spreads else { return nil }
      return spreads.indices.contains(step) ? spreads[step] : nil
    case .firstLoss: return outcome?.first?.loss
    case .rms: return stream.last?.activationRMS
    case .largest: return stream.last?.activationMax
    case .rmsDeviation:
      return outcome?.first?.taps.dropFirst().dropLast().map { abs($0.activationRMS - 1) }.max()
    case .growth: return factor(stream.map(\.activationRMS))
    case .squareSlope: return squares(stream)?.slope
    case .squareFit: return squares(stream)?.fit
    case .spread: return outcome?.first?.gradientSpread
    case .inputGradient:
      guard let bottom = stream.first, let top = stream.last else { return nil }
      return Logarithm.base10(bottom.gradientRMS / top.gradientRMS)
    case .gradientFactor: return factor(stream.map(\.gradientRMS)).map { 1 / $0 }
    case .tokenDiversity(let layer):
      return stream.indices.contains(layer) ? stream[layer].tokenDiversity : nil
    case .tokenSimilarity: return stream.last?.tokenSimilarity
    case .inputSimilarity: return stream.last?.inputSimilarity
    case .rmsRatio:
      let sizes = outcomes.map { Statistic.rms.value([$0]) }
      return sizes.count == 2 ? sizes[0] / sizes[1] : nil
    case .outputChange: return outcome?.noise?.change
    case .changeExponent:
      return exponent(outcomes.compactMap(\.noise).map { ($0.layers, $0.change) })
    case .gradientExponent:
      return exponent(
        outcomes.compactMap(\.first).map {
          ($0.layers.count, $0.layers.last?.matrices.last?.gradientNorm ?? .nan)
        })
    case .sumCount: return outcome?.sums.map { Double($0.count) }
    case .sumDeviation: return outcome?.sums?.deviation
    case .outlierLargest: return outcome?.outlier?.largest
    case .kurtosisRatio: return outcome?.outlier?.kurtosisRatio
    case .othersRMS: return outcome?.outlier?.othersRMS
    }
  }

  /// The slope of a line through the logarithms.
  private func exponent(_ points: [(layers: Int, value: Double)]) -> Double? {
    LineFit(points.map { (Logarithm.base10(Double($0.layers)), Logarithm.base10($0.value)) })?.slope
  }

  private func factor(_ values: [Double]) -> Double? {
    let line = LineFit(values.enumerated().map { (Double($0), Logarithm.base10($1)) })
    return line.map { Logarithm.power10($0.slope) }
  }

  private func squares(_ stream: [TapReport]) -> LineFit? {
    LineFit(stream.enumerated().map { (Double($0), $1.activationRMS * $1.activationRMS) })
  }
}

extension StepReport {
  /// The stream between layers: the embedding and behind every feed-forward sublayer.
  public var boundaries: [TapReport] {
    taps.dropLast().enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }
}
