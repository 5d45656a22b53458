import Engine

extension Lesson {
  /// What a residual is for.
  static let residuals = [residual, formula, vanishing, explosion]

  private static let residual = Lesson(
    name: "residual", title: LocalizedText("what a residual is", "什么是残差"),
    sentence: LocalizedText(
      """
      A residual adds the input of a sublayer to its output: y = x + F(x). Whatever F does, x also \
      arrives. Two stacks of six layers shall copy sixteen tokens, from the same weights and on the \
      same batches. One has residuals, the other has none.
      """,
      """
      残差把子层的输入加到它的输出上：y = x + F(x)。无论 F 做什么，x 都会到达。两个六层的堆叠学习复制\
      十六个词元，初始权重和批次相同：一个有残差，另一个没有。
      """),
    question: LocalizedText("What will they have learnt after 60 steps?", "60 步之后，它们学到了什么？"),
    choices: [
      LocalizedText("Both learn to copy, the one with residuals sooner.", "两个都学会复制，有残差的更早。"),
      LocalizedText("Only the one with residuals learns to copy.", "只有带残差的学会复制。"),
      LocalizedText("Only the one without learns: less stands in its way.", "只有不带残差的学会：阻碍更少。"),
    ],
    answer: 1,
    runs: [LessonRun(lanes: ["layers=6,norm=pre", "layers=6,norm=pre,residual=off"], steps: 60)],
    reveal: { facts in
      let with = facts.text(0, 0, \.inputSimilarity)
      let without = facts.text(0, 1, \.inputSimilarity)
      let guessing = NumberFormat.text(facts.guessing)
      return LocalizedText("With residuals: ", "有残差：") + facts.outcome(0, 0)
        + LocalizedText("; without: ", "；没有：") + facts.outcome(0, 1)
        + LocalizedText(
          """
          , where guessing costs \(guessing). Before the first update the last layer's stream has a \
          cosine of \(with) with the input where there are residuals, and of \(without) where there \
          are none.
          """,
          "，随机猜测为 \(guessing)。第一次更新之前，最后一层的残差流与输入的余弦：有残差 \(with)，没有 \(without)。")
    },
    isShown: { $0[0, 0]?.firstSolvedStep != nil && $0[0, 1]?.firstSolvedStep == nil },
    caveat: LocalizedText(
      """
      Depth decides: one or two layers learn to copy without residuals, from four on they do not \
      within 300 steps (measured, 2 seeds). He and others 2016 found the same of image networks: \
      a skip of weight 0.5 or less fails there.
      """,
      """
      取决于深度：一两层没有残差也能学会复制，四层以上 300 步内学不会（实测，2 个种子）。He 等 2016 \
      在图像网络上看到同样的事：残差权重为 0.5 或更小便失败。
      """))

  private static let formula = Lesson(
    name: "formula", title: LocalizedText("the wiring is the formula", "接法就是公式"),
    sentence: LocalizedText(
      """
      Post computes LN(x + F(x)): the norm stands behind the add. Pre computes x + F(LN(x)): the \
      norm stands in the branch, and nothing ever rescales the stream. None computes x + F(x).
      """,
      """
      post 计算 LN(x + F(x))：归一化在相加之后。pre 计算 x + F(LN(x))：归一化在支路里，残差流从不被缩放。\
      none 计算 x + F(x)。
      """),
    question: LocalizedText(
      "How large is the stream behind twelve layers, before any training?",
      "训练之前，十二层之后的残差流有多大？"),
    choices: [
      LocalizedText(
        "Its RMS is 1 in post and in pre: both normalize.", "post 和 pre 的 RMS 都是 1：两者都归一化。"),
      LocalizedText("1 in post, a few times as much in pre.", "post 为 1，pre 是它的几倍。"),
      LocalizedText("1 in pre, a few times as much in post.", "pre 为 1，post 是它的几倍。"),
    ],
    answer: 1,
    runs: [
      LessonRun(lanes: ["norm=post", "norm=pre", "norm=none"], steps: 1, shows: .activationRMS)
    ],
    reveal: { facts in
      let (post, pre) = (facts.text(0, 0, \.topRMS), facts.text(0, 1, \.topRMS))
      let none = facts.text(0, 2, \.topRMS)
      return LocalizedText(
        """
        RMS of the last stream: post \(post), pre \(pre), none \(none). In post every norm sets it \
        back to 1; in pre each branch adds a little, and the square grows along a straight line.
        """,
        """
        最后的残差流 RMS：post \(post)，pre \(pre)，none \(none)。post 的每个归一化都把它设回 1；\
        pre 的每条支路加上一点，平方沿直线增大。
        """)
    },
    isShown: { facts in
      guard let post = facts[0, 0]?.topRMS, let pre = facts[0, 1]?.topRMS else { return false }
      return abs(post - 1) < 0.05 && (1.5...10).contains(pre)
    },
    caveat: LocalizedText(
      """
      That pre grows as the root of the depth, and not by a factor per layer, is lemma 2 of Xiong \
      and others 2020. One final norm behind the stack gives the head numbers of size 1 again.
      """,
      """
      pre 按深度的平方根增大，而不是每层乘一个倍数：Xiong 等 2020，引理 2。堆叠之后的最终归一化\
      使输出层再次得到大小为 1 的数。
      """))

