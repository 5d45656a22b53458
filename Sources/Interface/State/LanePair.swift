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
  /// Decades from which on a column of ratios is told as log₁₀, and under which it no longer is.
  private static let decadesAtWhichRatiosTurn = (up: 2.0, down: 1.0)

  /// The first lane, and the selected one or, where that is the first, the second; `nil` of one lane.
  var pair: LanePair? {
    lanes.count > 1 ? LanePair(base: lanes[0], other: lanes[max(laneIndex, 1)]) : nil
  }

  /// Tells a metric's ratios in decades where they are far from 1; it takes a clear change to turn.
  mutating func chooseRatio(of metric: Fact) {
    guard let pair, !metric.isSigned, let first = values(of: metric, in: pair.other),
      let second = values(of: metric, in: pair.base)
    else { return }
    let taps = [(pair.other, first.values), (pair.base, second.values)].map { lane, values in
      ProfileRow.sublayerTaps(of: lane.launch.layers).map { values[$0] }
    }
    let farthest =
      zip(taps[0], taps[1]).compactMap { LanePair.decades($0, $1) }
      .map { abs($0) }.filter { !$0.isNaN }.max() ?? 0
    if farthest >= Self.decadesAtWhichRatiosTurn.up { decadeRatios.insert(metric) }
    if farthest < Self.decadesAtWhichRatiosTurn.down { decadeRatios.remove(metric) }
  }
}
