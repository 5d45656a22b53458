extension ProfileMetric {
  /// The axis that it never gets narrower than.
  func standardAxis(_ scale: Axis.Scale) -> Axis {
    switch (self, isSigned ? .linear : scale) {
    case (.branchCosine, _): Axis(scale: .linear, low: -1, high: 1)
    case (_, .linear) where isSigned: Axis(scale: .linear, low: 0, high: 1)
    case (.activationRMS, .linear), (.activationMax, .linear): Axis(scale: .linear, low: 0, high: 2)
    case (_, .linear): Axis(scale: .linear, low: 0, high: 1)
    case (.activationRMS, .log): Axis(scale: .log, low: -1, high: 2)
    case (.activationMax, .log): Axis(scale: .log, low: 0, high: 3)
    case (.branchRMS, .log), (.branchRatio, .log): Axis(scale: .log, low: -2, high: 1)
    case (.tokenResidual, .log), (.queryValueRatio, .log): Axis(scale: .log, low: -7, high: 0)
    case (_, .log): Axis(scale: .log, low: -5, high: 1)
    }
  }
}

extension CurveMetric {
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
