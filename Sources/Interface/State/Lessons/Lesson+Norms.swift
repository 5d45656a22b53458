import Engine

extension Lesson {
  /// Where the norm goes.
  static let norms = [beforeTheAdd, warmUp, collapse, depth]

  private static let beforeTheAdd = Lesson(
    name: "norm-before-add", title: LocalizedText("why the norm sits after the add", "为什么先相加再归一化"),
    sentence: LocalizedText(
      """
      This is the tutorial's title question. The counterpart normalizes the branch alone and adds \
      afterwards: y = x + LN(F(x)). It is trained at twelve layers beside post, and measured at 48 \
      beside sandwich, x + LN(F(LN(x))).
      """,
      """
      这正是教程标题之问。反例只归一化支路，然后相加：y = x + LN(F(x))。先在十二层与 post 并排训练，\
      再在 48 层与 sandwich（x + LN(F(LN(x)))）并排测量。
      """),
    question: LocalizedText("What happens when the norm sits before the add?", "归一化放在相加之前会怎样？"),
    choices: [
      LocalizedText("It does not train at any depth.", "任何深度都无法训练。"),
      LocalizedText("Twelve layers learn; at 48 the gradient explodes.", "十二层能学会；48 层时梯度爆炸。"),
      LocalizedText("It makes no difference.", "没有区别。"),
    ],
    answer: 1,
    runs: [
      LessonRun(lanes: ["norm=branch", "norm=post"], steps: 60),
      LessonRun(
        lanes: ["layers=48,norm=branch", "layers=48,norm=sandwich"], steps: 1, shows: .gradientRMS),
    ],
    reveal: { facts in
      let spread = facts.text(1, 0) { $0.first.gradientSpread }
      let sandwich = facts.text(1, 1) { $0.first.gradientSpread }
      return LocalizedText("Twelve layers: before the add ", "十二层：相加之前 ") + facts.outcome(0, 0)
        + LocalizedText("; after it, post, ", "；相加之后（post）") + facts.outcome(0, 1)
        + LocalizedText(
          """
          . At 48 layers the gradient spans \(spread) decades, in sandwich \(sandwich): the forward \
          numbers are tame in both.
          """,
          "。48 层时梯度跨 \(spread) 个数量级，sandwich 为 \(sandwich)；两者的前向数值都很平稳。")
    },
    isShown: { facts in
      facts[0, 0]?.firstSolvedStep != nil && (facts[1, 0]?.first.gradientSpread ?? 0) > 3
    },
    caveat: LocalizedText(
      """
      The cause is attention: nothing bounds its logits here, and with uniform attention the \
      explosion is gone at 48 layers too (measured, 4 seeds). Swin V2 2022 uses this placement, \
      with cosine attention and a gain that starts at 0.
      """,
      """
      原因在注意力：这里没有什么约束它的对数几率；换成均匀注意力，48 层也不再爆炸（实测，4 个种子）。\
      Swin V2 2022 用的正是这种位置，配合余弦注意力和从 0 开始的增益。
      """))

  private static let warmUp = Lesson(
    name: "warm-up", title: LocalizedText("pre against post, and the warm-up", "pre 对 post，以及预热"),
    sentence: LocalizedText(
      """
      Twelve layers, the same weights, the same batches, three lanes: post at the full learning \
      rate from the first step, post while the rate rises over 100 steps, and pre at the full rate.
      """,
      """
      十二层，同样的权重和批次，三个通道：post，学习率一开始就到位；post，学习率在 100 步内升高；\
      pre，学习率一开始就到位。
      """),
    question: LocalizedText("Which of them copy within 120 steps?", "120 步之内，哪些学会复制？"),
    choices: [
      LocalizedText("All three.", "三个都会。"), LocalizedText("Pre only.", "只有 pre。"),
      LocalizedText("Pre, and much later post with warm-up.", "pre，以及晚得多的带预热的 post。"),
    ],
    answer: 2,
    runs: [LessonRun(lanes: ["norm=post", "norm=post,warmup=100", "norm=pre"], steps: 120)],
    reveal: { facts in
      let spread = facts.text(0, 0) { $0.first.gradientSpread }
      let late = facts.text(0, 0) { $0.last.gradientSpread }
      return LocalizedText("Post: ", "post：") + facts.outcome(0, 0)
        + LocalizedText("; with warm-up: ", "；带预热：") + facts.outcome(0, 1)
        + LocalizedText("; pre: ", "；pre：")
        + facts.outcome(0, 2)
        + LocalizedText(
          """
          . At its start post's gradient spans \(spread) decades, at the end \(late): it does not \
          vanish until the first large updates have broken the stack.
          """,
          "。post 的梯度起初跨 \(spread) 个数量级，最后 \(late)：最初几次过大的更新毁掉堆叠之后，它才消失。")
    },
    isShown: { facts in
      facts[0, 0]?.firstSolvedStep == nil && facts[0, 1]?.firstSolvedStep != nil
        && facts[0, 2]?.firstSolvedStep != nil
    },
    caveat: LocalizedText(
      """
      Xiong and others 2020 (section 3.2) saw the same in translation: without warm-up post fails. \
      That post's gradients vanish from the start is said often and is not so in an encoder (Liu \
      and others 2020; measured).
      """,
      """
      Xiong 等 2020（3.2 节）在翻译中看到同样的事：没有预热 post 就失败。常说 post 的梯度一开始就消失，\
      在编码器里并非如此（Liu 等 2020；实测）。
      """))

