/// The keys of a configuration: the long flags without their dashes, in the order of `--config`.
public enum ConfigurationKey: String, CaseIterable, Hashable, Sendable {
  /// Sizes of the model and of its input.
  case layers, width, heads, ffn, sequence, batch, vocabulary
  /// The wiring of the stack.
  case norm
  /// The kind of every norm.
  case normKind = "norm-kind"
  /// Skip scale, rules on top of it, and the feed-forward's activation.
  case residual, wiring, activation
  /// What the model is trained on: one of the two.
  case task, text
  /// The update rule.
  case optimizer
  /// The rate after warm-up.
  case learningRate = "learning-rate"
  /// Steps of warm-up and the largest gradient norm.
  case warmup, clip
  /// Decoupled weight decay.
  case weightDecay = "weight-decay"
  /// The distribution of the initial matrices.
  case initialization = "init"
  /// What multiplies them.
  case initGain = "init-gain"
  /// Recipe, shards of the batch, and the seed of weights and batches.
  case preset, shards, seed

  /// The long flag, `--norm-kind`.
  public var flag: String { "--\(rawValue)" }

  /// What the flag sets, in a few words, its values and its default included.
  public var help: String {
    switch self {
    case .layers: "Layers of the stack, 1 to 128. (default: 12)"
    case .width: "Width of the stream, 1 to 1024. (default: 64)"
    case .heads: "Attention heads; must divide the width. (default: 4)"
    case .ffn: "Width of the feed-forward's hidden layer, 1 to 8192. (default: 4 x width)"
    case .sequence: "Tokens per sequence, 1 to 512. (default: 16)"
    case .batch: "Sequences per batch, 1 to 1024. (default: 16)"
    case .vocabulary: "Vocabulary, 2 to 8192, mask and unknown included. (default: 16; text: 256)"
    case .norm:
      "Placement: \(Alternatives.text(Placement.allCases.map(\.rawValue))). (default: post)"
    case .normKind: "Norm kind: layer or rms. (default: layer)"
    case .residual: "Residual connection: on, off or a skip scale. (default: on)"
    case .wiring: "Rules for single sublayers, \"2.attention=post:0; 3-5=pre\". (default: none)"
    case .activation: "Activation: gelu, gelu-tanh or relu. (default: gelu)"
    case .task: "Task: copy, reverse, sort, modsum or brackets. (default: copy)"
    case .text: "Train on the masked characters of a UTF-8 file; - is standard input."
    case .optimizer: "Optimizer: adamw or sgd. (default: adamw)"
    case .learningRate: "Learning rate after warm-up. (default: 0.001; sgd: 0.1)"
    case .warmup: "Steps over which the learning rate rises; 0 for none. (default: 0)"
    case .clip: "Largest global gradient norm; 0 for no clipping. (default: 0)"
    case .weightDecay: "Decoupled weight decay. (default: 0.01; sgd: 0)"
    case .initialization: "Initialization: xavier, torch, normal02 or gpt2. (default: xavier)"
    case .initGain: "Multiplies all initial matrices. (default: 1)"
    case .preset: "Recipe: deepnorm, rezero or none; sets its own placement. (default: none)"
    case .shards: "Logical shards of the batch, 1 to 64. (default: 4)"
    case .seed: "Determines initial weights and batches. (default: 1)"
    }
  }

  /// The range of the keys that hold a size or a count.
  package var range: ClosedRange<Int> {
    switch self {
    case .layers: 1...128
    case .width, .heads, .batch: 1...1024
    case .ffn: 1...8192
    case .sequence: 1...512
    case .vocabulary: 2...8192
    case .shards: 1...64
    default: 0...1_000_000_000
    }
  }
}
