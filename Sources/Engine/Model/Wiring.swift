/// Where a sublayer normalizes, relative to its branch `F` and to the addition ⊕.
///
/// In every formula α is the skip scale; α = 0 leaves the same formula without the x term.
public enum Placement: String, CaseIterable, Hashable, Sendable {
  /// `y = LN(α·x + F(x))`, the original Transformer.
  case post
  /// `y = α·x + F(LN(x))`, GPT-2 and most modern models.
  case pre
  /// `y = α·x + LN(F(LN(x)))`, CogView and Peri-LN.
  case sandwich
  /// `y = α·x + LN(F(x))`, the norm before the add.
  case branch
  /// `y = α·x + F(x)`, no normalization.
  case none

  /// Whether the branch reads a normalized stream.
  public var normalizesBranchInput: Bool {
    switch self {
    case .pre, .sandwich: true
    case .post, .branch, .none: false
    }
  }

  /// Whether the branch is normalized before it reaches ⊕.
  public var normalizesBranchOutput: Bool {
    switch self {
    case .branch, .sandwich: true
    case .post, .pre, .none: false
    }
  }

  /// Whether the sum is normalized.
  public var normalizesSum: Bool {
    switch self {
    case .post: true
    case .pre, .sandwich, .branch, .none: false
    }
  }

  /// Whether a stack that ends in this placement is followed by the final norm.
  public var needsFinalNorm: Bool { normalizesBranchInput || normalizesBranchOutput }

  /// The placement after this one in the order of the `n` key.
  public var next: Placement { Self.neighbour(of: self, by: 1) }

  /// The placement before this one in the order of the `n` key.
  public var previous: Placement { Self.neighbour(of: self, by: Self.allCases.count - 1) }

  private static func neighbour(of placement: Placement, by offset: Int) -> Placement {
    let index = allCases.firstIndex(of: placement) ?? 0
    return allCases[(index + offset) % allCases.count]
  }
}

/// One of the two halves of a layer.
public enum SublayerKind: String, CaseIterable, Hashable, Sendable {
  /// Multi-head self-attention.
  case attention
  /// The position-wise feed-forward network.
  case feedforward
}

/// One sublayer of the stack: `1.attention` is the first.
public struct Sublayer: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The position in the stack, from 0; even for attention.
  public let index: Int

  /// Names the sublayer at `index`, counted from 0.
  public init(index: Int) {
    self.index = index
  }

  /// Names a sublayer by its layer, counted from 1, and its kind.
  public init(layer: Int, kind: SublayerKind) {
    self.index = 2 * (layer - 1) + (kind == .feedforward ? 1 : 0)
  }

  /// The layer, from 1, as on the screen and in files.
  public var layer: Int { index / 2 + 1 }

  /// Attention or feed-forward.
  public var kind: SublayerKind { index.isMultiple(of: 2) ? .attention : .feedforward }

  /// `1.attention`.
  public var description: String { "\(layer).\(kind.rawValue)" }

  /// Stack order.
  public static func < (first: Sublayer, second: Sublayer) -> Bool { first.index < second.index }
}

/// How one sublayer is wired: the place of its norm and the scale of its skip.
public struct Wiring: Hashable, Sendable {
  /// Where the norm sits.
  public var placement: Placement
  /// α: 1 is "residual on", 0 is "off".
  public var skipScale: Float

  /// Wires one sublayer.
  public init(_ placement: Placement, skipScale: Float = 1) {
    self.placement = placement
    self.skipScale = skipScale
  }

  /// Whether the stream passes the branch at all.
  public var hasSkip: Bool { skipScale != 0 }
}
