import Engine

/// Where a value lies between the two ends of a plot.
struct Axis: Hashable, Sendable {
  /// How values are spread over the axis.
  enum Scale: Hashable, Sendable {
    case linear, log
  }

  var scale: Scale
  /// The ends: data units on a linear axis, whole decades (powers of ten) on a log axis.
  var low: Double
  var high: Double

  /// The share of the axis that lies below `value`, 0…1; `nil` when it is not a number to draw.
  ///
  /// Values outside stick to the nearer end; on a log axis zero sticks to the low end.
  func position(_ value: Double) -> Double? {
    guard value.isFinite, high > low else { return nil }
    if scale == .log, value <= 0 { return value == 0 ? 0 : nil }
    let coordinate = scale == .log ? Logarithm.base10(value) : value
    return min(max((coordinate - low) / (high - low), 0), 1)
  }

  /// A position on the axis and what is written there.
  struct Tick: Hashable, Sendable {
    var position: Double
    var label: String
  }

  /// At most `limit` ticks at round places, both ends of a log axis among the candidates.
  func ticks(limit: Int) -> [Tick] {
    guard high > low, limit > 0 else { return [] }
    let span = high - low
    let step = scale == .log ? decadeStep(limit) : Self.niceStep(span / Double(max(limit - 1, 1)))
    var value = scale == .log ? low : (low / step - 1e-9).rounded(.up) * step
    var ticks: [Tick] = []
    while value <= high + step * 1e-9, ticks.count < limit {
      ticks.append(Tick(position: min(max((value - low) / span, 0), 1), label: label(value, step)))
      value += step
    }
    return ticks
  }

  /// The least number of whole decades between ticks; one that meets both ends if there is any.
  private func decadeStep(_ limit: Int) -> Double {
    let decades = max(Int((high - low).rounded()), 1)
    let fitting = (1...decades).filter { decades / $0 + 1 <= limit }
    let densest = fitting.first ?? decades
    let even = fitting.first { decades.isMultiple(of: $0) && $0 <= 2 * densest }
    return Double(even ?? densest)
  }

  private static let plainDecades = ["0.01", "0.1", "1", "10", "100"]

  private func label(_ value: Double, _ step: Double) -> String {
    guard scale == .linear else {
      let decade = Int(value.rounded())
      return (-2...2).contains(decade) ? Self.plainDecades[decade + 2] : "1e\(decade)"
    }
    if abs(value) >= 1e4 || step < 1e-3, value != 0 { return NumberFormat.rough(value) }
    let digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
    return NumberFormat.fixed(value, digits: digits)
  }

  /// The least of 1, 2, 5 × 10ⁿ that is not under `value`.
  static func niceStep(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let decade = Int(Logarithm.base10(value).rounded(.down))
    let unit = PowerOfTen.value(decade)
    for factor in [1.0, 2, 5, 10] where value <= factor * unit * (1 + 1e-9) { return factor * unit }
    return 10 * unit
  }
}

/// An axis that follows its data without jitter.
///
/// It widens at once to whole decades or round numbers, and narrows only after the data have
/// been content with less for `patience` fits in a row. It never gets narrower than `standard`.
struct StickyAxis: Hashable, Sendable {
  static let patience = 40

  private(set) var axis: Axis
  private let standard: Axis
  private var contentFits = 0

  init(standard: Axis) {
    self.standard = standard
    axis = standard
  }

  /// Takes the least and the largest value into account; values that cannot be drawn are ignored.
  mutating func fit(least: Double, largest: Double) {
    guard let target = target(least, largest) else { return }
    if target.low < axis.low || target.high > axis.high {
      axis.low = min(axis.low, target.low)
      axis.high = max(axis.high, target.high)
      contentFits = 0
    } else if target == axis {
      contentFits = 0
    } else {
      contentFits += 1
      if contentFits >= Self.patience { (axis, contentFits) = (target, 0) }
    }
  }

  private func target(_ least: Double, _ largest: Double) -> Axis? {
    var target = standard
    guard least.isFinite, largest.isFinite, least <= largest else { return nil }
    switch standard.scale {
    case .log:
      if largest > 0 { target.high = max(target.high, Logarithm.base10(largest).rounded(.up)) }
      if least > 0 {
        target.low = min(target.low, max(Logarithm.base10(least).rounded(.down), -38))
      }
    case .linear:
      if largest > target.high { target.high = Axis.niceStep(largest) }
      if least < target.low { target.low = -Axis.niceStep(-least) }
    }
    return target
  }
}
