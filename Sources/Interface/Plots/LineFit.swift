/// The straight line y = intercept + slope·x that leaves the least squares.
struct LineFit: Hashable, Sendable {
  let slope: Double
  let intercept: Double

  /// Fits points; `nil` where fewer than two places x, or anything that is not finite, are given.
  init?(_ points: [(x: Double, y: Double)]) {
    guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }), points.count > 1 else {
      return nil
    }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let square = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard square > 0 else { return nil }
    slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / square
    intercept = meanY - slope * meanX
  }
}
