package import Engine

/// What a finding looks at, and its numbers, in words.
package enum FindingText {
  /// The statistic: `gradient spread in decades`.
  package static func name(_ statistic: Statistic) -> LocalizedText {
    let (solved, window) = (VerdictRules.solvedLoss, VerdictRules.stalledWindow)
    return switch statistic {
    case .firstSolvedStep:
      LocalizedText("first step with a loss below \(solved)", "损失首次低于 \(solved) 的步")
    case .loss: LocalizedText("mean loss of the last \(window) steps", "最后 \(window) 步的平均损失")
    case .firstLoss: LocalizedText("loss of the first step", "第一步的损失")
    case .rms: LocalizedText("RMS of the stream at the top", "顶部残差流的 RMS")
    case .largest: LocalizedText("largest |x| of the stream at the top", "顶部残差流的最大 |x|")
    case .rmsDeviation: LocalizedText("largest |RMS − 1| of any sublayer", "各子层 |RMS − 1| 的最大值")
    case .growth: LocalizedText("factor of the RMS per layer", "RMS 每层的倍数")
    case .squareSlope: LocalizedText("slope of RMS² per layer", "RMS² 每层的斜率")
    case .squareFit: LocalizedText("R² of a line through RMS²", "RMS² 直线拟合的 R²")
    case .spread: LocalizedText("gradient spread in decades", "梯度跨度，数量级")
    case .spreadAt(let step):
      LocalizedText("gradient spread in decades at step \(step)", "第 \(step) 步的梯度跨度，数量级")
    case .inputGradient:
      LocalizedText("log10 of the gradient, embedding over top", "嵌入处与顶部梯度之比的 log10")
    case .gradientFactor:
      LocalizedText("factor of the gradient per layer towards the input", "梯度向输入方向每层的倍数")
    case .tokenDiversity(let layer):
      LocalizedText("token diversity behind layer \(layer)", "第 \(layer) 层之后的词元多样性")
    case .tokenSimilarity: LocalizedText("token similarity at the top", "顶部的词元相似度")
    case .inputSimilarity: LocalizedText("input similarity at the top", "顶部与输入的相似度")
    case .rmsRatio: LocalizedText("RMS at the top, first over second", "顶部 RMS 之比，前者比后者")
    case .outputChange:
      LocalizedText("change of the output by 1 % of noise on the weights", "权重加 1 % 噪声时输出的变化")
    case .changeExponent:
      LocalizedText("exponent of that change by depth", "该变化随深度的指数")
    case .gradientExponent:
      LocalizedText("exponent of the last matrix's gradient by depth", "最后一个矩阵的梯度随深度的指数")
    case .sumCount: LocalizedText("number of additions ⊕", "相加 ⊕ 的个数")
    case .sumDeviation:
      LocalizedText("largest |s − (αx + F)| in units of rounding", "|s − (αx + F)| 的最大值，以舍入误差为单位")
    case .outlierLargest: LocalizedText("largest |LN(x)|", "|LN(x)| 的最大值")
    case .kurtosisRatio: LocalizedText("kurtosis behind LN over that before", "LN 前后峰度之比")
    case .othersRMS: LocalizedText("RMS of the other channels behind LN", "LN 之后其余通道的 RMS")
    }
  }

  /// The runs: `pre without residual, 12 layers, warm-up 100`.
  package static func name(_ arms: [Arm]) -> LocalizedText {
    guard let first = arms.first, let last = arms.last else { return LocalizedText(same: "–") }
    guard arms.count > 1 else { return name(first) }
    guard arms.count > 2, let low = try? first.configuration().layers,
      let high = try? last.configuration().layers
    else { return name(first) + LocalizedText("; ", "；") + name(last) }
    return shape(last) + LocalizedText(", \(low) to \(high) layers", "，\(low) 到 \(high) 层")
  }

  /// One run.
  package static func name(_ arm: Arm) -> LocalizedText {
    guard let configuration = try? arm.configuration() else { return LocalizedText(same: arm.line) }
    if case .outlier(let spike) = arm.measurement {
      let size = NumberFormat.fixed(Double(spike), digits: 0)
      return LocalizedText(
        "a token of width \(configuration.width) with a spike of \(size)",
        "宽 \(configuration.width) 的词元，尖峰 \(size)")
    }
    let layers = configuration.layers
    return shape(arm)
      + LocalizedText(", \(layers) layer\(layers == 1 ? "" : "s")", "，\(layers) 层")
  }

  /// Everything but the depth.
  private static func shape(_ arm: Arm) -> LocalizedText {
    guard let configuration = try? arm.configuration() else { return LocalizedText(same: arm.line) }
    var words =
      configuration.preset.map { LocalizedText(same: $0.rawValue) }
      ?? StackWords.name(configuration.wiring)
    func add(_ english: String, _ chinese: String) {
      words = words + LocalizedText(", \(english)", "，\(chinese)")
    }
    if configuration.warmup > 0 {
      add("warm-up \(configuration.warmup)", "预热 \(configuration.warmup)")
    }
    if configuration.initialization != .xavier {
      add("init \(configuration.initialization.rawValue)", configuration.initialization.rawValue)
    }
    if configuration.activation == .relu { add("ReLU", "ReLU") }
    if arm.measurement == .uniformStart { add("uniform attention", "均匀注意力") }
    return words
  }

  /// `17.3 ± 0.6`; a step that was never reached says so.
  package static func value(_ evidence: Evidence) -> LocalizedText {
    let reached = evidence.values.filter { $0.isFinite }
    guard evidence.finding.statistic == .firstSolvedStep, reached.count < evidence.values.count
    else {
      return LocalizedText(
        same: number(evidence.mean, evidence.deviation, of: evidence.values.count))
    }
    let count = evidence.values.count
    let missed = count - reached.count
    return missed == count
      ? LocalizedText("never", "从未")
      : LocalizedText("never in \(missed) of \(count)", "\(count) 次中 \(missed) 次从未")
  }

  private static func number(_ mean: Double, _ deviation: Double, of count: Int) -> String {
    let mean = NumberFormat.text(mean)
    return count > 1 ? "\(mean) ± \(NumberFormat.rough(deviation))" : mean
  }

  /// A range: `0 to 2`, `100 or more`, `at most -6`.
  package static func range(_ range: ClosedRange<Double>) -> LocalizedText {
    let (low, high) = (NumberFormat.brief(range.lowerBound), NumberFormat.brief(range.upperBound))
    if range.upperBound == .infinity { return LocalizedText("\(low) or more", "不小于 \(low)") }
    if range.lowerBound == -.infinity { return LocalizedText("at most \(high)", "不大于 \(high)") }
    return range.lowerBound == range.upperBound
      ? LocalizedText(same: low) : LocalizedText("\(low) to \(high)", "\(low) 至 \(high)")
  }

  /// Whether the claim's demand was met: `met`, `not met`, and `beside` where it demands nothing.
  package static func mark(_ evidence: Evidence) -> LocalizedText {
    switch evidence.isMet {
    case true?: LocalizedText("met", "满足")
    case false?: LocalizedText("not met", "不满足")
    case nil: LocalizedText("beside", "对照")
    }
  }
}
