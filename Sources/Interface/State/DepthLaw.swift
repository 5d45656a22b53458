import Engine

/// What is known of a signal's growth with depth at initialization, where all sublayers are wired
/// alike; l counts layers.
///
/// Measured over 8 seeds with Xavier initialization, width 16 to 256, and derived where a
/// source says so: pre, Xiong and others 2020, lemma 2; branch and sandwich, each normalized branch
/// adds variance 1, so 2 per layer.
struct DepthLaw: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// RMS(l)² = RMS(0)² + s·l.
    case square
    /// RMS(l) = RMS(0) · fˡ.
    case factor
    /// Growth of a gradient, which flows the other way: RMS(l) = RMS(0) · f⁻ˡ.
    case backwardFactor
  }

  /// The steps from the start on in which it is worth comparing with.
  static let lastStep = 100

  let form: Form
  /// s or f: a number, or the range that the theory allows.
  let predicted: ClosedRange<Double>

  /// The law of a metric in a stack; `nil` where none is known.
  init?(_ metric: Fact, _ configuration: Configuration) {
    let stack = configuration.wiring
    guard let wiring = stack.first, stack.allSatisfy({ $0 == wiring }), configuration.layers > 1,
      configuration.preset == nil, [0, 1].contains(wiring.skipScale),
      let law = Self.law(metric, wiring, configuration)
    else { return nil }
    (form, predicted) = law
  }

  private static func law(
    _ metric: Fact, _ wiring: Wiring, _ configuration: Configuration
  ) -> (Form, ClosedRange<Double>)? {
    let isXavier = configuration.initialization == .xavier && configuration.initGain == 1
    let decay = configuration.activation == .relu ? 0.55 : 0.385
    switch (metric, wiring.placement, wiring.hasSkip) {
    case (.activationRMS, .branch, true), (.activationRMS, .sandwich, true): return (.square, 2...2)
    case (.activationRMS, .pre, true) where isXavier: return (.square, 0.5...1.5)
    case (.activationRMS, .none, true) where isXavier: return (.factor, 1.6...1.6)
    case (.activationRMS, .none, false) where isXavier: return (.factor, decay...decay)
    case (.gradientRMS, .none, false) where isXavier: return (.backwardFactor, decay...decay)
    default: return nil
    }
  }

  /// s or f of the stream's values, embedding first and final tap last, by least squares over all
  /// taps but the final one; `nil` where a value is missing, not finite or not positive.
  func fitted(_ values: [Double?]) -> Double? {
    let stream = values.dropLast().compactMap(\.self)
    guard stream.count + 1 == values.count, stream.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      return nil
    }
    let points = stream.enumerated().map { index, value in
      (x: Double(index) / 2, y: form == .square ? value * value : Logarithm.base10(value))
    }
    guard let slope = LineFit(points)?.slope else { return nil }
    switch form {
    case .square: return slope
    case .factor: return PowerOfTen.value(slope)
    case .backwardFactor: return PowerOfTen.value(-slope)
    }
  }

  /// Where a tap's value is expected, from that of the embedding: for a range, by its middle.
  func expected(tap: Int, embedding: Double) -> Double {
    let depth = Double(tap) / 2
    let number = (predicted.lowerBound + predicted.upperBound) / 2
    switch form {
    case .square: return (embedding * embedding + number * depth).squareRoot()
    case .factor: return embedding * PowerOfTen.value(depth * Logarithm.base10(number))
    case .backwardFactor: return embedding * PowerOfTen.value(-depth * Logarithm.base10(number))
    }
  }
}
