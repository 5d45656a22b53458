/// One configuration of an experiment, and what is measured of it.
public struct Arm: Hashable, Sendable {
  /// What is measured.
  public enum Measurement: Hashable, Sendable {
    /// Training, until 5 steps after the loss fell below 0.1.
    case training(steps: Int)
    /// The first step.
    case start
    /// The first step with W_Q = W_K = 0, so that attention is uniform.
    case uniformStart
    /// How much 1 % of noise on all matrices of the branches changes the output.
    case noise
    /// The sums at every ⊕, walked operation by operation.
    case sums
    /// What LayerNorm does to a token of this width with a spike in one channel.
    case outlier(spike: Float)
  }

  /// What differs from the opening model, as a configuration line; the seed is left to the run.
  public var line: String
  /// What is measured.
  public var measurement: Measurement

  /// Training on `copy`, sequences of 16.
  public static func training(_ line: String, steps: Int = 150) -> Arm {
    Arm(line: line, measurement: .training(steps: steps))
  }

  /// The first step on `reverse`, sequences of 32: the setting of the record.
  public static func start(_ line: String, _ measurement: Measurement = .start) -> Arm {
    Arm(line: "\(line),sequence=32,task=reverse", measurement: measurement)
  }

  /// The checked configuration of one seed.
  public func configuration(seed: UInt64 = 1) throws(ConfigurationError) -> Configuration {
    var configuration = try Configuration(line: line)
    configuration.seed = seed
    return try configuration.validated()
  }

  /// This measurement under another configuration.
  public func rewritten(_ change: (String) -> String) -> Arm {
    Arm(line: change(line), measurement: measurement)
  }

  /// Steps that it may take.
  var steps: Int {
    switch measurement {
    case .training(let steps): steps
    case .noise: 2
    case .start, .uniformStart, .sums, .outlier: 1
    }
  }

  /// What it may cost, in layers × tokens × steps.
  public var cost: Double {
    guard let configuration = try? configuration() else { return 1 }
    return Double(configuration.layers * configuration.sequence * (steps + 1))
  }
}
