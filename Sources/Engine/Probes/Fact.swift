/// A number that every step measures: what JSON, CSV, breakpoints, plots, captions and claims read.
///
/// The order is that of a line of `train --json`.
public enum Fact: Int, CaseIterable, Hashable, Sendable {
  // Of a step.
  case step, loss, accuracy, learningRate, seconds, gradientSpread, gradientNorm, evaluationLoss
  // At a tap.
  case activationRMS, activationMax, gradientRMS, gradientMax, branchRMS, branchRatio, branchCosine
  case inputSimilarity, tokenSimilarity, tokenDiversity
  // Of a layer; the first two of a matrix as well.
  case weightGradient, updateRatio, queryValueRatio

  /// What has the number.
  public enum Place: Hashable, Sendable { case step, tap, layer }

  /// What has it; what a layer has, all but the q/v ratio, its matrices have too.
  public var place: Place {
    switch self {
    case .step, .loss, .accuracy, .learningRate, .seconds, .gradientSpread, .gradientNorm,
      .evaluationLoss:
      .step
    case .activationRMS, .activationMax, .gradientRMS, .gradientMax, .branchRMS, .branchRatio,
      .branchCosine, .inputSimilarity, .tokenSimilarity, .tokenDiversity:
      .tap
    case .weightGradient, .updateRatio, .queryValueRatio: .layer
    }
  }

  /// How it is plotted unless somebody asks otherwise.
  package enum Scale: Hashable, Sendable {
    case linear, decades
    /// Linear whatever is asked, as the number can be negative.
    case signed
  }

  /// What is known of a fact before any measurement.
  package struct Row: Sendable {
    /// A step and a layer both have a `gradient_norm`.
    package let name: String
    package let words: LocalizedText
    /// A heading of two lines, eight columns each.
    package let heading: (LocalizedText, LocalizedText)
    package let scale: Scale
    /// The ends that its axis never gets narrower than: on a linear scale, and log10 on a log scale.
    package let linear: ClosedRange<Double>
    package let decades: ClosedRange<Double>
    /// A value worth comparing with.
    package let guide: Double?
    /// Whether it is measured every few steps only, because it costs too much, and never for
    /// sequences of one token, which is like no other.
    package let isPeriodic: Bool

    init(
      _ name: String, _ english: String, _ chinese: String, _ scale: Scale,
      heading: (LocalizedText, LocalizedText)? = nil, linear: ClosedRange<Double> = 0...1,
      decades: ClosedRange<Double> = -5...1, guide: Double? = nil, isPeriodic: Bool = false
    ) {
      (self.name, self.scale, words) = (name, scale, LocalizedText(english, chinese))
      self.heading = heading ?? (words, LocalizedText(same: ""))
      (self.linear, self.decades) = (linear, decades)
      (self.guide, self.isPeriodic) = (guide, isPeriodic)
    }
  }

  /// The one description of each fact.
  package var row: Row { Self.rows[rawValue] }

  private static let rows = allCases.map { $0.makeRow() }

