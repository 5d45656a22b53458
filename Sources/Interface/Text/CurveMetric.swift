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

  /// The scale it starts with.
  var standardScale: Axis.Scale {
    switch self {
    case .loss, .accuracy, .gradientSpread, .learningRate, .evaluationLoss: .linear
    case .gradientNorm, .tokenResidual, .updateRatio, .queryValueRatio: .log
    }
  }

  /// The axis that it never gets narrower than, for a run whose guessing costs `guessing`.
  func standardAxis(_ scale: Axis.Scale, guessing: Double, learningRate: Double) -> Axis {
    switch (self, scale) {
    case (.loss, .linear), (.evaluationLoss, .linear):
      Axis(scale: .linear, low: 0, high: max(guessing, 0.5).rounded(.up) + 1)
    case (.loss, .log), (.evaluationLoss, .log): Axis(scale: .log, low: -3, high: 1)
    case (.accuracy, .log): Axis(scale: .log, low: -2, high: 0)
    case (.accuracy, _), (.tokenResidual, .linear): Axis(scale: .linear, low: 0, high: 1)
    case (.gradientSpread, .linear): Axis(scale: .linear, low: 0, high: 4)
    case (.gradientSpread, .log): Axis(scale: .log, low: -2, high: 1)
    case (.gradientNorm, .linear): Axis(scale: .linear, low: 0, high: 10)
    case (.gradientNorm, .log): Axis(scale: .log, low: -2, high: 2)
    case (.tokenResidual, .log), (.queryValueRatio, .log): Axis(scale: .log, low: -7, high: 0)
    case (.updateRatio, .linear): Axis(scale: .linear, low: 0, high: 0.01)
    case (.updateRatio, .log): Axis(scale: .log, low: -5, high: -1)
    case (.queryValueRatio, .linear): Axis(scale: .linear, low: 0, high: 1)
    case (.learningRate, .linear):
      Axis(scale: .linear, low: 0, high: Axis.niceStep(learningRate))
    case (.learningRate, .log): Axis(scale: .log, low: -6, high: -2)
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