  private static let vanishing = Lesson(
    name: "vanishing", title: LocalizedText("vanishing without it", "没有残差：梯度消失"),
    sentence: LocalizedText(
      """
      Without residual and norm each layer passes on F(x) alone. Signal and gradient go through \
      every matrix, one after the other.
      """,
      "没有残差也没有归一化时，每层只传出 F(x)。信号和梯度依次穿过每一个矩阵。"),
    question: LocalizedText(
      "By how much does the gradient shrink on its way through twelve layers?",
      "梯度穿过十二层会缩小多少？"),
    choices: [
      LocalizedText("Less than tenfold.", "不到十倍。"), LocalizedText("About a hundredfold.", "约一百倍。"),
      LocalizedText("More than a hundred thousand-fold.", "十万倍以上。"),
    ],
    answer: 2, runs: [LessonRun(lanes: ["norm=none,residual=off"], steps: 1, shows: .gradientRMS)],
    reveal: { facts in
      let share = facts.text(0, 0, \.inputGradient)
      let factor = facts.text(0, 0) { PowerOfTen.root($0.inputGradient, 12) }
      return LocalizedText(
        """
        At the input the gradient has \(share) of its size at the last layer: each layer \
        multiplies it by \(factor). On its way forward the signal shrinks alike.
        """,
        "输入处的梯度只有最后一层的 \(share)：每层乘以 \(factor)。信号向前时同样缩小。")
    },
    isShown: { ($0[0, 0]?.inputGradient ?? 1) < 1e-5 },
    caveat: LocalizedText(
      """
      Adam hides it: it divides every gradient by its own size, so the updates look healthy. And \
      the weights' gradients do not fall from layer to layer: all are equally dead (measured).
      """,
      "Adam 会掩盖它：每个梯度都除以自身的大小，更新看似健康。而权重的梯度并不逐层下降：各层同样没有生气（实测）。"))

  private static let explosion = Lesson(
    name: "explosion", title: LocalizedText("explosion with it and no norm", "有残差无归一化：爆炸"),
    sentence: LocalizedText(
      """
      The tutorial says that residuals prevent vanishing and exploding. Keep every skip and take \
      all norms away: y = x + F(x), twelve times for attention and twelve for feed-forward.
      """,
      """
      教程说残差防止梯度消失和爆炸。保留所有残差，去掉所有归一化：y = x + F(x)，注意力十二次，前馈十二次。
      """),
    question: LocalizedText("What becomes of the stream behind twelve layers?", "十二层之后残差流怎样？"),
    choices: [
      LocalizedText("It keeps its size: the skips carry it through.", "大小不变：残差原样传送。"),
      LocalizedText("It grows about twelvefold, once per layer.", "增大约十二倍，每层一次。"),
      LocalizedText(
        "It grows by a factor per layer, over a hundredfold in all.", "每层乘一个倍数，总共一百倍以上。"),
    ],
    answer: 2,
    runs: [LessonRun(lanes: ["norm=none", "norm=pre"], steps: 1, shows: .activationRMS)],
    reveal: { facts in
      let growth = facts.text(0, 0, \.growth)
      let factor = facts.text(0, 0) { PowerOfTen.root($0.growth, 12) }
      let loss = facts.text(0, 0) { $0.first.loss }
      let (pre, guessing) = (facts.text(0, 1, \.growth), NumberFormat.text(facts.guessing))
      return LocalizedText(
        """
        It grows \(growth)-fold, \(factor) times per layer; in pre \(pre)-fold. The loss starts at \
        \(loss), where guessing costs \(guessing). Residuals prevent vanishing; it is the norm that \
        prevents exploding.
        """,
        """
        增大 \(growth) 倍，每层 \(factor) 倍；pre 为 \(pre) 倍。损失从 \(loss) 开始，随机猜测为 \(guessing)。\
        残差防止消失；防止爆炸的是归一化。
        """)
    },
    isShown: { ($0[0, 0]?.growth ?? 0) > 100 },
    caveat: LocalizedText(
      """
      From small weights (:init normal02) it hardly grows at all, and ReZero trains 24 layers \
      without any norm: its gates start at 0 (Bachlechner and others 2020).
      """,
      """
      从很小的权重开始（:init normal02）几乎不增大；ReZero 没有任何归一化也能训练 24 层：\
      它的门从 0 开始（Bachlechner 等 2020）。
      """))
}
