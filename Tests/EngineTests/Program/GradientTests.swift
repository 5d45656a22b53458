import TestSupport
import Testing

@testable import Engine

/// The whole model against the Double encoder: every activation of the forward pass, and every
/// gradient against central differences of the loss.
@Suite struct GradientTests {
  static let scales: [Float] = [1, 0, 0.5]

  static func configuration(
    _ placement: Placement, scale: Float, kind: NormKind
  ) -> Configuration {
    var configuration = Configuration()
    configuration.layers = 2
    configuration.width = 6
    configuration.heads = 2
    configuration.ffn = 5
    configuration.sequence = 3
    configuration.batch = 5
    configuration.vocabulary = 7
    configuration.norm = placement
    configuration.residual = scale
    configuration.normKind = kind
    return configuration
  }

  @Test(arguments: Placement.allCases, scales)
  func everyGradientOfEveryPlacement(placement: Placement, scale: Float) throws {
    for (index, kind) in NormKind.allCases.enumerated() {
      var configuration = Self.configuration(placement, scale: scale, kind: kind)
      configuration.activation = [.gelu, .geluTanh][index]
      try ModelComparison(configuration, seed: 1).check()
    }
  }

  @Test func everyGradientOfMixedWirings() throws {
    var configuration = Self.configuration(.post, scale: 1, kind: .layer)
    configuration.activation = .relu
    configuration.rules = try WiringRule.parse(
      rules: "1.attention=branch:0.7;1.feedforward=none;2.attention=sandwich:0;2.feedforward=pre")
    try ModelComparison(configuration, seed: 2).check()
  }

  @Test(arguments: ["*=none", "*=sandwich:0.5", "*=post", "*=branch"])
  func everyGradientWithGates(rules: String) throws {
    var configuration = Self.configuration(.post, scale: 1, kind: .layer)
    configuration.norm = nil
    configuration.preset = .rezero
    configuration.rules = try WiringRule.parse(rules: rules)
    try ModelComparison(configuration, seed: 3).check()
  }

  @Test func everyGradientOfDeepNorm() throws {
    var configuration = Self.configuration(.post, scale: 1, kind: .rms)
    configuration.norm = nil
    configuration.residual = nil
    configuration.preset = .deepnorm
    try ModelComparison(configuration, seed: 4).check()
  }
}

/// One model, computed by the engine and by the Double encoder.
struct ModelComparison {
  private let encoder: ReferenceEncoder
  private let parameters: [String: [Double]]
  private let computed: [Tensor]
  private let label: String

  /// Worst seen 2.2e-6, in the branches of `none`.
  static let forwardTolerance = 2.2e-5
  /// Worst seen 2.3e-6.
  static let tapTolerance = 2.3e-5
  /// Worst seen 3.3e-5, in tensors whose gradient is a thousandth of the largest.
  static let parameterTolerance = 3.3e-4

  init(_ configuration: Configuration, seed: UInt64) throws {
    label = configuration.line
    var random = RandomStream("model", seed: seed)
    let count = configuration.batch * configuration.sequence
    let tokens = random.ids(count, below: configuration.vocabularySize)
    var targets = random.ids(count, below: configuration.vocabularySize)
    targets[1] = -1
    targets[count - 2] = -1
    let tensors = ParameterLayout(configuration).declarations.map { declaration in
      // Gains and gates around 1, biases around 0, matrices with gain about 1: nothing is special.
      let isScale = declaration.role == .gain || declaration.role == .gate
      let scale =
        declaration.role == .matrix ? 1 / Double(declaration.shape[1]).squareRoot() : 0.3
      return Tensor(
        name: declaration.name, shape: declaration.shape,
        values: .float(random.floats(declaration.count, scale: scale, mean: isScale ? 1 : 0)))
    }
    parameters = Dictionary(
      uniqueKeysWithValues: tensors.map { ($0.name, $0.floats.map(Double.init)) })
    computed = try Evaluator(
      configuration: configuration, parameters: tensors, tokens: tokens, targets: targets
    ).run(steps: 0)
    encoder = ReferenceEncoder(configuration, tokens: tokens, targets: targets)
  }

  func check() throws {
    let pass = encoder.forward(parameters)
    let values = Dictionary(
      uniqueKeysWithValues: computed.map { ($0.name, $0.floats) })
    expectClose(values["loss"] ?? [], [pass.loss], Self.forwardTolerance, "model.loss")
    expectClose(values["logits"] ?? [], pass.logits, Self.forwardTolerance, "model.logits")
    for (tap, stream) in pass.streams {
      expectClose(
        values["activation.\(tap)"] ?? [], stream, Self.forwardTolerance, "model.activation")
    }
    for (tap, branch) in pass.branches {
      expectClose(values["branch.\(tap)"] ?? [], branch, Self.forwardTolerance, "model.branch")
    }
    checkTapGradients(pass, values)
    checkParameterGradients(pass, values)
  }

  private func checkTapGradients(
    _ pass: ReferenceEncoder.Pass, _ values: [String: [Float]]
  ) {
    for (tap, stream) in pass.streams {
      let numeric = Closeness.gradient(
        of: { encoder.forward(parameters, nudges: [tap: $0]).loss },
        at: Reference.zeros(stream.count))
      let error = Closeness.error(values["gradient.\(tap)"] ?? [], numeric, "model.gradient.tap")
      #expect(error < Self.tapTolerance, "\(label): gradient.\(tap)")
    }
  }

  private func checkParameterGradients(
    _ pass: ReferenceEncoder.Pass, _ values: [String: [Float]]
  ) {
    let prefix = "parameter_gradient."
    let named = values.filter { $0.key.hasPrefix(prefix) }
    #expect(Set(named.keys.map { String($0.dropFirst(prefix.count)) }) == pass.read, "\(label)")
    let largest = named.values.joined().reduce(0) { max($0, Double($1.magnitude)) }
    for (name, analytic) in named {
      let parameter = String(name.dropFirst(prefix.count))
      let numeric = Closeness.gradient(
        of: { point in
          var moved = parameters
          moved[parameter] = point
          return encoder.forward(moved).loss
        }, at: parameters[parameter] ?? [])
      // A gradient far below the others carries their rounding, the key bias's true 0 above all.
      let scale = max(numeric.reduce(0) { max($0, $1.magnitude) }, 1e-3 * largest)
      let error = Closeness.error(
        analytic.wide.map { $0 / scale } + [1], numeric.map { $0 / scale } + [1],
        "model.gradient.parameter")
      #expect(error < Self.parameterTolerance, "\(label): \(name)")
    }
  }
}

extension Tensor {
  /// The values of a Float tensor.
  var floats: [Float] {
    guard case .float(let floats) = values else { return [] }
    return floats
  }
}
