import Engine

/// Which part of the stack the wiring keys act on.
enum Selection: Hashable, Sendable {
  case everything
  /// Both sublayers of a layer, from 1.
  case layer(Int)
  case sublayer(Sublayer)

  /// The layer that holds it; `nil` when it is the whole stack.
  var layer: Int? {
    switch self {
    case .everything: nil
    case .layer(let layer): layer
    case .sublayer(let sublayer): sublayer.layer
    }
  }

  /// The sublayer indices it covers in a stack of `layers` layers.
  func indices(layers: Int) -> Range<Int> {
    switch self {
    case .everything: 0..<2 * layers
    case .layer(let layer): 2 * layer - 2..<2 * layer
    case .sublayer(let sublayer): sublayer.index..<sublayer.index + 1
    }
  }

  /// The selection one layer up (-1) or down (+1); the first press selects an end of the stack.
  func moved(by offset: Int, layers: Int) -> Selection {
    guard let layer else { return .layer(offset > 0 ? 1 : layers) }
    let next = min(max(layer + offset, 1), layers)
    if case .sublayer(let sublayer) = self {
      return .sublayer(Sublayer(layer: next, kind: sublayer.kind))
    }
    return .layer(next)
  }

  /// The selection narrowed to attention (left) or to the feed-forward (right).
  func narrowed(to kind: SublayerKind) -> Selection {
    .sublayer(Sublayer(layer: layer ?? 1, kind: kind))
  }

  /// One level wider: sublayer → layer → everything.
  var widened: Selection {
    if case .sublayer(let sublayer) = self { return .layer(sublayer.layer) }
    return .everything
  }
}
