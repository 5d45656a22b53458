extension Figure.Quantity {
  /// What is measured for it.
  public var fact: Fact {
    switch self {
    case .loss: .loss
    case .activationRMS, .squaredRMS: .activationRMS
    case .gradientRMS: .gradientRMS
    case .tokenDiversity: .tokenDiversity
    case .inputSimilarity: .inputSimilarity
    }
  }

  /// Whether it is drawn over decades.
  public var isLogarithmic: Bool { fact.row.scale == .decades && self != .squaredRMS }

  /// The values of one outcome, by step or by layer from the embedding up.
  func values(of outcome: ArmResult) -> [Double?] {
    if self == .loss { return outcome.training?.losses ?? [] }
    let values = (outcome.first?.boundaries ?? []).map { fact.value(in: $0) }
    return self == .squaredRMS ? values.map { $0.map { $0 * $0 } } : values
  }
}

extension Figure {
  /// The mean over seeds, geometric where the axis has decades; `nil` where it is no number.
  ///
  /// Seeds that ended earlier are left out of what follows.
  public func curve(_ outcomes: [ArmResult]) -> [Double?] {
    let runs = outcomes.map(quantity.values)
    return (0..<(runs.map(\.count).max() ?? 0)).map { index in
      let values = runs.compactMap { $0.indices.contains(index) ? $0[index] : nil }
      let scaled = quantity.isLogarithmic ? values.map(Logarithm.base10) : values
      let mean = scaled.reduce(0, +) / Double(scaled.count)
      guard mean.isFinite else { return nil }
      return quantity.isLogarithmic ? Logarithm.power10(mean) : mean
    }
  }
}
