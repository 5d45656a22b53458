/// The straight line y = intercept + slope·x that leaves the least squares.
public struct LineFit: Hashable, Sendable {
  /// Rise per unit of x.
  public let slope: Double
  /// y at x = 0.
  public let intercept: Double
  /// R²: the share of the variance of y that the line explains, 0…1; 1 where y is constant.
  public let fit: Double

  /// Fits points; `nil` where fewer than two places x, or anything that is not finite, are given.
  public init?(_ points: [(x: Double, y: Double)]) {
    guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }), points.count > 1 else {
      return nil
    }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let xx = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let xy = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    let yy = points.reduce(0) { $0 + ($1.y - meanY) * ($1.y - meanY) }
    guard xx > 0 else { return nil }
    slope = xy / xx
    intercept = meanY - slope * meanX
    fit = yy > 0 ? xy * xy / (xx * yy) : 1
  }
}