  private static let collapse = Lesson(
    name: "collapse", title: LocalizedText("a collapse that RMS cannot see", "RMS 看不见的坍缩"),
    sentence: LocalizedText(
      """
      LN(F(x)): a norm behind every sublayer and no residual. The RMS is 1 in every layer, and the \
      gradient stays within about a decade.
      """,
      "LN(F(x))：每个子层之后归一化，没有残差。每层的 RMS 都是 1，梯度大约保持在一个数量级内。"),
    question: LocalizedText("Does it learn to copy?", "它能学会复制吗？"),
    choices: [
      LocalizedText("Yes: all magnitudes are healthy.", "能：各处大小都健康。"),
      LocalizedText("No: its gradient vanishes after all.", "不能：梯度终究会消失。"),
      LocalizedText("No: all tokens have become the same.", "不能：所有词元变得一样。"),
    ],
    answer: 2,
    runs: [
      LessonRun(lanes: ["norm=post,residual=off", "norm=post"], steps: 40, shows: .tokenResidual)
    ],
    reveal: { facts in
      let (rms, spread) = (
        facts.text(0, 0, \.topRMS), facts.text(0, 0) { $0.first.gradientSpread }
      )
      let (alike, kept) = (facts.text(0, 0, \.tokenResidual), facts.text(0, 1, \.tokenResidual))
      return LocalizedText(
        """
        At its start its RMS is \(rms) and its gradient spans \(spread) decades; yet what tells the \
        tokens apart is \(alike) of the stream behind the last layer, where with residuals it is \
        \(kept). Copying:
        """,
        """
        起初 RMS 为 \(rms)，梯度跨 \(spread) 个数量级；但最后一层之后，区分词元的部分只占残差流的 \(alike)，\
        有残差时为 \(kept)。复制：
        """) + LocalizedText(" ", "") + facts.outcome(0, 0) + LocalizedText(".", "。")
    },
    isShown: { facts in
      (facts[0, 0]?.tokenResidual ?? 1) < 1e-4 && facts[0, 0]?.firstSolvedStep == nil
    },
    caveat: LocalizedText(
      """
      Dong and others 2021 call it rank collapse, doubly exponential in depth without skips. \
      Whether skips alone are the remedy is debated (Alman and Song 2025).
      """,
      "Dong 等 2021 称之为秩坍缩，没有残差时随深度双重指数地发生。仅靠残差能否避免，尚有争论（Alman 与 Song 2025）。"))

  private static let depth = Lesson(
    name: "depth", title: LocalizedText("what lets 48 layers train", "怎样训练 48 层"),
    sentence: LocalizedText(
      """
      48 layers, no warm-up, three lanes: post, pre, and DeepNorm, which is post again, its skips \
      multiplied by (2·48)^1/4 and its initial matrices by (8·48)^-1/4.
      """,
      """
      48 层，不预热，三条通道：post、pre 和 DeepNorm。DeepNorm 仍是 post，残差乘以 (2·48)^1/4，\
      初始矩阵乘以 (8·48)^-1/4。
      """),
    question: LocalizedText("Which of them copy within 40 steps?", "40 步之内，哪些学会复制？"),
    choices: [
      LocalizedText("None: 48 layers need more.", "都不行：48 层需要更多步。"),
      LocalizedText("Pre only.", "只有 pre。"),
      LocalizedText("Pre and DeepNorm.", "pre 和 DeepNorm。"),
    ],
    answer: 2,
    runs: [
      LessonRun(
        lanes: ["layers=48,norm=post", "layers=48,norm=pre", "layers=48,preset=deepnorm"], steps: 40
      )
    ],
    reveal: { facts in
      LocalizedText("Post: ", "post：") + facts.outcome(0, 0) + LocalizedText("; pre: ", "；pre：")
        + facts.outcome(0, 1) + LocalizedText("; DeepNorm: ", "；DeepNorm：") + facts.outcome(0, 2)
        + LocalizedText(
          ". Not depth itself is the obstacle, but how much of the input each block keeps.",
          "。障碍不在深度本身，而在每个块保留多少输入。")
    },
    isShown: { facts in
      facts[0, 0]?.firstSolvedStep == nil && facts[0, 1]?.firstSolvedStep != nil
        && facts[0, 2]?.firstSolvedStep != nil
    },
    caveat: LocalizedText(
      """
      At 24 layers a warm-up of 100 steps does not rescue post either (measured, 2 seeds). DeepNet \
      2022 trains 1,000 layers with its scaling. Which variant generalizes best, these short runs \
      cannot tell.
      """,
      """
      24 层时，100 步的预热也救不了 post（实测，2 个种子）。DeepNet 2022 用这种缩放训练一千层。\
      哪种接法泛化最好，这些短训练无法回答。
      """))
}
