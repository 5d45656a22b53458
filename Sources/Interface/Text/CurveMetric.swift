import Engine

/// A number that every step has, drawn along time.
enum CurveMetric: Int, CaseIterable, Hashable, Sendable {
  case loss, accuracy, gradientSpread, gradientNorm, tokenResidual, learningRate, evaluationLoss
  case updateRatio, queryValueRatio

  /// Karpathy's rule of thumb for RMS(new − old)/RMS(old) of a healthy update.
  static let updateGuide = 1e-3

  /// The number in a step's report; `nil` when it was not measured.
  func value(in report: StepReport) -> Double? {
    switch self {
    case .loss: report.loss
    case .accuracy: report.accuracy
    case .gradientSpread: report.gradientSpread
    case .gradientNorm: report.gradientNorm
    case .tokenResidual: report.taps.dropLast().last?.tokenResidual
    case .learningRate: report.learningRate
    case .evaluationLoss: report.evaluationLoss
    case .updateRatio: Self.meanUpdateRatio(report.layers)
    case .queryValueRatio: report.layers.last?.definedQueryValueRatio
    }
  }

  /// Root mean square of the layers' update ratios; `nil` unless all were updated.
  private static func meanUpdateRatio(_ layers: [LayerReport]) -> Double? {
    var squares = 0.0
    for layer in layers {
      guard let ratio = layer.updateRatio else { return nil }
      squares += ratio * ratio
    }
    return layers.isEmpty ? nil : (squares / Double(layers.count)).squareRoot()
  }

  /// Whether a run of that configuration can have it at all.
  func exists(in configuration: Configuration) -> Bool {
    switch self {
    case .tokenResidual: configuration.sequence > 1
    case .evaluationLoss: configuration.task.isText
    default: true
    }
  }
}

extension TaskChoice {
  /// Whether there is a text, of which a part is held out.
  var isText: Bool {
    if case .text = self { return true }
    return false
  }
}
