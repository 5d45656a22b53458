import Engine

/// Two lanes whose numbers are held against each other.
struct LanePair: Sendable {
  /// What the other is compared with: the first lane.
  var base: LaneState
  var other: LaneState

  /// Whether a row holds the same taps of both lanes.
  func shares(_ row: ProfileRow) -> Bool {
    let taps = [other, base].map { row.taps(inStackOf: $0.launch.layers) }
    return row.layers == nil || taps[0] == taps[1] && !taps[0].isEmpty
  }

  /// other / base; `nil` where one was not measured, or both are 0.
  static func ratio(_ other: Double?, _ base: Double?) -> Double? {
    guard let other, let base, other != 0 || base != 0 else { return nil }
    return other / base
  }

  /// log₁₀(other / base), in decades; `nil` where there is no ratio.
  static func decades(_ other: Double?, _ base: Double?) -> Double? {
    ratio(other, base).map { ratio in
      if ratio == 0 { return -.infinity }
      return ratio.isFinite && ratio > 0 ? Logarithm.base10(ratio) : ratio
    }
  }

  /// other − base; `nil` where one was not measured.
  static func difference(_ other: Double?, _ base: Double?) -> Double? {
    guard let other, let base else { return nil }
    return other - base
  }
}

extension AppState {
  /// The first lane, and the selected one or, where that is the first, the second; `nil` of one lane.
  var pair: LanePair? {
    lanes.count > 1 ? LanePair(base: lanes[0], other: lanes[max(laneIndex, 1)]) : nil
  }
}
