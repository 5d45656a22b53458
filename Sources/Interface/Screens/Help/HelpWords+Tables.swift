import Engine

extension HelpWords {
  /// What is explained below the keys.
  static func tables(_ state: AppState) -> [Table] {
    screenTables(state) + [
      Table(title: Words("Placements, in the order of n", "归一化位置，按 n 的顺序"), entries: placements),
      Table(title: Words("Symbols", "符号"), entries: symbols(state.glyphs)),
      Table(title: Words("Measures", "测量量"), entries: measures),
      Table(
        title: Words("Verdicts, the first that holds", "判定，取第一条成立的"), entries: verdicts),
    ]
  }

  private static func screenTables(_ state: AppState) -> [Table] {
    switch state.screen {
    case .live: []
    case .compare: [compareSymbols(state.glyphs)]
    case .inspect: [inspectSymbols]
    }
  }

  private static var placements: [(Words, Words)] {
    let places = [
      Words("the original Transformer", "原始 Transformer"),
      Words("GPT-2 and most modern models", "GPT-2 与多数现代模型"),
      Words("CogView, Peri-LN", "CogView、Peri-LN 采用"),
      Words("the norm before the add, res-post-norm", "先归一化再相加，即 res-post-norm"),
      Words("no normalization", "不归一化"),
    ]
    return zip(Placement.allCases, places).map { placement, place in
      let formula = StackWords.formula(Wiring(placement), norm: .layer, gated: false)
      return (Words(same: StackWords.name(placement)), Words("\(formula): ", "\(formula)：") + place)
    }
  }

  private static func symbols(_ glyphs: Glyphs) -> [(Words, Words)] {
    let entries = [
      (
        "x ─┬─▶ F",
        Words(
          "the stream x splits into the branch F and the skip below it",
          "残差流 x 分成支路 F 与下方的残差连接")
      ),
      (glyphs.add, Words("the branch and the skip are added", "支路与残差连接在此相加")),
      ("LN  RMS", Words("a norm: LayerNorm or RMSNorm", "归一化：LayerNorm（层归一化）或 RMSNorm")),
      (
        "╰──╯",
        Words(
          "the skip; ╌╌ ╳ cut means that it is cut, ×0.50 that it is scaled",
          "残差连接；╌╌ ╳ 切断 表示已切断，×0.50 表示乘以系数")
      ),
      (
        "g  ×g",
        Words(
          "the learned gate of preset rezero: it multiplies the branch and starts at 0",
          "预设 rezero 的可学习门控：乘在支路上，从 0 开始")
      ),
      ("att  ffn", Words("the sublayers: attention, feed-forward", "两种子层：注意力、前馈")),
      (
        "│po ╳pr",
        Words(
          "a sublayer's skip and the first two letters of its placement",
          "子层的残差连接，及其归一化位置的前两个字母")
      ),
      ("┊po", Words("a skip of another scale, or several kinds on one row", "系数不同的残差连接，或一行含多种")),
      ("··", Words("several placements on one row", "一行含多种归一化位置")),
      (
        "█ ░",
        Words(
          "where a row holds several taps: up to the least, up to the extreme",
          "一行含多个测点时：到最小值为止，到极值为止")
      ),
      (
        "┊",
        Words(
          "a labelled tick of the axis; over a curve: the stack was rewired there",
          "坐标轴刻度线；在曲线上：此处改接过")
      ),
      ("▲ ▼", Words("the step of a rewiring", "改接的步")),
      (
        "┄ │",
        Words(
          "the level of guessing, or a guide: update ratios around 1e-3 are healthy",
          "随机猜测的水平，或参考值：更新比在 1e-3 上下为宜")
      ),
      ("│ 140", Words("in a curve and below it: the cursor on time", "曲线中及其下方：时间光标")),
      ("+", Words("in the heat map: what the cursor reads", "热图中：光标所读之处")),
      (
        "×",
        Words(
          "on a bar: where the law of the initialization, or its middle, puts it; the line above the keys compares "
            + "the slopes",
          "条上：按初始化规律（取其中值）应在的位置；按键行上方的一行比较两者")
      ),
      (
        glyphs.looseDot,
        Words(
          "the run before the last restart; ↑ ↓ it lies above or below the axis",
          "上次重来之前的训练；↑ ↓ 表示它超出坐标轴")
      ),
      ("!", Words("a number that is none: nan or inf", "不是有限数：nan 或 inf")),
      ("–", Words("not measured at this step, or not there", "这一步没有测量，或不存在")),
      (
        "@140",
        Words(
          "measured at step 140: at the cursor, or as such numbers cost too much for every step",
          "在第 140 步测得：光标所在的步，或因这类数每步都测代价太大")
      ),
      (
        "[post]",
        Words(
          "the placement of what is selected; … while a choice is not sent yet",
          "选中部分的归一化位置；… 表示选择尚未生效")
      ),
      ("▸", Words("the focused panel; the selected layer", "当前面板；选中的层")),
    ]
    return entries.map { (Words(same: $0), $1) }
  }

