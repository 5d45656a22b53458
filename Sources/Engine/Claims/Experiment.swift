/// A claim as an experiment: what is run, what it predicts, and what came out when it was recorded.
public struct Experiment: Hashable, Sendable {
  /// The claim.
  public var id: ClaimID
  /// The claim in words.
  package var words: ClaimText
  /// What is read off the runs.
  public var findings: [Finding]
  /// The verdict that the record has.
  public var recorded: ClaimVerdict
  /// Flags, over the opening model, under which the opposite is seen.
  public var flip: String
  /// The curves that show it.
  public var figure: Figure

  /// All runs that findings and figure need, each once, in their order.
  public var arms: [Arm] {
    (findings.flatMap(\.arms) + figure.arms).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// The experiment with every configuration line changed.
  ///
  /// Its record stays: what it holds no longer, a fault in the configurations has done.
  public func rewritten(_ change: (String) -> String) -> Experiment {
    var result = self
    for index in findings.indices {
      result.findings[index].arms = findings[index].arms.map { $0.rewritten(change) }
    }
    return result
  }

  /// Judges numbers: for each finding its values, one per seed.
  public func result(_ values: [[Double]]) -> ExperimentResult {
    ExperimentResult(
      experiment: self,
      evidence: zip(findings, values).map { Evidence(finding: $0, values: $1) })
  }
}

/// A claim in words.
package struct ClaimText: Hashable, Sendable {
  /// What is claimed.
  package var claim: LocalizedText
  /// What the numbers say of it, under the recorded verdict.
  package var reading: LocalizedText
  /// What the flags of `Experiment.flip` do to it.
  package var flip: LocalizedText
  /// The source.
  package var source: LocalizedText
}

/// A number that an experiment looks at.
public struct Finding: Hashable, Sendable {
  /// The runs that it is read off; most need one.
  public var arms: [Arm]
  /// What is read.
  public var statistic: Statistic
  /// Where the claim demands the mean to lie; `nil` where it demands nothing and the number is there
  /// for comparison.
  public var demand: ClosedRange<Double>?
  /// Where the record has the mean of three seeds or more.
  public var band: ClosedRange<Double>

  /// A number that the claim makes a statement about.
  public static func demanding(
    _ statistic: Statistic, _ demand: ClosedRange<Double>, in band: ClosedRange<Double>,
    _ arms: Arm...
  ) -> Finding {
    Finding(arms: arms, statistic: statistic, demand: demand, band: band)
  }

  /// A number beside them.
  public static func comparing(
    _ statistic: Statistic, in band: ClosedRange<Double>, _ arms: Arm...
  ) -> Finding {
    Finding(arms: arms, statistic: statistic, demand: nil, band: band)
  }
}

/// Curves of an experiment, the mean over the seeds.
public struct Figure: Hashable, Sendable {
  /// The quantity on the vertical axis.
  public enum Quantity: String, CaseIterable, Hashable, Sendable {
    /// Over the steps of a training.
    case loss
    /// By layer, at the first step.
    case activationRMS = "activation_rms"
    case gradientRMS = "gradient_rms"
    case tokenDiversity = "token_diversity"
    case inputSimilarity = "input_similarity"
    case squaredRMS = "squared_rms"
  }

  /// What is drawn.
  public var quantity: Quantity
  /// One curve each, four at most.
  public var arms: [Arm]
}

/// What was measured of a finding.
public struct Evidence: Hashable, Sendable {
  /// What was looked at.
  public var finding: Finding
  /// One number per seed.
  public var values: [Double]

  /// The mean over the seeds; infinite or NaN when one of them is.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// The standard deviation between the seeds; 0 for a single one.
  public var deviation: Double {
    guard values.count > 1 else { return 0 }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Whether the mean is where the claim demands it; `nil` where it demands nothing.
  public var isMet: Bool? { finding.demand?.contains(mean) }

  /// Bands hold for the mean of at least this many seeds.
  public static let leastSeeds = 3

  /// Whether the mean is where the record has it; fewer than three seeds are not held against it.
  public var isInBand: Bool { values.count < Self.leastSeeds || finding.band.contains(mean) }
}

/// What an experiment came to.
public struct ExperimentResult: Hashable, Sendable {
  /// What was run.
  public var experiment: Experiment
  /// In the order of its findings.
  public var evidence: [Evidence]

  /// The verdict of the numbers.
  public var verdict: ClaimVerdict { ClaimVerdict(met: evidence.compactMap(\.isMet)) }

  /// Whether verdict and numbers are those of the record.
  public var isAsRecorded: Bool {
    verdict == experiment.recorded && evidence.allSatisfy(\.isInBand)
  }
}
