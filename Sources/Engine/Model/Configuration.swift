/// Everything that determines a run's numbers, on a given instruction set.
///
/// A value is only a wish until `validated()` has passed: then every size is in range and consistent.
public struct Configuration: Hashable, Sendable {
  /// Layers of the stack, 1…128; each is an attention and a feed-forward sublayer.
  public var layers = 12
  /// Width d of the stream, 1…1024.
  public var width = 64
  /// Attention heads; divides `width`.
  public var heads = 4
  /// Width of the feed-forward's hidden layer; `nil` is 4·width.
  public var ffn: Int?
  /// Tokens per sequence, 1…512.
  public var sequence = 16
  /// Sequences per batch, 1…1024.
  public var batch = 16
  /// Size of the vocabulary, 2…8192; `nil` is 16, 256 for text, 5 for brackets.
  public var vocabulary: Int?

  /// The placement of every sublayer that no rule touches; `nil` is the preset's, else post.
  public var norm: Placement?
  /// LayerNorm or RMSNorm, for every norm of the model.
  public var normKind = NormKind.layer
  /// Skip scale of every sublayer that no rule touches; `nil` is "on": 1, or the preset's.
  public var residual: Float?
  /// Rules applied in order on top of `norm` and `residual`.
  public var rules: [WiringRule] = []
  /// The feed-forward's activation function.
  public var activation = Activation.gelu

  /// What the model is trained on.
  public var task = TaskChoice.synthetic(.copy)
  /// The update rule.
  public var optimizer = OptimizerKind.adamw
  /// The learning rate after warm-up; `nil` is 1e-3 for AdamW and 0.1 for SGD.
  public var learningRate: Float?
  /// Steps over which the learning rate rises linearly; 0 for none.
  public var warmup = 0
  /// Largest global gradient norm; 0 for no clipping.
  public var clip: Float = 0
  /// Decoupled weight decay; `nil` is 0.01 for AdamW and 0 for SGD.
  public var weightDecay: Float?
  /// The distribution of the initial weights.
  public var initialization = InitializationScheme.xavier
  /// Multiplies all initial matrices, the head's too, not the embeddings.
  public var initGain: Float = 1
  /// A published recipe of skip scales, gates and initial weights.
  public var preset: Preset?
  /// Logical shards of the batch, part of the numbers' definition; fewer when the batch is smaller.
  public var shards = 4
  /// Determines initial weights and batches.
  public var seed: UInt64 = 1

  /// The opening model.
  public init() {}
}

extension Configuration {
  /// Width of the feed-forward's hidden layer.
  public var hiddenWidth: Int { ffn ?? 4 * width }
  /// Width of one head.
  public var headWidth: Int { width / heads }
  /// Size of the vocabulary, masks and unknowns included.
  public var vocabularySize: Int { vocabulary ?? task.standardVocabulary }
  /// Number of classes of the head.
  public var classCount: Int { task.classCount(vocabulary: vocabularySize) }
  /// Number of sublayers.
  public var sublayerCount: Int { 2 * layers }
  /// Shards that a batch is really divided into.
  public var shardCount: Int { Swift.min(shards, batch) }
  /// The learning rate after warm-up.
  public var peakLearningRate: Float { learningRate ?? optimizer.standardLearningRate }
  /// Decoupled weight decay per unit of learning rate.
  public var decay: Float { weightDecay ?? optimizer.standardWeightDecay }
  /// The placement of every sublayer that no rule touches.
  public var basePlacement: Placement { norm ?? preset?.placement ?? .post }
  /// The skip scale that stands for "residual on": what `r` toggles to.
  public var onScale: Float {
    if let residual, residual != 0 { return residual }
    return preset == .deepnorm ? Float.fourthRoot(2 * layers) : 1
  }
  /// The skip scale of every sublayer that no rule touches.
  public var baseScale: Float { residual ?? onScale }
  /// Whether what reaches ⊕ from a branch is multiplied by a learned gate.
  public var hasGates: Bool { preset == .rezero }

