import Engine

/// What the measured numbers are called.
extension LiveWords {
  static func name(_ metric: ProfileMetric) -> LocalizedText {
    switch metric {
    case .activationRMS: LocalizedText("activation RMS", "激活 RMS")
    case .activationMax: LocalizedText("activation max", "激活最大值")
    case .branchRMS: LocalizedText("branch RMS", "支路 RMS")
    case .branchRatio: LocalizedText("branch ratio", "支路比")
    case .branchCosine: LocalizedText("branch cosine", "支路余弦")
    case .inputSimilarity: LocalizedText("input similarity", "输入相似度")
    case .tokenSimilarity: LocalizedText("token similarity", "词元相似度")
    case .tokenResidual: LocalizedText("token residual", "词元差异")
    case .gradientRMS: LocalizedText("gradient RMS", "梯度 RMS")
    case .gradientMax: LocalizedText("gradient max", "梯度最大值")
    case .weightGradient: LocalizedText("weight gradient", "权重梯度")
    case .updateRatio: LocalizedText("update ratio", "更新比")
    case .queryValueRatio: LocalizedText("q/v gradient", "q/v 梯度比")
    }
  }

  /// A heading of two lines, eight columns each.
  static func shortName(_ metric: ProfileMetric) -> (LocalizedText, LocalizedText) {
    switch metric {
    case .activationRMS: (LocalizedText("act.", "激活"), rms)
    case .activationMax: (LocalizedText("act.", "激活"), maximum)
    case .branchRMS: (branchWord, rms)
    case .branchRatio: (branchWord, ratio)
    case .branchCosine: (branchWord, LocalizedText("cosine", "余弦"))
    case .inputSimilarity: (LocalizedText("input", "输入"), similarity)
    case .tokenSimilarity: (LocalizedText("token", "词元"), similarity)
    case .tokenResidual: (LocalizedText("token", "词元"), LocalizedText("residual", "差异"))
    case .gradientRMS: (gradient, rms)
    case .gradientMax: (gradient, maximum)
    case .weightGradient: (LocalizedText("weight", "权重"), gradient)
    case .updateRatio: (LocalizedText("update", "更新"), ratio)
    case .queryValueRatio: (LocalizedText(same: "q/v"), gradient)
    }
  }

  private static let rms = LocalizedText(same: "RMS")
  private static let maximum = LocalizedText("max", "最大")
  private static let ratio = LocalizedText("ratio", "比")
  private static let similarity = LocalizedText("simil.", "相似度")
  private static let gradient = LocalizedText("grad.", "梯度")
  private static let branchWord = LocalizedText("branch", "支路")

  static func name(_ metric: CurveMetric) -> LocalizedText {
    switch metric {
    case .loss: LocalizedText("loss", "损失")
    case .accuracy: LocalizedText("accuracy", "准确率")
    case .gradientSpread: LocalizedText("gradient spread", "梯度跨度")
    case .gradientNorm: LocalizedText("gradient norm", "梯度范数")
    case .tokenResidual: LocalizedText("token residual", "词元差异")
    case .learningRate: LocalizedText("learning rate", "学习率")
    case .evaluationLoss: LocalizedText("held-out loss", "留出集损失")
    case .updateRatio: LocalizedText("update ratio", "更新比")
    case .queryValueRatio: LocalizedText("last q/v gradient", "末层 q/v 梯度比")
    }
  }
}
