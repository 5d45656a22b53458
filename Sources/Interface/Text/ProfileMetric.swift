import Engine

/// A number that every tap or every layer has, drawn along the depth of the stack.
enum ProfileMetric: Int, CaseIterable, Hashable, Sendable {
  case activationRMS, activationMax, branchRMS, branchRatio, branchCosine
  case inputSimilarity, tokenSimilarity, tokenResidual
  case gradientRMS, gradientMax
  case weightGradient, updateRatio, queryValueRatio

  /// What the `m` key walks through in the activation panel.
  static let activation: [ProfileMetric] = [
    .activationRMS, .activationMax, .branchRMS, .branchRatio, .branchCosine, .inputSimilarity,
    .tokenSimilarity, .tokenResidual,
  ]

  /// What the `m` key walks through in the gradient panel.
  static let gradient: [ProfileMetric] = [
    .gradientRMS, .gradientMax, .weightGradient, .updateRatio, .queryValueRatio,
  ]

  /// One number for each tap of the stream, `nil` where it was not measured; a layer's number
  /// stands at both of its taps.
  func values(in report: StepReport) -> [Double?] {
    guard isPerLayer else { return report.taps.map { value(in: $0) } }
    return report.taps.indices.map { index in
      let layer = (index + 1) / 2 - 1
      return report.layers.indices.contains(layer) && index + 1 < report.taps.count
        ? value(in: report.layers[layer]) : nil
    }
  }

  /// The number at a tap; `nil` where it was not measured.
  func value(in tap: TapReport) -> Double? {
    switch self {
    case .activationRMS: tap.activationRMS
    case .activationMax: tap.activationMax
    case .branchRMS: tap.branchRMS
    case .branchRatio: tap.branchRatio
    case .branchCosine: tap.branchCosine
    case .inputSimilarity: tap.inputSimilarity
    case .tokenSimilarity: tap.tokenSimilarity
    case .tokenResidual: tap.tokenResidual
    case .gradientRMS: tap.gradientRMS
    case .gradientMax: tap.gradientMax
    case .weightGradient, .updateRatio, .queryValueRatio: nil
    }
  }

  /// The number of a layer; `nil` where it was not measured.
  func value(in layer: LayerReport) -> Double? {
    switch self {
    case .weightGradient: layer.gradientNorm
    case .updateRatio: layer.updateRatio
    case .queryValueRatio: layer.definedQueryValueRatio
    default: nil
    }
  }

  /// Its position among all metrics.
  var index: Int { rawValue }

  /// Whether both taps of a layer share one number.
  var isPerLayer: Bool {
    self == .weightGradient || self == .updateRatio || self == .queryValueRatio
  }

  /// A value worth comparing with: Karpathy's rule of thumb for healthy updates.
  var guide: Double? { self == .updateRatio ? CurveMetric.updateGuide : nil }

  /// Whether it is measured every few steps only, because it costs too much.
  var isPeriodic: Bool {
    self == .inputSimilarity || self == .tokenSimilarity || self == .tokenResidual
  }

  /// Whether a run of that configuration can have it at all; one token is like no other.
  func exists(in configuration: Configuration) -> Bool { !isPeriodic || configuration.sequence > 1 }

  /// Whether it can be negative, so that a log axis makes no sense.
  var isSigned: Bool {
    self == .branchCosine || self == .inputSimilarity || self == .tokenSimilarity
  }
}

extension LayerReport {
  /// The q/v gradient ratio; `nil` where the value matrix has no gradient to divide by, as when
  /// all of the layer's underflowed.
  var definedQueryValueRatio: Double? {
    matrices.count > 2 && matrices[2].gradientNorm == 0 ? nil : queryValueRatio
  }
}