  private static let measures = [
    (
      Words(same: "RMS"),
      Words(
        "root of the mean square over the batch; max is the largest magnitude",
        "整个批次的均方根；最大值指绝对值最大者")
    ),
    (
      Words("branch", "支路"),
      Words(
        "ratio: RMS of what is added over RMS of the stream; cosine: between the two",
        "支路比：加入部分与残差流的 RMS 之比；支路余弦：两者夹角的余弦")
    ),
    (
      Words("input", "输入"),
      Words(
        "similarity: cosine of the stream with the embedding, 1 is unchanged",
        "输入相似度：残差流与嵌入的余弦，1 表示不变")
    ),
    (
      Words("token", "词元"),
      Words(
        "similarity: mean cosine between the tokens of a sequence",
        "词元相似度：同一序列中词元两两余弦的均值")
    ),
    (
      Words("token", "词元"),
      Words(
        "residual: the part of the stream in which tokens differ; 0 is rank collapse",
        "词元差异：残差流中各词元不同的部分所占比例；0 即秩坍缩")
    ),
    (
      Words("spread", "跨度"),
      Words(
        "log10 of the largest over the smallest gradient RMS along the stream",
        "梯度跨度：残差流上最大与最小梯度 RMS 之比的 log10")
    ),
    (
      Words("falls to 0", "衰减到 0"),
      Words(
        "over \(deepest) decades: the gradient left the range of the numbers; 0 counts as 1e-38",
        "超过 \(deepest) 个数量级：梯度已超出浮点数范围；0 按 1e-38 计")
    ),
    (
      Words("update", "更新"),
      Words(
        "ratio: RMS change of a matrix over its RMS; Adam hides vanishing in it",
        "更新比：矩阵变化量的 RMS 与其 RMS 之比；Adam 会掩盖梯度消失")
    ),
    (
      Words(same: "q/v"),
      Words(
        "gradient of the query matrix over that of the value matrix",
        "查询矩阵与值矩阵的梯度之比")
    ),
  ]

  private static let deepest = NumberFormat.fixed(VerdictText.deepest, digits: 0)

  /// The engine's own thresholds, in words.
  private static var verdicts: [(Words, Words)] {
    Verdict.State.allCases.map { (VerdictText.name($0), meaning($0)) }
  }

  private static func meaning(_ state: Verdict.State) -> Words {
    let decades = NumberFormat.fixed(VerdictRules.spreadDecades, digits: 0)
    switch state {
    case .diverged:
      return Words(
        "a number was not finite; that update was not applied", "出现非有限数；该次更新未执行")
    case .solved:
      return Words("loss under \(VerdictRules.solvedLoss)", "损失低于 \(VerdictRules.solvedLoss)")
    case .exploding:
      return Words(
        "gradient spread over \(decades) decades, larger towards the input",
        "梯度跨度超过 \(decades) 个数量级，越近输入越大")
    case .stalled: return stalled
    case .collapsed:
      let residual = VerdictRules.aliveResidual
      return Words(
        "token residual of the last stream under \(residual)", "末层残差流的词元差异低于 \(residual)")
    case .vanishing:
      return Words(
        "gradient spread over \(decades) decades, smaller towards the input",
        "梯度跨度超过 \(decades) 个数量级，越近输入越小")
    case .healthy: return Words("none of these", "以上皆不成立")
    }
  }

  private static var stalled: Words {
    let window = VerdictRules.stalledWindow
    let share = VerdictRules.stalledShare
    let first = VerdictRules.stalledStep
    return Words(
      "mean loss of \(window) steps over \(share) of guessing, from step \(first) and the end of "
        + "the warm-up on",
      "最近 \(window) 步的平均损失高于随机猜测的 \(share)；从第 \(first) 步且预热结束后起判")
  }
}
