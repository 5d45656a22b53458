public import Engine

/// The whole encoder in Double, forward only and as plain as its formulas.
///
/// A third implementation beside the engine and PyTorch: central differences of its loss are what
/// the engine's analytic gradients are held against.
public struct ReferenceEncoder: Sendable {
  let configuration: Configuration
  let tokens: [Int32]
  let targets: [Int32]

  /// A model of these sizes and wiring, and the batch it is asked about.
  public init(_ configuration: Configuration, tokens: [Int32], targets: [Int32]) {
    self.configuration = configuration
    self.tokens = tokens
    self.targets = targets
  }

  /// What one forward pass computes.
  public struct Pass: Sendable {
    /// Mean cross-entropy over the counted tokens.
    public var loss = 0.0
    /// `[rows, classes]`.
    public var logits: [Double] = []
    /// By tap: `embedding`, `1.attention`, …, `final`.
    public var streams: [String: [Double]] = [:]
    /// The raw branch, by tap.
    public var branches: [String: [Double]] = [:]
    /// Names of the parameters that were read.
    public var read: Set<String> = []
  }

  /// One forward pass with parameters by name; `nudges` are added to the stream at their taps, to
  /// differentiate with respect to it.
  public func forward(
    _ parameters: [String: [Double]], nudges: [String: [Double]] = [:]
  ) -> Pass {
    var walk = Walk(encoder: self, parameters: parameters, nudges: nudges)
    return walk.run()
  }
}

/// One forward pass under way.
private struct Walk {
  let encoder: ReferenceEncoder
  let parameters: [String: [Double]]
  let nudges: [String: [Double]]
  var pass = ReferenceEncoder.Pass()

  private var sizes: Configuration { encoder.configuration }
  private var width: Int { sizes.width }
  private var rows: Int { encoder.tokens.count }

  mutating func run() -> ReferenceEncoder.Pass {
    var stream = Reference.embed(
      width: width, sequence: sizes.sequence, tokens: encoder.tokens,
      token: read("embedding.token"), position: read("embedding.position"))
    stream = reach("embedding", stream)
    for (index, wiring) in sizes.wiring.enumerated() {
      stream = reach("\(Sublayer(index: index))", sublayer(index, wiring, stream))
    }
    if let last = sizes.wiring.last?.placement, last != .post, last != .none {
      stream = norm("final_norm", stream)
    }
    stream = reach("final", stream)
    pass.logits = linear("head", stream, output: sizes.classCount)
    let result = Reference.crossEntropy(
      classes: sizes.classCount, logits: pass.logits, targets: encoder.targets, weight: 1)
    pass.loss = result.sum / Double(encoder.targets.count { $0 >= 0 })
    return pass
  }

  private mutating func reach(_ tap: String, _ stream: [Double]) -> [Double] {
    let stream = nudges[tap].map { zip(stream, $0).map(+) } ?? stream
    pass.streams[tap] = stream
    return stream
  }

  /// The five formulas.
  private mutating func sublayer(_ index: Int, _ wiring: Wiring, _ x: [Double]) -> [Double] {
    let place = Sublayer(index: index)
    let prefix = "layers.\(place.layer - 1).\(place.kind.rawValue)"
    let skip = x.map { $0 * Double(wiring.skipScale) }
    switch wiring.placement {
    case .post: return norm("\(prefix).norm_add", sum(skip, branch(place, prefix, x)))
    case .pre: return sum(skip, branch(place, prefix, norm("\(prefix).norm_in", x)))
    case .none: return sum(skip, branch(place, prefix, x))
    case .branch:
      return sum(skip, branch(place, prefix, x, norm: "\(prefix).norm_out"))
    case .sandwich:
      let inner = norm("\(prefix).norm_in", x)
      return sum(skip, branch(place, prefix, inner, norm: "\(prefix).norm_out"))
    }
  }

  /// F, then the norm behind it if there is one, then the gate if there is one.
  private mutating func branch(
    _ place: Sublayer, _ prefix: String, _ x: [Double], norm name: String? = nil
  ) -> [Double] {
    var y = place.kind == .attention ? attention(prefix, x) : feedForward(prefix, x)
    pass.branches["\(place)"] = y
    if let name { y = norm(name, y) }
    if sizes.hasGates {
      let gate = read("\(prefix).gate")[0]
      y = y.map { $0 * gate }
    }
    return y
  }

  private mutating func attention(_ prefix: String, _ x: [Double]) -> [Double] {
    let query = linear("\(prefix).query", x, output: width)
    let key = linear("\(prefix).key", x, output: width)
    let value = linear("\(prefix).value", x, output: width)
    var context = Reference.zeros(rows * width)
    let length = sizes.sequence
    let slice = sizes.headWidth
    for first in stride(from: 0, to: rows, by: length) {
      for head in 0..<sizes.heads {
        for i in first..<first + length {
          let scores = (first..<first + length).map { j in
            (0..<slice).reduce(0.0) { sum, c in
              sum + query[i * width + head * slice + c] * key[j * width + head * slice + c]
            }
          }
          let weights = Reference.softmax(
            rows: 1, width: length, scale: 1 / Double(slice).squareRoot(), scores)
          for (j, weight) in weights.enumerated() {
            for c in 0..<slice {
              context[i * width + head * slice + c] +=
                weight * value[(first + j) * width + head * slice + c]
            }
          }
        }
      }
    }
    return linear("\(prefix).output", context, output: width)
  }

  private mutating func feedForward(_ prefix: String, _ x: [Double]) -> [Double] {
    let hidden = linear("\(prefix).expand", x, output: sizes.hiddenWidth)
    let active = hidden.map { value in
      switch sizes.activation {
      case .gelu: Reference.gelu(value).value
      case .geluTanh: Reference.geluTanh(value).value
      case .relu: Reference.relu(value).value
      }
    }
    return linear("\(prefix).contract", active, output: width)
  }

  private mutating func linear(_ name: String, _ x: [Double], output: Int) -> [Double] {
    Reference.linear(
      rows: rows, input: x.count / rows, output: output, x: x, weight: read("\(name).weight"),
      bias: read("\(name).bias"))
  }

  private mutating func norm(_ name: String, _ x: [Double]) -> [Double] {
    Reference.normalize(
      rows: rows, width: width, input: x, gain: read("\(name).gain"),
      bias: sizes.normKind == .layer ? read("\(name).bias") : nil, epsilon: Double(Float(1e-5))
    ).output
  }

  private mutating func read(_ name: String) -> [Double] {
    pass.read.insert(name)
    return parameters[name] ?? []
  }

  private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(+) }
}
