/// What the measured numbers are called.
extension LiveWords {
  static func name(_ metric: ProfileMetric) -> Words {
    switch metric {
    case .activationRMS: Words("activation RMS", "激活 RMS")
    case .activationMax: Words("activation max", "激活最大值")
    case .branchRMS: Words("branch RMS", "支路 RMS")
    case .branchRatio: Words("branch ratio", "支路比")
    case .branchCosine: Words("branch cosine", "支路余弦")
    case .inputSimilarity: Words("input similarity", "输入相似度")
    case .tokenSimilarity: Words("token similarity", "词元相似度")
    case .tokenResidual: Words("token residual", "词元差异")
    case .gradientRMS: Words("gradient RMS", "梯度 RMS")
    case .gradientMax: Words("gradient max", "梯度最大值")
    case .weightGradient: Words("weight gradient", "权重梯度")
    case .updateRatio: Words("update ratio", "更新比")
    case .queryValueRatio: Words("q/v gradient", "q/v 梯度比")
    }
  }

  /// A heading of two lines, eight columns each.
  static func shortName(_ metric: ProfileMetric) -> (Words, Words) {
    switch metric {
    case .activationRMS: (Words("act.", "激活"), rms)
    case .activationMax: (Words("act.", "激活"), maximum)
    case .branchRMS: (branchWord, rms)
    case .branchRatio: (branchWord, ratio)
    case .branchCosine: (branchWord, Words("cosine", "余弦"))
    case .inputSimilarity: (Words("input", "输入"), similarity)
    case .tokenSimilarity: (Words("token", "词元"), similarity)
    case .tokenResidual: (Words("token", "词元"), Words("residual", "差异"))
    case .gradientRMS: (gradient, rms)
    case .gradientMax: (gradient, maximum)
    case .weightGradient: (Words("weight", "权重"), gradient)
    case .updateRatio: (Words("update", "更新"), ratio)
    case .queryValueRatio: (Words(same: "q/v"), gradient)
    }
  }

  private static let rms = Words(same: "RMS")
  private static let maximum = Words("max", "最大")
  private static let ratio = Words("ratio", "比")
  private static let similarity = Words("simil.", "相似度")
  private static let gradient = Words("grad.", "梯度")
  private static let branchWord = Words("branch", "支路")

  static func name(_ metric: CurveMetric) -> Words {
    switch metric {
    case .loss: Words("loss", "损失")
    case .accuracy: Words("accuracy", "准确率")
    case .gradientSpread: Words("gradient spread", "梯度跨度")
    case .gradientNorm: Words("gradient norm", "梯度范数")
    case .tokenResidual: Words("token residual", "词元差异")
    case .learningRate: Words("learning rate", "学习率")
    case .evaluationLoss: Words("held-out loss", "留出集损失")
    case .updateRatio: Words("update ratio", "更新比")
    case .queryValueRatio: Words("last q/v gradient", "末层 q/v 梯度比")
    }
  }

  /// The number that a panel shows.
  static func name(_ panel: AppState.Panel, _ state: AppState) -> Words {
    switch panel {
    case .activation: name(state.activationMetric)
    case .gradient: name(state.gradientMetric)
    case .upperCurve: name(state.upperCurve)
    case .lowerCurve: name(state.lowerCurve)
    case .heatMap: name(state.heatMetric) + Words(" over time", "随时间变化")
    }
  }
}
