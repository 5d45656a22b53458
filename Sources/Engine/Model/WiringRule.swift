/// One rule of `--wiring`: `LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE]`.
///
/// LAYERS is `3`, `2-5` or `*`; without `:SCALE` the scale stays as it was.
public struct WiringRule: Hashable, Sendable {
  /// The layers it touches, from 1; `nil` is all of them.
  public var layers: ClosedRange<Int>?
  /// The sublayer it touches; `nil` is both.
  public var kind: SublayerKind?
  /// The placement it sets.
  public var placement: Placement
  /// The skip scale it sets; `nil` leaves it.
  public var skipScale: Float?

  /// States a rule.
  public init(
    layers: ClosedRange<Int>?, kind: SublayerKind?, placement: Placement, skipScale: Float?
  ) {
    self.layers = layers
    self.kind = kind
    self.placement = placement
    self.skipScale = skipScale
  }

  /// Applies the rule to a stack, one entry per sublayer.
  func apply(to stack: inout [Wiring]) {
    for index in stack.indices where touches(Sublayer(index: index)) {
      stack[index].placement = placement
      if let skipScale { stack[index].skipScale = skipScale }
    }
  }

  private func touches(_ sublayer: Sublayer) -> Bool {
    (layers?.contains(sublayer.layer) ?? true) && (kind.map { $0 == sublayer.kind } ?? true)
  }
}

extension WiringRule: CustomStringConvertible {
  /// The rule as `--wiring` reads it.
  public var description: String {
    var text = "*"
    if let layers {
      text = "\(layers.lowerBound)"
      if layers.count > 1 { text += "-\(layers.upperBound)" }
    }
    if let kind { text += ".\(kind.rawValue)" }
    text += "=\(placement.rawValue)"
    if let skipScale { text += ":\(Decimal.text(skipScale))" }
    return text
  }

  /// The shortest list of rules, in this small language, that turns `base` into `stack`.
  ///
  /// Both sublayers of a layer share a rule where they agree, and neighbouring layers share a
  /// range; sublayers that equal `base` need none.
  static func rules(for stack: [Wiring], base: Wiring) -> [WiringRule] {
    var rules: [WiringRule] = []
    var layer = 1
    while layer <= stack.count / 2 {
      let pair = Self.pair(stack, layer)
      var last = layer
      while last < stack.count / 2, Self.pair(stack, last + 1) == pair { last += 1 }
      rules += Self.rules(layers: layer...last, of: stack.count / 2, pair: pair, base: base)
      layer = last + 1
    }
    return rules
  }

  private static func pair(_ stack: [Wiring], _ layer: Int) -> [Wiring] {
    [stack[2 * layer - 2], stack[2 * layer - 1]]
  }

  private static func rules(
    layers: ClosedRange<Int>, of count: Int, pair: [Wiring], base: Wiring
  ) -> [WiringRule] {
    let range = layers == 1...count ? nil : layers
    func rule(_ kind: SublayerKind?, _ wiring: Wiring) -> WiringRule? {
      guard wiring != base else { return nil }
      return WiringRule(
        layers: range, kind: kind, placement: wiring.placement,
        skipScale: wiring.skipScale == base.skipScale ? nil : wiring.skipScale)
    }
    if pair[0] == pair[1] { return [rule(nil, pair[0])].compactMap(\.self) }
    return [rule(.attention, pair[0]), rule(.feedforward, pair[1])].compactMap(\.self)
  }
}
