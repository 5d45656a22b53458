import TestSupport
import Testing

@testable import Engine

/// One measured number of one experiment, and the band it must lie in.
struct Finding {
  var experiment: String
  var variant: String
  var values: [Double]
  var band: ClosedRange<Double>

  var mean: Double { values.reduce(0, +) / Double(values.count) }

  private var deviation: Double {
    guard values.count > 1 else { return 0 }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Expects the mean in its band, and prints a row of the table where the long run was asked for.
  func check() {
    if Closeness.isSoaking {
      print(
        "| \(experiment) | \(variant) | \(Self.text(mean)) ± \(Self.text(deviation)) |",
        "\(Self.text(band.lowerBound))…\(Self.text(band.upperBound)) |",
        band.contains(mean) ? "inside |" : "OUTSIDE |")
    }
    #expect(band.contains(mean), "\(experiment) \(variant): \(values), expected \(band)")
  }

  /// Four digits.
  private static func text(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    let digits = 3 - Int(Logarithm.base10(value.magnitude).rounded(.down))
    let unit = Reference.power(10, digits)
    return "\((value * unit).rounded() / unit)"
  }
}

/// The runs behind the findings: the setting is that of the record (width 64, 4 heads, ffn 256,
/// Xavier, vocabulary 16, batch 16, AdamW 1e-3).
enum Experiment {
  /// A trained run, as far as it had to go.
  struct Run {
    /// First step with a loss below 0.1.
    var hit: Int?
    /// Mean loss of the last 20 steps.
    var loss: Double
    var first: StepReport
    var last: StepReport
  }

  /// Trains `steps` steps, or until 5 steps after the loss fell below 0.1.
  static func train(_ line: String, seed: Int, steps: Int = 150) throws -> Run {
    let trainer = try Trainer(Configuration(line: "\(line),seed=\(seed)"), threads: 2)
    let first = trainer.step()
    var last = first
    var losses = [first.loss]
    var hit: Int?
    while losses.count < steps, losses.count < (hit ?? steps) + 5 {
      last = trainer.step()
      losses.append(last.loss)
      if hit == nil && last.loss < 0.1 { hit = last.step }
    }
    let recent = losses.suffix(20)
    return Run(
      hit: hit, loss: recent.reduce(0, +) / Double(recent.count), first: first, last: last)
  }

  /// The first step of a reverse model of 32 tokens, as the record's probes at initialization.
  static func probe(_ line: String, seed: Int) throws -> StepReport {
    try Trainer(
      Configuration(line: "\(line),sequence=32,task=reverse,seed=\(seed)"), threads: 2
    ).step()
  }

  /// Boundaries between layers: the embedding and every feed-forward sublayer's stream.
  static func boundaries(_ report: StepReport) -> [TapReport] {
    report.taps.dropLast().enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }

  /// Least squares of y over 0, 1, 2, …: slope and R².
  static func line(_ y: [Double]) -> (slope: Double, fit: Double) {
    let count = Double(y.count)
    let meanX = (count - 1) / 2
    let meanY = y.reduce(0, +) / count
    var xx = 0.0
    var xy = 0.0
    var yy = 0.0
    for (index, value) in y.enumerated() {
      let (dx, dy) = (Double(index) - meanX, value - meanY)
      xx += dx * dx
      xy += dx * dy
      yy += dy * dy
    }
    return (xy / xx, xy * xy / (xx * yy))
  }
}
