/// The values of a metric over the taps of one row.
struct Extremes: Hashable, Sendable {
  /// The value to show: what is not finite wins, else the one of the largest magnitude.
  private(set) var shown: Double?
  private(set) var least: Double?

  init(_ values: [Double]) {
    shown = values.first { !$0.isFinite } ?? values.max { abs($0) < abs($1) }
    least = values.filter(\.isFinite).min()
  }
}