  private func makeRow() -> Row {
    switch self {
    case .step: Row("step", "step", "步", .linear)
    case .loss: Row("loss", "loss", "损失", .linear, decades: -3...1)
    case .accuracy: Row("accuracy", "accuracy", "准确率", .linear, decades: -2...0)
    case .learningRate: Row("learning_rate", "learning rate", "学习率", .linear, decades: -6...(-2))
    case .seconds: Row("seconds", "seconds", "秒", .linear)
    case .gradientSpread:
      Row("gradient_spread", "gradient spread", "梯度跨度", .linear, linear: 0...4, decades: -2...1)
    case .gradientNorm:
      Row("gradient_norm", "gradient norm", "梯度范数", .decades, linear: 0...10, decades: -2...2)
    case .evaluationLoss: Row("evaluation_loss", "held-out loss", "留出集损失", .linear, decades: -3...1)
    case .activationRMS:
      Row(
        "activation_rms", "activation RMS", "激活 RMS", .decades,
        heading: (Self.activation, Self.rms), linear: 0...2, decades: -1...2)
    case .activationMax:
      Row(
        "activation_max", "activation max", "激活最大值", .decades,
        heading: (Self.activation, Self.maximum), linear: 0...2, decades: 0...3)
    case .gradientRMS:
      Row("gradient_rms", "gradient RMS", "梯度 RMS", .decades, heading: (Self.gradient, Self.rms))
    case .gradientMax:
      Row(
        "gradient_max", "gradient max", "梯度最大值", .decades, heading: (Self.gradient, Self.maximum))
    case .branchRMS:
      Row(
        "branch_rms", "branch RMS", "支路 RMS", .decades, heading: (Self.branch, Self.rms),
        decades: -2...1)
    case .branchRatio:
      Row(
        "branch_ratio", "branch ratio", "支路比", .decades, heading: (Self.branch, Self.ratio),
        decades: -2...1)
    case .branchCosine:
      Row(
        "branch_cosine", "branch cosine", "支路余弦", .signed,
        heading: (Self.branch, LocalizedText("cosine", "余弦")), linear: -1...1)
    case .inputSimilarity:
      Row(
        "input_similarity", "input similarity", "输入相似度", .signed,
        heading: (LocalizedText("input", "输入"), Self.similarity), isPeriodic: true)
    case .tokenSimilarity:
      Row(
        "token_similarity", "token similarity", "词元相似度", .signed,
        heading: (Self.token, Self.similarity), isPeriodic: true)
    case .tokenDiversity:
      Row(
        "token_diversity", "token diversity", "词元多样性", .decades,
        heading: (Self.token, LocalizedText("divers.", "多样性")), decades: -7...0, isPeriodic: true)
    case .weightGradient:
      Row(
        "gradient_norm", "weight gradient", "权重梯度", .decades,
        heading: (LocalizedText("weight", "权重"), Self.gradient))
    case .updateRatio:
      Row(
        "update_ratio", "update ratio", "更新比", .decades,
        heading: (LocalizedText("update", "更新"), Self.ratio),
        // Karpathy's rule of thumb for RMS(new − old)/RMS(old) of a healthy update.
        guide: 1e-3)
    case .queryValueRatio:
      Row(
        "query_value_ratio", "q/v gradient", "q/v 梯度比", .decades,
        heading: (LocalizedText(same: "q/v"), Self.gradient), decades: -7...0)
    }
  }

  private static let activation = LocalizedText("act.", "激活")
  private static let token = LocalizedText("token", "词元")
  private static let rms = LocalizedText(same: "RMS")
  private static let maximum = LocalizedText("max", "最大")
  private static let ratio = LocalizedText("ratio", "比")
  private static let similarity = LocalizedText("simil.", "相似度")
  private static let gradient = LocalizedText("grad.", "梯度")
  private static let branch = LocalizedText("branch", "支路")

  /// Its name in files and breakpoints.
  public var name: String { row.name }

  /// Its name on the screen.
  package var words: LocalizedText { row.words }

  /// Whether it can be negative, so that a log axis makes no sense.
  package var isSigned: Bool { Self.rows[rawValue].scale == .signed }

  /// Whether it is measured every few steps only.
  package var isPeriodic: Bool { Self.rows[rawValue].isPeriodic }

  /// Whether a run can have it at all.
  package func exists(in configuration: Configuration) -> Bool {
    if self == .evaluationLoss, case .synthetic = configuration.task { return false }
    return !isPeriodic || configuration.sequence > 1
  }

  /// The facts of a whole step, in the order of files.
  public static let ofStep = allCases.filter { $0.place == .step }
  /// The facts of a tap, in the order of files.
  public static let ofTap = allCases.filter { $0.place == .tap }
  /// The facts of a layer, in the order of files.
  public static let ofLayer = allCases.filter { $0.place == .layer }
  /// The facts of a matrix, in the order of files.
  public static let ofMatrix: [Fact] = [.weightGradient, .updateRatio]

