import Engine

/// All words of the step-through screen.
enum StepWords {
  static let opening = LocalizedText("opening the next step", "正在打开下一步")
  static let here = LocalizedText("this is step-through already: s leaves it", "已在走查中：按 s 离开")
  static let noModel = LocalizedText("the model is not built yet", "模型尚未建成")
  static let unknownKey = LocalizedText(
    "does nothing in step-through: s leaves, ? lists the keys", "走查时无效：s 离开，? 列出按键")
  static let labWaits = LocalizedText(
    "training waits during step-through: s leaves first", "走查时训练暂停：请先按 s 离开")

  /// In full, and where that does not fit.
  static let howToLeave = [
    LocalizedText(
      "leave: enter finishes the step, a abandons it, esc stays", "离开：enter 完成这一步，a 放弃，esc 留下"),
    LocalizedText("enter finish · a abandon · esc stay", "enter 完成 · a 放弃 · esc 留下"),
  ]
  static let stays = LocalizedText("step-through goes on", "继续走查")
  static let finished = LocalizedText("the step is finished", "这一步已完成")
  static let abandoned = LocalizedText("the step is abandoned: it comes next", "这一步已放弃：接下来仍是它")

  static func step(_ step: Int) -> LocalizedText { LocalizedText("step \(step)", "第 \(step) 步") }

  static func place(_ index: Int, of count: Int) -> LocalizedText {
    LocalizedText("operation \(index + 1) of \(count)", "运算 \(index + 1)/\(count)")
  }

  static func token(_ focus: WalkFocus) -> LocalizedText {
    LocalizedText(
      "token \(focus.token + 1) of sequence \(focus.sequence + 1)",
      "序列 \(focus.sequence + 1) 的词元 \(focus.token + 1)")
  }

  static func head(_ head: Int) -> LocalizedText { InspectWords.head(head) }

  static let back = LocalizedText("back", "返回")
  static let counterpart = LocalizedText("its counterpart; b again leads back", "对应的运算；再按 b 返回")
  static let noCounterpart = LocalizedText("it has no gradient of its own here", "它在这里没有自己的梯度")

  static func tensor(_ tensor: WalkTensor?) -> LocalizedText {
    let shape = tensor?.shape.map(String.init).joined(separator: "×") ?? "–"
    return LocalizedText("the cursor reads a tensor of \(shape)", "光标读取 \(shape) 的张量")
  }

  // MARK: Sizes

  static let rmsIn = LocalizedText("RMS in", "输入 RMS")
  static let rmsOut = LocalizedText("out", "输出")
  static let amplification = LocalizedText("amplification", "放大")
  static let sinceEmbedding = LocalizedText("since the embedding", "自嵌入以来")
  static let sinceLoss = LocalizedText("since the loss", "自损失以来")

  // MARK: Forks and norms

  static let branch = LocalizedText("branch", "支路")
  static let skip = LocalizedText("skip", "残差连接")

  static func norms(branch: String, skip: String) -> LocalizedText {
    LocalizedText("norms: branch \(branch), skip \(skip)", "范数：支路 \(branch)，残差连接 \(skip)")
  }

  static func total(_ total: String, _ cosine: String) -> LocalizedText {
    LocalizedText("both \(total), cosine \(cosine)", "合计 \(total)，余弦 \(cosine)")
  }

  static let removedMean = LocalizedText("removed: mean", "去掉：均值")
  static let removedDirection = LocalizedText("removed: along x^", "去掉：沿 x^")
  static let kept = LocalizedText("kept", "保留")
  static let meanRstd = LocalizedText(
    "shares of h; what is kept is multiplied by rstd, mean", "h 的份额；保留部分乘以 1/σ，平均")

  static func check(
    _ law: IdentityCheck.Law, deviation: String, bound: String, holds: Bool
  ) -> LocalizedText {
    let name =
      switch law {
      case .sum: LocalizedText("sum − parts", "和 − 各部分")
      case .mean: LocalizedText("mean of x^", "x^ 的均值")
      case .variance: LocalizedText("variance of x^ − v/(v+ε)", "x^ 的方差 − v/(v+ε)")
      }
    guard holds else {
      return name
        + LocalizedText(
          ": \(deviation), more than the \(bound) that rounding allows",
          "：\(deviation)，超过舍入允许的 \(bound)")
    }
    return name
      + LocalizedText(": \(deviation), rounding allows \(bound)", "：\(deviation)，舍入允许 \(bound)")
  }

  // MARK: Product

  static let streamProduct = LocalizedText(
    "stream at each tap / stream at the embedding", "各测点残差流 / 嵌入处残差流")
  static let gradientProduct = LocalizedText(
    "gradient at each tap / gradient at the loss", "各测点梯度 / 损失处梯度")
  static let loss = LocalizedText("loss", "损失")
  static let nothingPassed = LocalizedText("no tap passed yet: ↓ goes on", "尚未经过测点：↓ 继续")

