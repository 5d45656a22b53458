import Engine

/// One line of the profile: a tap, a layer, or several layers where rows are few.
struct ProfileRow: Hashable, Sendable {
  /// Indices into the stream's taps: 0 is the embedding, 2·layers + 1 the final tap.
  var taps: Range<Int>
  /// Indices into the stack's sublayers; empty for embedding and final.
  var sublayers: Range<Int>

  /// The layers it touches, from 1; `nil` for embedding and final.
  var layers: ClosedRange<Int>? {
    guard let first = sublayers.first, let last = sublayers.last else { return nil }
    return Sublayer(index: first).layer...Sublayer(index: last).layer
  }

  /// What a click on it selects: its layer or, where it has a row of its own, its sublayer.
  var selection: Selection? {
    guard let first = sublayers.first else { return nil }
    let sublayer = Sublayer(index: first)
    return sublayers.count == 1 ? .sublayer(sublayer) : .layer(sublayer.layer)
  }

  /// These places in a stack of `layers` layers: fewer, or none, where it ends before them.
  func taps(inStackOf layers: Int) -> Range<Int> {
    if sublayers.isEmpty, taps.lowerBound > 0 { return 2 * layers + 1..<2 * layers + 2 }
    return sublayers.isEmpty ? taps : taps.clamped(to: Self.sublayerTaps(of: layers))
  }

  /// The taps behind the sublayers of a stack.
  static func sublayerTaps(of layers: Int) -> Range<Int> { 1..<2 * layers + 1 }

  /// Divides a stack of `layers` layers over `room` lines, in the order of the stream.
  static func rows(layers: Int, room: Int) -> [ProfileRow] {
    guard room > 0 else { return [] }
    guard room >= 3 else { return groups(layers: layers, count: min(room, layers)) }
    let count = room >= 2 * layers + 2 ? 2 * layers : min(layers, room - 2)
    let ends = [0, 2 * layers + 1].map { ProfileRow(taps: $0..<$0 + 1, sublayers: 0..<0) }
    let middle = groups(
      layers: layers, count: min(count, layers), isPerSublayer: count == 2 * layers)
    return [ends[0]] + middle + [ends[1]]
  }

  /// Divides the layers alone over `room` lines: sublayers where there is room for all.
  static func layers(_ layers: Int, room: Int) -> [ProfileRow] {
    groups(layers: layers, count: min(layers, max(room, 0)), isPerSublayer: room >= 2 * layers)
  }

  private static func groups(
    layers: Int, count: Int, isPerSublayer: Bool = false
  ) -> [ProfileRow] {
    guard !isPerSublayer else {
      return (0..<2 * layers).map { ProfileRow(taps: $0 + 1..<$0 + 2, sublayers: $0..<$0 + 1) }
    }
    return (0..<count).map { group in
      let range = 2 * (group * layers / count)..<2 * ((group + 1) * layers / count)
      return ProfileRow(taps: range.lowerBound + 1..<range.upperBound + 1, sublayers: range)
    }
  }
}
