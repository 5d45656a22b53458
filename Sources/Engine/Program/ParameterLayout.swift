/// One trainable tensor, by its place in the layout.
public struct Parameter: Hashable, Sendable {
  let index: Int
}

/// The name, shape and place of one trainable tensor: the only declaration of all three.
public struct ParameterDeclaration: Hashable, Sendable {
  /// What a tensor is for; decides how it starts.
  enum Role: String, Hashable, Sendable {
    case tokenEmbedding = "token"
    case positionEmbedding = "position"
    case matrix = "weight"
    case bias, gain, gate
  }

  /// `layers.0.attention.query.weight`, layers from 0 as in PyTorch.
  public let name: String
  /// The last two parts of its name: `query.weight`.
  let shortName: String
  /// Where in the stack; `nil` outside it.
  let sublayer: Sublayer?
  /// The part of the model to which it belongs.
  let module: Module
  /// `[out, in]` for matrices; empty for a gate.
  public let shape: [Int]
  let role: Role
  /// First float in the weights, the moments and each shard's gradient.
  let offset: Int
  /// First float of the transposed copy `[in, out]`, matrices only.
  let transposedOffset: Int?

  /// Number of floats.
  public var count: Int { shape.reduce(1, *) }

  init(
    _ module: Module, in sublayer: Sublayer?, _ shape: [Int], _ role: Role, offset: Int,
    transposedOffset: Int?
  ) {
    (self.module, self.sublayer, self.shape, self.role) = (module, sublayer, shape, role)
    (self.offset, self.transposedOffset) = (offset, transposedOffset)
    let place = sublayer.map { ["layers", "\($0.layer - 1)", $0.kind.rawValue] } ?? []
    let parts = place + Self.localParts(module, role)
    name = parts.joined(separator: ".")
    shortName = parts.suffix(2).joined(separator: ".")
  }

  private static func localParts(_ module: Module, _ role: Role) -> [String] {
    module == .gate ? [module.name] : [module.name, role.rawValue]
  }

  /// Something of the parameter as a person looks for it: `11.attention: gradient of query.weight`.
  func place(_ something: String) -> String {
    let own = Self.localParts(module, role).joined(separator: ".")
    return (sublayer.map { "\($0): " } ?? "") + "\(something) of \(own)"
  }
}

/// A part of the model that has parameters.
public enum Module: Hashable, Sendable {
  /// The rows of tokens and of positions.
  case embedding
  /// A linear map.
  case matrix(Matrix)
  /// A norm.
  case norm(Norm)
  /// The learned number of a branch.
  case gate

  /// The linear maps.
  public enum Matrix: String, CaseIterable, Hashable, Sendable {
    /// Of attention.
    case query, key, value, output
    /// Of the feed-forward network.
    case expand, contract
    /// From the last stream to the classes.
    case head
  }

  /// The norms, by what they normalize.
  public enum Norm: String, CaseIterable, Hashable, Sendable {
    /// The stream as a branch reads it.
    case input = "norm_in"
    /// What a branch computes.
    case output = "norm_out"
    /// The sum of skip and branch.
    case sum = "norm_add"
    /// The last stream.
    case final = "final_norm"
  }

  /// `embedding`, `query`, `norm_in`, as in a parameter's name.
  var name: String {
    switch self {
    case .embedding: "embedding"
    case .matrix(let matrix): matrix.rawValue
    case .norm(let norm): norm.rawValue
    case .gate: "gate"
    }
  }
}

/// A norm's gain and bias; RMSNorm has no bias.
struct Norm: Hashable, Sendable {
  var gain: Parameter
  var bias: Parameter?

  /// The gain, and the bias if there is one.
  var parameters: [Parameter] { [gain] + (bias.map { [$0] } ?? []) }
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
      .embedding, [configuration.vocabularySize, width], .tokenEmbedding)
    positionEmbedding = declare(
      .embedding, [configuration.sequence, width], .positionEmbedding)
    for index in 0..<configuration.sublayerCount {
      sublayers.append(declareSublayer(Sublayer(index: index), configuration))
    }
    finalNorm = declareNorm(.final, configuration)
    head = declareLinear(.head, out: configuration.classCount, in: width)
  }

  subscript(parameter: Parameter) -> ParameterDeclaration { declarations[parameter.index] }

  private mutating func declareSublayer(
    _ sublayer: Sublayer, _ configuration: Configuration
  ) -> SublayerParameters {
    let width = configuration.width
    let linears =
      switch sublayer.kind {
      case .attention:
        [Module.Matrix.query, .key, .value, .output].map {
          declareLinear($0, of: sublayer, out: width, in: width)
        }
      case .feedforward:
        [
          declareLinear(.expand, of: sublayer, out: configuration.hiddenWidth, in: width),
          declareLinear(.contract, of: sublayer, out: width, in: configuration.hiddenWidth),
        ]
      }
    return SublayerParameters(
      linears: linears, normIn: declareNorm(.input, of: sublayer, configuration),
      normOut: declareNorm(.output, of: sublayer, configuration),
      normAdd: declareNorm(.sum, of: sublayer, configuration),
      gate: configuration.hasGates ? declare(.gate, of: sublayer, [], .gate) : nil)
  }

  private mutating func declareLinear(
    _ matrix: Module.Matrix, of sublayer: Sublayer? = nil, out: Int, in input: Int
  ) -> Linear {
    Linear(
      weight: declare(.matrix(matrix), of: sublayer, [out, input], .matrix),
      bias: declare(.matrix(matrix), of: sublayer, [out], .bias))
  }

  private mutating func declareNorm(
    _ norm: Module.Norm, of sublayer: Sublayer? = nil, _ configuration: Configuration
  ) -> Norm {
    Norm(
      gain: declare(.norm(norm), of: sublayer, [configuration.width], .gain),
      bias: configuration.normKind == .layer
        ? declare(.norm(norm), of: sublayer, [configuration.width], .bias) : nil)
  }

  private mutating func declare(
    _ module: Module, of sublayer: Sublayer? = nil, _ shape: [Int],
    _ role: ParameterDeclaration.Role
  ) -> Parameter {
    let isMatrix = role == .matrix
    let declaration = ParameterDeclaration(
      module, in: sublayer, shape, role, offset: count,
      transposedOffset: isMatrix ? transposedCount : nil)
    declarations.append(declaration)
    count += Arena.padded(declaration.count)
    if isMatrix { transposedCount += Arena.padded(declaration.count) }
    return Parameter(index: declarations.count - 1)
  }
}
