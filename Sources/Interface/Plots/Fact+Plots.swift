import Engine

/// Which facts the panels show, and the axes that they are drawn on.
extension Fact {
  /// What the `m` key walks through in the gradient panel.
  static let gradient: [Fact] = [.gradientRMS, .gradientMax] + ofLayer

  /// What the `m` key walks through in the activation panel.
  static let activation = ofTap.filter { !gradient.contains($0) }

  /// What is drawn along the depth of the stack.
  static let profiles = activation + gradient

  /// What is drawn along time.
  static let curves: [Fact] = [
    .loss, .accuracy, .gradientSpread, .gradientNorm, .tokenDiversity, .learningRate,
    .evaluationLoss, .updateRatio, .queryValueRatio,
  ]

  /// Whether both taps of a layer share one number.
  var isPerLayer: Bool { place == .layer }

  /// One number for each tap of the stream, `nil` where it was not measured; a layer's number
  /// is shown at both of its taps.
  func values(in report: StepReport) -> [Double?] {
    guard isPerLayer else { return report.taps.map { value(in: $0) } }
    return report.taps.indices.map { index in
      let layer = (index + 1) / 2 - 1
      return report.layers.indices.contains(layer) && index + 1 < report.taps.count
        ? drawn(in: report.layers[layer]) : nil
    }
  }

  /// The number of a layer; `nil` where it was not measured or means nothing.
  func drawn(in layer: LayerReport) -> Double? {
    self == .queryValueRatio ? layer.definedQueryValueRatio : value(in: layer)
  }

  /// The name of its curve: the q/v ratio is the last layer's.
  var curveWords: LocalizedText {
    self == .queryValueRatio ? LocalizedText("last ", "末层 ") + words : words
  }

  /// The colour of its curve.
  var curveInk: Ink { .series(Int8(Self.curves.firstIndex(of: self) ?? 0)) }

  /// The scale of its curve unless another is asked for.
  var curveScale: Axis.Scale { row.scale == .decades ? .log : .linear }

  /// The axis that it never gets narrower than.
  func standardAxis(_ scale: Axis.Scale) -> Axis {
    let ends =
      switch isSigned ? .linear : scale {
      case .linear: row.linear
      case .log: row.decades
      }
    return Axis(
      scale: isSigned ? .linear : scale, low: ends.lowerBound, high: ends.upperBound)
  }

  /// The axis that its curve never gets narrower than, for a run whose guessing costs `guessing`.
  func curveAxis(_ scale: Axis.Scale, guessing: Double, learningRate: Double) -> Axis {
    switch (self, scale) {
    case (.loss, .linear), (.evaluationLoss, .linear):
      Axis(scale: .linear, low: 0, high: max(guessing, 0.5).rounded(.up) + 1)
    case (.learningRate, .linear):
      Axis(scale: .linear, low: 0, high: Axis.niceStep(learningRate))
    // The mean over all layers, which no single layer moves far.
    case (.updateRatio, .linear): Axis(scale: .linear, low: 0, high: 0.01)
    case (.updateRatio, .log): Axis(scale: .log, low: -5, high: -1)
    default: standardAxis(scale)
    }
  }
}
