#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The initial values of every parameter, a pure function of (seed, name, shape) and the scheme.
struct Initialization {
  private let configuration: Configuration

  init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// The starting values of one tensor, row by row.
  func values(of declaration: ParameterDeclaration) -> [Float] {
    switch declaration.role {
    case .bias, .gate: Array(repeating: 0, count: declaration.count)
    case .gain: Array(repeating: 1, count: declaration.count)
    // Two embeddings of variance ½ add up to a stream of RMS 1.
    case .tokenEmbedding, .positionEmbedding: normal(declaration, deviation: 0.5.squareRoot())
    case .matrix: normal(declaration, deviation: deviation(of: declaration))
    }
  }

  /// Standard deviation of a matrix: scheme, preset and `--init-gain` together.
  func deviation(of declaration: ParameterDeclaration) -> Double {
    let input = Double(declaration.shape[1])
    let output = Double(declaration.shape[0])
    var deviation =
      switch configuration.initialization {
      case .xavier: (2 / (input + output)).squareRoot()
      case .torch:
        // The packed [3d, d] projection counts as one Xavier matrix there; the others are
        // uniform in ±1/√in, whose variance is 1/(3·in).
        declaration.isMatrix(.query, .key, .value)
          ? (2 / (input + 3 * input)).squareRoot() : (1 / (3 * input)).squareRoot()
      case .normal02: 0.02
      case .gpt2:
        declaration.isMatrix(.output, .contract)
          ? 0.02 / Double(2 * configuration.layers).squareRoot() : 0.02
      }
    if configuration.preset == .deepnorm,
      declaration.isMatrix(.value, .output, .expand, .contract)
    {
      deviation *= pow(Double(8 * configuration.layers), -0.25)
    }
    return deviation * Double(configuration.initGain)
  }

  private func normal(_ declaration: ParameterDeclaration, deviation: Double) -> [Float] {
    var stream = NormalStream(
      seed: configuration.seed, name: declaration.name, deviation: deviation)
    return (0..<declaration.count).map { _ in Float(stream.next()) }
  }
}

extension ParameterDeclaration {
  /// Whether this belongs to one of the matrices.
  fileprivate func isMatrix(_ matrices: Module.Matrix...) -> Bool {
    matrices.contains { module == .matrix($0) }
  }
}
