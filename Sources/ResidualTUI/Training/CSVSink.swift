import Engine

/// One row per step and tap, under the names of the JSON; what was not measured is empty.
struct CSVSink: StepSink {
  private var output = Output(.standard)
  private static let stepColumns =
    "step,loss,accuracy,learning_rate,seconds,gradient_spread,gradient_norm,evaluation_loss"
  private static let tapColumns =
    "name,activation_rms,activation_max,gradient_rms,gradient_max,branch_rms,branch_ratio,"
    + "branch_cosine,input_similarity,token_similarity,token_residual"

  mutating func begin(_ facts: RunFacts) throws(Failure) {
    try output.write("\(Self.stepColumns),\(Self.tapColumns),verdict\n")
  }

  mutating func step(_ report: StepReport, isShown: Bool) throws(Failure) {
    guard isShown else { return }
    let rate = Decimal.text(Float(report.learningRate))
    let rest = [
      report.seconds, report.gradientSpread, report.gradientNorm, report.evaluationLoss,
    ]
    let head =
      "\(report.step),\(Self.row([report.loss, report.accuracy])),\(rate),\(Self.row(rest))"
    var text = ""
    for tap in report.taps {
      text += "\(head),\(tap.tap),\(Self.row(tap.columns.map(\.value)))"
      text += ",\(report.verdict.state.rawValue)\n"
    }
    try output.write(text)
  }

  mutating func end(_ outcome: RunOutcome, _ configuration: Configuration) throws(Failure) {}

  private static func row(_ values: [Double?]) -> String {
    values.map { $0.map { Decimal.text($0) } ?? "" }.joined(separator: ",")
  }
}
