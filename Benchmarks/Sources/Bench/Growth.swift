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
      The size medium with one dimension changed, each in a process of its own. **ms**: a step, \
      the mean over at least 1 s. **of peak**: as above. **arena**: what the model allocates for \
      its numbers. **resident**: the most that its process held. Below each table the exponents p \
      of time and memory ~ xᵖ, by least squares on the logarithms: measured, of the operations and \
      of the arena, and by theory from small to large values.
      """)
    for dimension in Self.dimensions { try measure(dimension, &report) }
  }

  private func measure(_ dimension: Dimension, _ report: inout Report) throws {
    var table = Table([dimension.name, "GFLOP", "ms", "of peak", "arena MB", "resident MB"])
    var points: [(x: Double, time: Double, operations: Double, arena: Double, resident: Double)] =
      []
    for value in dimension.values {
      let size = dimension.size(value)
      progress("growth: \(dimension.name) = \(value)")
      let contestant = try Peers.ours(size)
      let (round, peak) = try Peak.around(threads: Ours.threads) {
        try contestant.round(seconds: 1)
      }
      let arena = Double(try Ours.configuration(size.line).memoryBytes)
      points.append(
        (Double(value), 1 / round.rate, size.operations, arena, Double(round.residentBytes)))
      table.add(
        [
          "\(value)", Number.text(size.operations / 1e9), Number.text(1e3 / round.rate),
          Number.percent(size.operations * round.rate / peak), Number.text(arena / 1e6),
          Number.text(Double(round.residentBytes) / 1e6),
        ])
    }
    report.add(table)
    report.add(
      """
      Time: \(Number.text(exponent(points.map { ($0.x, $0.time) }))) measured, \
      \(Number.text(exponent(points.map { ($0.x, $0.operations) }))) by operations, \
      \(dimension.theory.time) by theory. Memory: \
      \(Number.text(exponent(points.map { ($0.x, $0.resident) }))) measured, \
      \(Number.text(exponent(points.map { ($0.x, $0.arena) }))) by the arena, \
      \(dimension.theory.memory) by theory.
      """)
  }
}
