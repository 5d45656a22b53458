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

  /// Whether a value can be drawn where it belongs.
  func contains(_ value: Double) -> Bool {
    guard value.isFinite, high > low, scale == .linear || value > 0 else { return false }
    let coordinate = scale == .log ? Logarithm.base10(value) : value
    let slack = (high - low) * Self.tolerance
    return coordinate >= low - slack && coordinate <= high + slack
  }

  /// At most `limit` ticks, and never less than the two ends.
  func ticks(limit: Int) -> [Tick] {
    limit > 0 ? ticks { $0.count <= limit } : []
  }

  /// The most ticks that fit: the two ends, and between them what divides the axis evenly.
  ///
  /// Where nothing does, as in 7 decades, whole decades as evenly as they go; where nothing else fits
  /// the ends stay.
  func ticks(where fit: ([Tick]) -> Bool) -> [Tick] {
    guard high > low else { return [] }
    let even = evenSteps.lazy.map { ticks(step: $0) }.filter { $0.count > 2 }
    return even.first(where: fit) ?? wholeDecades.first(where: fit) ?? ends
  }

  /// As even as whole decades can be, from many intervals to two; the last may be another.
  private var wholeDecades: [[Tick]] {
    // A linear axis may be longer than any whole number.
    guard scale == .log else { return [] }
    let decades = Int((high - low).rounded())
    guard decades > 3 else { return [] }
    return (2..<decades).reversed().compactMap { count in
      let step = Int((Double(decades) / Double(count)).rounded())
      let last = (count - 1) * step
      guard step > 1, last < decades, !decades.isMultiple(of: step) else { return nil }
      return ((0..<count).map { $0 * step } + [decades]).map {
        Tick(
          position: Double($0) / Double(decades), label: label(low + Double($0), Double(step)))
      }
    }
  }

  private var ends: [Tick] {
    let step = evenSteps.last ?? (high - low) / 100
    return [(0, low), (1, high)].map { Tick(position: $0, label: label($1, step)) }
  }

  /// Round distances that lead from one end to the other in whole steps, ascending.
  private var evenSteps: [Double] {
    let span = high - low
    if scale == .log {
      let decades = max(Int(span.rounded()), 1)
      return (1...decades).filter { decades.isMultiple(of: $0) && decades / $0 <= Self.mostSteps }
        .map(Double.init)
    }
    var step = Self.niceStep(span / Double(Self.mostSteps))
    var steps: [Double] = []
    while step <= span * (1 + 1e-9) {
      if Self.isWhole(low / step), Self.isWhole(high / step) { steps.append(step) }
      step = Self.niceStep(step * 1.5)
    }
    return steps
  }

  /// Single precision makes 0.0010000000475 of 0.001; an axis takes both for the same.
  private static let tolerance = 1e-6
  private static let mostSteps = 24

  private static func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 1e-6 }

  private func ticks(step: Double) -> [Tick] {
    let count = max(Int(((high - low) / step).rounded()), 1)
    return (0...count).map { index in
      let share = Double(index) / Double(count)
      return Tick(position: share, label: label(low + share * (high - low), step))
    }
  }

  private static let plainDecades = ["0.01", "0.1", "1", "10", "100"]

  /// As many digits as tell neighbours apart; powers of ten for what is very large or small.
  private func label(_ value: Double, _ step: Double) -> String {
    guard scale == .linear else {
      let decade = Int(value.rounded())
      return (-2...2).contains(decade) ? Self.plainDecades[decade + 2] : "1e\(decade)"
    }
    let unit = Self.decade(step)
    guard unit < -2 || max(abs(low), abs(high)) >= 1e4 else {
      return NumberFormat.fixed(value, digits: max(-unit, 0))
    }
    guard abs(value) > step * 1e-6 else { return "0" }
    return NumberFormat.shortest(value, digits: max(Self.decade(value) - unit + 1, 1))
  }

  /// The power of ten of a number's first digit.
  private static func decade(_ value: Double) -> Int {
    Int((Logarithm.base10(abs(value)) + 1e-9).rounded(.down))
  }

  /// The least of 1, 2, 5 × 10ⁿ that is not under `value`: a distance between ticks.
  static func niceStep(_ value: Double) -> Double { roundedUp(value, to: [1, 2, 5, 10]) }

  /// The least round number that is not under `value`: the end of an axis.
  static func niceBound(_ value: Double) -> Double {
    roundedUp(value, to: [1, 1.5, 2, 3, 4, 5, 6, 8, 10])
  }

  private static func roundedUp(_ value: Double, to factors: [Double]) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let decade = Int(Logarithm.base10(value).rounded(.down))
    let unit = PowerOfTen.value(decade)
    for factor in factors where value <= factor * unit * (1 + tolerance) { return factor * unit }
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
      if largest > target.high { target.high = Axis.niceBound(largest) }
      if least < target.low { target.low = -Axis.niceBound(-least) }
    }
    return target
  }
}
