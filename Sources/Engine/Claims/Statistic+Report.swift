extension Statistic {
  /// A number of one step.
  func value(of report: StepReport) -> Double {
    let stream = report.boundaries
    guard let top = stream.last else { return .nan }
    switch self {
    case .firstLoss: return report.loss
    case .rms: return top.activationRMS
    case .largest: return top.activationMax
    case .rmsDeviation:
      return report.taps.dropFirst().dropLast().map { abs($0.activationRMS - 1) }.max() ?? .nan
    case .spread: return report.gradientSpread
    case .inputGradient: return Logarithm.base10(stream[0].gradientRMS / top.gradientRMS)
    case .tokenResidual(let layer):
      return stream.indices.contains(layer) ? stream[layer].tokenResidual ?? .nan : .nan
    case .tokenSimilarity: return top.tokenSimilarity ?? .nan
    case .inputSimilarity: return top.inputSimilarity ?? .nan
    case .growth: return factor(stream.map(\.activationRMS))
    case .gradientFactor: return 1 / factor(stream.map(\.gradientRMS))
    case .squareSlope: return squares(stream)?.slope ?? .nan
    case .squareFit: return squares(stream)?.fit ?? .nan
    case .firstSolvedStep, .loss, .spreadAt, .rmsRatio, .outputChange, .changeExponent,
      .gradientExponent, .sumCount, .sumDeviation, .outlierLargest, .kurtosisRatio, .othersRMS:
      return .nan
    }
  }

  private func factor(_ values: [Double]) -> Double {
    let line = LineFit(values.enumerated().map { (Double($0), Logarithm.base10($1)) })
    return line.map { Logarithm.power10($0.slope) } ?? .nan
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
