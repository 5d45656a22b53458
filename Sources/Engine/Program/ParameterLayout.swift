/// One trainable tensor, by its place in the layout.
public struct Parameter: Hashable, Sendable {
  let index: Int
}

/// The name, shape and place of one trainable tensor: the only declaration of all three.
public struct ParameterDeclaration: Hashable, Sendable {
  /// What a tensor is for; decides how it starts.
  enum Role: Hashable, Sendable {
    case tokenEmbedding, positionEmbedding, matrix, bias, gain, gate
  }

  /// `layers.0.attention.query.weight`, layers from 0 as in PyTorch.
  public let name: String
  /// `[out, in]` for matrices; empty for a gate.
  public let shape: [Int]
  let role: Role
  /// First float in the weights, the moments and each shard's gradient.
  let offset: Int
  /// First float of the transposed copy `[in, out]`, matrices only.
  let transposedOffset: Int?

  /// Number of floats.
  public var count: Int { shape.reduce(1, *) }
}

/// A norm's gain and bias; RMSNorm has no bias.
struct Norm: Hashable, Sendable {
  var gain: Parameter
  var bias: Parameter?
}

/// A linear map `y = x·Wᵀ + b`.
struct Linear: Hashable, Sendable {
  var weight: Parameter
  var bias: Parameter
}

/// The parameters of one sublayer; all norms of all placements always exist.
struct SublayerParameters: Hashable, Sendable {
  /// query, key, value, output, or expand, contract.
  var linears: [Linear]
  var normIn: Norm
  var normOut: Norm
  var normAdd: Norm
  var gate: Parameter?
}

/// All trainable tensors of a configuration, in the order of the weights file.
struct ParameterLayout: Sendable {
  private(set) var declarations: [ParameterDeclaration] = []
  /// Floats of one copy of all parameters, padding included.
  private(set) var count = 0
  /// Floats of the transposed copies of all matrices.
  private(set) var transposedCount = 0
  private(set) var tokenEmbedding = Parameter(index: 0)
  private(set) var positionEmbedding = Parameter(index: 0)
  private(set) var sublayers: [SublayerParameters] = []
  private(set) var finalNorm = Norm(gain: Parameter(index: 0))
  private(set) var head = Linear(weight: Parameter(index: 0), bias: Parameter(index: 0))

  init(_ configuration: Configuration) {
    let width = configuration.width
    tokenEmbedding = declare(
      "embedding.token", [configuration.vocabularySize, width], .tokenEmbedding)
    positionEmbedding = declare(
      "embedding.position", [configuration.sequence, width], .positionEmbedding)
    for index in 0..<configuration.sublayerCount {
      sublayers.append(declareSublayer(Sublayer(index: index), configuration))
    }
    finalNorm = declareNorm("final_norm", configuration)
    head = declareLinear("head", out: configuration.classCount, in: width)
  }

  subscript(parameter: Parameter) -> ParameterDeclaration { declarations[parameter.index] }

  private mutating func declareSublayer(
    _ sublayer: Sublayer, _ configuration: Configuration
  ) -> SublayerParameters {
    let prefix = "layers.\(sublayer.layer - 1).\(sublayer.kind.rawValue)"
    let width = configuration.width
    let linears =
      switch sublayer.kind {
      case .attention:
        ["query", "key", "value", "output"].map {
          declareLinear("\(prefix).\($0)", out: width, in: width)
        }
      case .feedforward:
        [
          declareLinear("\(prefix).expand", out: configuration.hiddenWidth, in: width),
          declareLinear("\(prefix).contract", out: width, in: configuration.hiddenWidth),
        ]
      }
    return SublayerParameters(
      linears: linears, normIn: declareNorm("\(prefix).norm_in", configuration),
      normOut: declareNorm("\(prefix).norm_out", configuration),
      normAdd: declareNorm("\(prefix).norm_add", configuration),
      gate: configuration.hasGates ? declare("\(prefix).gate", [], .gate) : nil)
  }

  private mutating func declareLinear(_ name: String, out: Int, in input: Int) -> Linear {
    Linear(
      weight: declare("\(name).weight", [out, input], .matrix),
      bias: declare("\(name).bias", [out], .bias))
  }

  private mutating func declareNorm(_ name: String, _ configuration: Configuration) -> Norm {
    Norm(
      gain: declare("\(name).gain", [configuration.width], .gain),
      bias: configuration.normKind == .layer
        ? declare("\(name).bias", [configuration.width], .bias) : nil)
  }

  private mutating func declare(
    _ name: String, _ shape: [Int], _ role: ParameterDeclaration.Role
  ) -> Parameter {
    let isMatrix = role == .matrix
    let declaration = ParameterDeclaration(
      name: name, shape: shape, role: role, offset: count,
      transposedOffset: isMatrix ? transposedCount : nil)
    declarations.append(declaration)
    count += Arena.padded(declaration.count)
    if isMatrix { transposedCount += Arena.padded(declaration.count) }
    return Parameter(index: declarations.count - 1)
  }
}