  static func steepest(_ place: String, _ factor: String) -> LocalizedText {
    LocalizedText("steepest: \(place) ×\(factor)", "变化最大：\(place) ×\(factor)")
  }

  static func soFar(_ product: String) -> LocalizedText {
    LocalizedText("all so far ×\(product)", "累计 ×\(product)")
  }

  /// What goes to the values, which other tokens gave.
  static func toValues(_ factor: String) -> LocalizedText {
    LocalizedText("to the values: dv ×\(factor) (this sequence)", "传给值：dv ×\(factor)（本序列）")
  }

  // MARK: Paths

  static let splitting = LocalizedText(
    "splitting the gradient; any move cancels", "正在分解梯度；任何移动都会取消")

  static func splitting(_ done: Int, of total: Int) -> LocalizedText {
    let percent = 100 * done / max(total, 1)
    return LocalizedText(
      "splitting the gradient: \(percent) %; any move cancels", "正在分解梯度：\(percent) %；任何移动都会取消")
  }

  static let noSplit = LocalizedText(
    "p splits the gradient by the number of branches that it passed, P on the whole batch",
    "p 按经过的支路数分解梯度，P 对整个批次")

  static func split(at tap: Tap) -> LocalizedText {
    LocalizedText("gradient at \(tap) by branches passed", "\(tap) 处的梯度，按经过的支路数")
  }

  static func splitNumbers(_ mean: String, _ cancellation: String, _ rest: String)
    -> [LocalizedText]
  {
    [
      LocalizedText("mean k \(mean)", "平均 k \(mean)"),
      LocalizedText("cancellation \(cancellation)", "抵消 \(cancellation)"),
      LocalizedText("sum − g \(rest)", "和 − g \(rest)"),
    ]
  }

  static let share = LocalizedText("share", "份额")
  static let size = LocalizedText("size, does not add up", "大小，不可相加")

  static func law(_ split: PathSplit) -> LocalizedText {
    let factor = NumberFormat.text(split.pathFactor)
    return LocalizedText("Binomial, a = \(factor)", "二项分布，a = \(factor)")
  }

  static func longer(_ k: Int, _ share: String) -> LocalizedText {
    LocalizedText("k > \(k): \(share)", "k > \(k)：\(share)")
  }

  // MARK: Experiments

  static let noExperiment = LocalizedText("that has no effect on the loss here", "它在这里对损失没有影响")
  static let noSublayer = LocalizedText("no sublayer here: J goes to one", "这里不属于子层：J 前往子层")
  static let noNudge = LocalizedText(
    "only numbers of the forward part can be nudged: b goes there", "只能微调前向的数：b 前往")
  static let nudging = LocalizedText("nudging", "正在微调")

  private static func part(_ lesion: Lesion) -> LocalizedText {
    lesion.part == .skip ? skip : branch
  }

  static func cutting(_ lesion: Lesion) -> LocalizedText {
    LocalizedText("cutting the ", "正在切断") + part(lesion)
  }

  static func cut(_ lesion: Lesion) -> LocalizedText {
    LocalizedText("without the ", "切断 \(lesion.sublayer) 的") + part(lesion)
      + LocalizedText(" of \(lesion.sublayer), this step only", "，仅这一步")
  }

  static func lesioned(before: String, after: String, change: String) -> LocalizedText {
    LocalizedText(
      "loss \(before) → \(after) · logits change by \(change) of their norm",
      "损失 \(before) → \(after) · logits 变化为其范数的 \(change)")
  }

  /// Of the tap, of the stream before and after, of the gradient before and after.
  static let lesionColumns = [
    LocalizedText("tap", "测点"), LocalizedText("stream", "残差流"), LocalizedText("after", "之后"),
    LocalizedText("gradient", "梯度"),
    LocalizedText("after", "之后"),
  ]

  static func nudged(_ value: String, _ epsilon: String) -> LocalizedText {
    LocalizedText("\(value) nudged by \(epsilon)", "\(value) 微调 \(epsilon)")
  }

  static let predictedChange = LocalizedText(
    "the gradient predicts that the loss changes by", "梯度预测损失变化")
  static let centralChange = LocalizedText("measured, half of + minus −:", "实测，正负之差的一半：")
  static let measuredChange = LocalizedText("measured, with curvature:", "实测，含曲率：")
  static let nudgeReason = LocalizedText(
    "The first two agree as far as the loss is straight and its rounding of 1e-7 allows.",
    "损失近似直线且舍入误差 1e-7 可忽略时，前两者一致。")
}