  /// The wiring of every sublayer: base, then the rules in order.
  public var wiring: [Wiring] {
    var stack = Array(
      repeating: Wiring(basePlacement, skipScale: baseScale), count: sublayerCount)
    for rule in rules { rule.apply(to: &stack) }
    return stack
  }

  /// This configuration with a base and rules that yield `wiring`.
  ///
  /// A placement that all sublayers share becomes the base, where no preset has its own; so does
  /// a residual that is plainly on or off everywhere.
  public func rewired(to wiring: [Wiring]) -> Configuration {
    var result = self
    if let first = wiring.first {
      if preset == nil, wiring.allSatisfy({ $0.placement == first.placement }) {
        result.norm = first.placement
      }
      if residual == nil || residual == 0, wiring.allSatisfy({ $0.skipScale == first.skipScale }) {
        if first.skipScale == 0 { result.residual = 0 }
        if first.skipScale == onScale { result.residual = nil }
      }
    }
    result.rules = WiringRule.rules(
      for: wiring, base: Wiring(result.basePlacement, skipScale: result.baseScale))
    return result
  }
}

/// The two kinds of norm.
public enum NormKind: String, CaseIterable, Hashable, Sendable {
  /// `(x - mean)/√(variance + ε)·gain + bias` (Ba, Kiros, Hinton 2016).
  case layer
  /// `x/√(mean(x²) + ε)·gain` (Zhang, Sennrich 2019).
  case rms
}

/// The feed-forward's activation function.
public enum Activation: String, CaseIterable, Hashable, Sendable {
  /// `x·Φ(x)`, with the error function.
  case gelu
  /// GELU by the tanh approximation.
  case geluTanh = "gelu-tanh"
  /// `max(x, 0)`.
  case relu
}

/// The update rule.
public enum OptimizerKind: String, CaseIterable, Hashable, Sendable {
  /// Adam with decoupled weight decay (Loshchilov, Hutter 2019), β = (0.9, 0.999), ε = 1e-8.
  case adamw
  /// Plain stochastic gradient descent.
  case sgd

  var standardLearningRate: Float { self == .adamw ? 1e-3 : 0.1 }

  /// What weight decay is unless somebody says otherwise.
  package var standardWeightDecay: Float { self == .adamw ? 0.01 : 0 }
  /// Whether an update needs more than the gradient.
  var hasMoments: Bool { self == .adamw }
}

/// The distribution of the initial matrices.
public enum InitializationScheme: String, CaseIterable, Hashable, Sendable {
  /// Normal, std √(2/(in + out)).
  case xavier
  /// Normal with the standard deviations of `nn.TransformerEncoderLayer`.
  case torch
  /// Normal, std 0.02.
  case normal02
  /// Normal, std 0.02; attention.output and feedforward.contract also / √(2·layers).
  case gpt2
}

/// A published recipe of skip scales, gates and initial weights.
public enum Preset: String, CaseIterable, Hashable, Sendable {
  /// post, α = (2L)^¼, value/output/ffn matrices × (8L)^-¼ (Wang and others 2022).
  case deepnorm
  /// none, branches times a learned gate that starts at 0 (Bachlechner and others 2020).
  case rezero

  var placement: Placement { self == .deepnorm ? .post : .none }
}

/// The synthetic tasks; tokens are uniform over the vocabulary of V.
public enum SyntheticTask: String, CaseIterable, Hashable, Sendable {
  /// y = x.
  case copy
  /// y = x flipped.
  case reverse
  /// y = x ascending.
  case sort
  /// y = running sum of x, modulo V.
  case modsum
  /// Over `( ) [ ] ·`: matched, unmatched or filler.
  case brackets
}

/// What the model is trained on.
public enum TaskChoice: Hashable, Sendable {
  /// Batches made from the seed.
  case synthetic(SyntheticTask)
  /// Masked characters of a UTF-8 file; `-` is standard input.
  case text(path: String)

  package var standardVocabulary: Int {
    switch self {
    case .synthetic(.brackets): 5
    case .synthetic: 16
    case .text: 256
    }
  }

  package func classCount(vocabulary: Int) -> Int { self == .synthetic(.brackets) ? 3 : vocabulary }
}
