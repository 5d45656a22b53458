import Engine
import Figures

/// How a step's time and memory grow with one dimension of the model, the others as in medium.
struct Growth {
  private struct Dimension: Sendable {
    var name: String
    /// Powers that theory gives for time and memory, small against large.
    var theory: (time: String, memory: String)
    var values: [Int]
    var size: @Sendable (Int) -> Size
  }

  private static let dimensions = [
    Dimension(
      name: "layers L", theory: ("1", "1"), values: [6, 12, 24, 48, 96],
      size: { value in Self.medium { $0.layers = value } }),
    Dimension(
      name: "width d", theory: ("1 to 2", "1 to 2"), values: [32, 64, 128, 256, 512],
      size: { value in Self.medium { ($0.width, $0.ffn) = (value, 4 * value) } }),
    Dimension(
      name: "sequence T", theory: ("1 to 2", "1 to 2"), values: [16, 32, 64, 128, 256],
      size: { value in Self.medium { $0.sequence = value } }),
  ]

  private static func medium(_ change: (inout Size) -> Void) -> Size {
    var size = Size.medium
    change(&size)
    return size
  }

  func measure(_ report: inout Report) throws {
    report.add("## Growth")
    report.add(
      """
      The size medium with one dimension changed, each in a process of its own. **ms**: a step; \
      **of peak**: as above; medians of 3 turns. **arena**: what the model allocates for \
      its numbers. **resident**: the most that its process held. Below each table the exponents p \
      of time and memory ~ xᵖ, by least squares on the logarithms: measured, of the operations and \
      of the arena, and by theory from small to large values. Time is counted in operations that \
      the machine could have done meanwhile, as its speed changes from row to row.
      """)
    for dimension in Self.dimensions { try measure(dimension, &report) }
  }

  /// One row: a value of the dimension and what was measured of it.
  private struct Point {
    var value: Int
    var operations: Double
    var seconds: Double
    /// Share of the machine's peak.
    var share: Double
    var arenaBytes: Double
    var residentBytes: Double

    /// Operations that the machine could have done during a step.
    var time: Double { operations / share }
  }

  private func measure(_ dimension: Dimension, _ report: inout Report) throws {
    var table = Table([dimension.name, "GFLOP", "ms", "of peak", "arena MB", "resident MB"])
    var points: [Point] = []
    for value in dimension.values {
      progress("growth: \(dimension.name) = \(value)")
      let point = try point(value, dimension.size(value))
      points.append(point)
      table.add(
        [
          "\(value)", Number.text(point.operations / 1e9), Number.text(1e3 * point.seconds),
          Number.percent(point.share), Number.text(point.arenaBytes / 1e6),
          Number.text(point.residentBytes / 1e6),
        ])
    }
    report.add(table)
    func fit(_ y: (Point) -> Double) -> String {
      Number.text(exponent(points.map { (x: Double($0.value), y: y($0)) }))
    }
    report.add(
      """
      Time: \(fit(\.time)) measured, \(fit(\.operations)) by operations, \
      \(dimension.theory.time) by theory; the last row takes \
      \(Number.text(points[points.count - 1].time / points[1].time)) times as long as the second. \
      Memory: \(fit(\.residentBytes)) measured, \(fit(\.arenaBytes)) by the arena, \
      \(dimension.theory.memory) by theory.
      """)
  }

  private func point(_ value: Int, _ size: Size) throws -> Point {
    let contestant = try Peers.ours(size)
    var seconds: [Double] = []
    var shares: [Double] = []
    var resident = 0
    for _ in 0..<3 {
      let (round, peak) = try Peak.around(threads: Ours.threads) {
        try contestant.round(seconds: 0.6)
      }
      seconds.append(1 / round.rate)
      shares.append(size.operations * round.rate / peak)
      resident = round.residentBytes
    }
    return Point(
      value: value, operations: size.operations, seconds: median(seconds),
      share: median(shares), arenaBytes: Double(try Ours.configuration(size.line).memoryBytes),
      residentBytes: Double(resident))
  }
}
