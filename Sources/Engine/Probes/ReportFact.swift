extension TapReport {
  /// Its statistics under the names of `train --json` and `--csv`, in their order.
  public var columns: [(name: String, value: Double?)] {
    [
      ("activation_rms", activationRMS), ("activation_max", activationMax),
      ("gradient_rms", gradientRMS), ("gradient_max", gradientMax), ("branch_rms", branchRMS),
      ("branch_ratio", branchRatio), ("branch_cosine", branchCosine),
      ("input_similarity", inputSimilarity), ("token_similarity", tokenSimilarity),
      ("token_residual", tokenResidual),
    ]
  }
}

/// One number of a step's report, by the names of `train --json`.
enum ReportFact: Hashable, Sendable {
  /// `loss`, `gradient_spread`, …
  case step(String)
  /// `gradient_rms(1.attention)`, …
  case tap(String, Tap)
  /// `update_ratio(3)`, …, layers from 1.
  case layer(String, Int)
  /// `gradient_norm(layers.0.attention.query.weight)`, `update_ratio(…)`.
  case matrix(String, String)

  /// The facts of a whole step.
  static let stepNames = [
    "step", "loss", "accuracy", "learning_rate", "seconds", "gradient_spread", "gradient_norm",
    "evaluation_loss",
  ]
  /// The facts of a tap.
  static let tapNames = TapReport(
    tap: .final, activationRMS: 0, activationMax: 0, gradientRMS: 0, gradientMax: 0
  ).columns.map(\.name)
  /// The facts of a layer; the first two are those of a matrix as well.
  static let layerNames = ["gradient_norm", "update_ratio", "query_value_ratio"]

  /// The number in a report; `nil` where it was not measured at this step.
  func value(in report: StepReport) -> Double? {
    switch self {
    case .step(let name): Self.value(name, of: report)
    case .tap(let name, let tap):
      report.taps.first { $0.tap == tap }?.columns.first { $0.name == name }?.value
    case .layer(let name, let layer):
      report.layers.indices.contains(layer - 1)
        ? Self.value(name, of: report.layers[layer - 1]) : nil
    case .matrix(let name, let matrix):
      report.layers.lazy.flatMap(\.matrices).first { $0.name == matrix }.flatMap {
        name == "gradient_norm" ? $0.gradientNorm : $0.updateRatio
      }
    }
  }

  private static func value(_ name: String, of report: StepReport) -> Double? {
    switch name {
    case "step": Double(report.step)
    case "loss": report.loss
    case "accuracy": report.accuracy
    case "learning_rate": report.learningRate
    case "seconds": report.seconds
    case "gradient_spread": report.gradientSpread
    case "gradient_norm": report.gradientNorm
    default: report.evaluationLoss
    }
  }

  private static func value(_ name: String, of layer: LayerReport) -> Double? {
    switch name {
    case "gradient_norm": layer.gradientNorm
    case "update_ratio": layer.updateRatio
    default: layer.queryValueRatio
    }
  }
}

extension ReportFact: CustomStringConvertible {
  /// As a breakpoint writes it.
  var description: String {
    switch self {
    case .step(let name): name
    case .tap(let name, let tap): "\(name)(\(tap))"
    case .layer(let name, let layer): "\(name)(\(layer))"
    case .matrix(let name, let matrix): "\(name)(\(matrix))"
    }
  }
}
