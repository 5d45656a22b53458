import Foundation

/// The middle of the values, or the mean of the two in the middle; NaN of none.
public func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}

/// The value below which a share of the values lies; NaN of none.
public func percentile(_ share: Double, of values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  return values.sorted()[min(values.count - 1, Int(share * Double(values.count)))]
}

/// The median of the quotients of what was measured in the same round.
///
/// A neighbour that slows a whole round cancels out of its quotient.
public func medianRatio(_ first: [Double], _ second: [Double]) -> Double {
  median(zip(first, second).map { $0 / $1 })
}

/// The p of the power law y = c·xᵖ that fits best: the slope, by least squares, of ln y over ln x.
public func exponent(_ points: [(x: Double, y: Double)]) -> Double {
  let logarithms = points.map { (x: log($0.x), y: log($0.y)) }
  let count = Double(points.count)
  let meanX = logarithms.reduce(0) { $0 + $1.x } / count
  let meanY = logarithms.reduce(0) { $0 + $1.y } / count
  let covariance = logarithms.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
  return covariance / logarithms.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
}
