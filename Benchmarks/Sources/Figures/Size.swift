/// The size of a model and of its batch.
public struct Size: Hashable, Sendable {
  /// What the tables call it.
  public var name: String
  /// Layers of the stack.
  public var layers: Int
  /// Width of the stream.
  public var width: Int
  /// Attention heads.
  public var heads: Int
  /// Width of the feed-forward's hidden layer.
  public var ffn: Int
  /// Tokens per sequence.
  public var sequence: Int
  /// Sequences per batch.
  public var batch: Int
  /// Tokens that there are.
  public let vocabulary = 64

  /// Describes a size.
  public init(
    _ name: String, layers: Int, width: Int, heads: Int = 4, ffn: Int, sequence: Int, batch: Int
  ) {
    self.name = name
    self.layers = layers
    self.width = width
    self.heads = heads
    self.ffn = ffn
    self.sequence = sequence
    self.batch = batch
  }

  /// A small model, where everything but arithmetic shows.
  public static let tiny = Size("tiny", layers: 6, width: 32, ffn: 128, sequence: 16, batch: 16)
  /// The size that most tables are about.
  public static let medium = Size(
    "medium", layers: 12, width: 64, ffn: 256, sequence: 32, batch: 32)
  /// Four times as many layers.
  public static let deep = Size("deep", layers: 48, width: 64, ffn: 256, sequence: 32, batch: 32)
  /// Large matrices, where arithmetic is all that shows.
  public static let wide = Size(
    "wide", layers: 12, width: 256, heads: 8, ffn: 1024, sequence: 64, batch: 16)

  /// In the order of the tables.
  public static let all = [tiny, medium, deep, wide]

  /// `layers=12,width=64,…`: what the program's `--config` and the peers read.
  public var line: String {
    "layers=\(layers),width=\(width),heads=\(heads),ffn=\(ffn),sequence=\(sequence),"
      + "batch=\(batch),vocabulary=\(vocabulary)"
  }

  /// Floating-point operations of a training step's matrix products: forward once, backward twice.
  ///
  ///     3·B·T·(L·(8d² + 4·d·ffn + 4·T·d) + 2·d·V)
  public var operations: Double {
    let perLayer = 8 * width * width + 4 * width * ffn + 4 * sequence * width
    return Double(3 * batch * sequence * (layers * perLayer + 2 * width * vocabulary))
  }

  /// The share of attention's products: 12·B·T·L·T·d.
  public var attentionOperations: Double {
    Double(12 * batch * sequence * layers * sequence * width)
  }
}