  /// A value as files have it: the shortest text that reads back.
  public func text(_ value: Double) -> String {
    switch self {
    case .step: "\(Int(value))"
    // It is a 32-bit number: 0.001, not 0.0010000000474974513.
    case .learningRate: Decimal.text(Float(value))
    default: Decimal.text(value)
    }
  }
}

// MARK: Reading a report: no allocation, as the screen does it for every step

extension Fact {
  /// The one number that a whole step has; `nil` where it was not measured.
  ///
  /// A tap's is read at the last stream, a layer's is the root mean square over the layers, and the
  /// q/v ratio is read in the last layer.
  public func value(in report: StepReport) -> Double? {
    switch self {
    case .step: return Double(report.step)
    case .loss: return report.loss
    case .accuracy: return report.accuracy
    case .learningRate: return report.learningRate
    case .seconds: return report.seconds
    case .gradientSpread: return report.gradientSpread
    case .gradientNorm: return report.gradientNorm
    case .evaluationLoss: return report.evaluationLoss
    case .activationRMS, .activationMax, .gradientRMS, .gradientMax, .branchRMS, .branchRatio,
      .branchCosine, .inputSimilarity, .tokenSimilarity, .tokenDiversity:
      guard let last = report.lastStream else { return nil }
      return value(in: last)
    case .weightGradient, .updateRatio:
      var squares = 0.0
      for layer in report.layers {
        guard let number = value(in: layer) else { return nil }
        squares += number * number
      }
      return report.layers.isEmpty ? nil : (squares / Double(report.layers.count)).squareRoot()
    case .queryValueRatio: return report.layers.last?.definedQueryValueRatio
    }
  }

  /// The number at a tap; `nil` where it was not measured.
  public func value(in tap: TapReport) -> Double? {
    switch self {
    case .activationRMS: tap.activationRMS
    case .activationMax: tap.activationMax
    case .gradientRMS: tap.gradientRMS
    case .gradientMax: tap.gradientMax
    case .branchRMS: tap.branchRMS
    case .branchRatio: tap.branchRatio
    case .branchCosine: tap.branchCosine
    case .inputSimilarity: tap.inputSimilarity
    case .tokenSimilarity: tap.tokenSimilarity
    case .tokenDiversity: tap.tokenDiversity
    case .step, .loss, .accuracy, .learningRate, .seconds, .gradientSpread, .gradientNorm,
      .evaluationLoss, .weightGradient, .updateRatio, .queryValueRatio:
      nil
    }
  }

  /// The number of a layer; `nil` where it was not measured.
  public func value(in layer: LayerReport) -> Double? {
    switch self {
    case .weightGradient: layer.gradientNorm
    case .updateRatio: layer.updateRatio
    case .queryValueRatio: layer.queryValueRatio
    case .step, .loss, .accuracy, .learningRate, .seconds, .gradientSpread, .gradientNorm,
      .evaluationLoss, .activationRMS, .activationMax, .gradientRMS, .gradientMax, .branchRMS,
      .branchRatio, .branchCosine, .inputSimilarity, .tokenSimilarity, .tokenDiversity:
      nil
    }
  }

  /// The number of a matrix; `nil` where it was not measured.
  public func value(in matrix: MatrixReport) -> Double? {
    switch self {
    case .weightGradient: matrix.gradientNorm
    case .updateRatio: matrix.updateRatio
    case .step, .loss, .accuracy, .learningRate, .seconds, .gradientSpread, .gradientNorm,
      .evaluationLoss, .activationRMS, .activationMax, .gradientRMS, .gradientMax, .branchRMS,
      .branchRatio, .branchCosine, .inputSimilarity, .tokenSimilarity, .tokenDiversity,
      .queryValueRatio:
      nil
    }
  }
}
