import Engine

extension HelpWords {
  /// What is explained below the keys.
  static func tables(_ state: AppState) -> [Table] {
    [
      Table(title: LocalizedText("Symbols everywhere", "各屏幕通用的符号"), entries: symbols(state.glyphs)),
      Table(
        title: LocalizedText("Placements, in the order of n", "归一化位置，按 n 的顺序"), entries: placements),
      Table(title: LocalizedText("Measures", "测量量"), entries: measures),
      Table(
        title: LocalizedText("Verdicts, the first that holds", "判定，取第一条成立的"), entries: verdicts),
    ]
  }

  private static var placements: [(LocalizedText, LocalizedText)] {
    Placement.allCases.map { placement in
      let formula = StackWords.formula(Wiring(placement), norm: .layer, gated: false)
      return (
        LocalizedText(same: StackWords.name(placement)),
        LocalizedText("\(formula): ", "\(formula)：") + StackWords.origin(placement)
      )
    }
  }

  private static let measures = [
    (
      LocalizedText(same: "RMS"),
      LocalizedText(
        "root of the mean square over the batch; max is the largest magnitude",
        "整个批次的均方根；最大值指绝对值最大者")
    ),
    (
      LocalizedText("branch", "支路"),
      LocalizedText(
        "ratio: RMS of what is added over RMS of the stream; cosine: between the two",
        "支路比：加入部分与残差流的 RMS 之比；支路余弦：两者夹角的余弦")
    ),
    (
      LocalizedText("input", "输入"),
      LocalizedText(
        "similarity: cosine of the stream with the embedding, 1 is unchanged",
        "输入相似度：残差流与嵌入的余弦，1 表示不变")
    ),
    (
      LocalizedText("token", "词元"),
      LocalizedText(
        "similarity: mean cosine between the tokens of a sequence",
        "词元相似度：同一序列中词元两两余弦的均值")
    ),
    (
      LocalizedText("token", "词元"),
      LocalizedText(
        "diversity: the part of the stream in which tokens differ; 0 is rank collapse",
        "词元多样性：残差流中各词元不同的部分所占比例；0 即秩坍缩")
    ),
    (
      LocalizedText("spread", "跨度"),
      LocalizedText(
        "log10 of the largest over the smallest gradient RMS along the stream",
        "梯度跨度：残差流上最大与最小梯度 RMS 之比的 log10")
    ),
    (
      LocalizedText("falls to 0", "衰减到 0"),
      LocalizedText(
        "over \(deepest) decades: the gradient left the range of the numbers; 0 counts as 1e-38",
        "超过 \(deepest) 个数量级：梯度已超出浮点数范围；0 按 1e-38 计")
    ),
    (
      LocalizedText("update", "更新"),
      LocalizedText(
        "ratio: RMS change of a matrix over its RMS; Adam hides vanishing in it",
        "更新比：矩阵变化量的 RMS 与其 RMS 之比；Adam 会掩盖梯度消失")
    ),
    (
      LocalizedText(same: "q/v"),
      LocalizedText(
        "gradient of the query matrix over that of the value matrix",
        "查询矩阵与值矩阵的梯度之比")
    ),
  ]

  private static let deepest = NumberFormat.fixed(VerdictText.deepest, digits: 0)

  /// The engine's own thresholds, in words.
  private static var verdicts: [(LocalizedText, LocalizedText)] {
    Verdict.State.allCases.map { (VerdictText.name($0), meaning($0)) }
  }

  private static func meaning(_ state: Verdict.State) -> LocalizedText {
    let decades = NumberFormat.fixed(VerdictRules.spreadDecades, digits: 0)
    switch state {
    case .diverged:
      return LocalizedText(
        "a number was not finite; that update was not applied", "出现非有限数；该次更新未执行")
    case .solved:
      return LocalizedText(
        "loss under \(VerdictRules.solvedLoss)", "损失低于 \(VerdictRules.solvedLoss)")
    case .exploding:
      return LocalizedText(
        "gradient spread over \(decades) decades, larger towards the input",
        "梯度跨度超过 \(decades) 个数量级，越近输入越大")
    case .stalled: return stalled
    case .collapsed:
      let bound = VerdictRules.aliveDiversity
      return LocalizedText(
        "token diversity of the last stream under \(bound)", "末层残差流的词元多样性低于 \(bound)")
    case .vanishing:
      return LocalizedText(
        "gradient spread over \(decades) decades, smaller towards the input",
        "梯度跨度超过 \(decades) 个数量级，越近输入越小")
    case .healthy: return LocalizedText("none of these", "以上皆不成立")
    }
  }

  private static var stalled: LocalizedText {
    let window = VerdictRules.stalledWindow
    let share = VerdictRules.stalledShare
    let first = VerdictRules.stalledStep
    return LocalizedText(
      "mean loss of \(window) steps over \(share) of guessing, from step \(first) and the end of "
        + "the warm-up on",
      "最近 \(window) 步的平均损失高于随机猜测的 \(share)；从第 \(first) 步且预热结束后起判")
  }
}
