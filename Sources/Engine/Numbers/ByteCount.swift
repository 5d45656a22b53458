/// Bytes for people.
package enum ByteCount {
  /// Bytes with the unit that keeps the number small, `1.4 GB`.
  package static func text(_ count: Int) -> String {
    guard count >= 1000 else { return "\(count) bytes" }
    var value = Double(count)
    var units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"][...]
    while value >= 1000, units.count > 1 { (value, units) = (value / 1000, units.dropFirst()) }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units.first ?? "")"
  }
}
