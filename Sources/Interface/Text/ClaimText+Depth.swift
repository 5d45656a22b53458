import Engine

extension ClaimText {
  /// S6–S10 and what depends on depth and initialization.
  static func ofDepth(_ id: ClaimID) -> ClaimText {
    switch id {
    case .s6:
      ClaimText(
        claim: LocalizedText(
          "In pre and sandwich the square of the stream's RMS grows along a straight line.",
          "pre 和 sandwich 中，残差流 RMS 的平方沿直线增大。"),
        reading: LocalizedText(
          "So the RMS grows as the root of the depth: slowly, and never by a factor per layer.",
          "因此 RMS 按深度的平方根增大：缓慢，并非每层乘一个倍数。"),
        flip: LocalizedText("Post does not grow at all.", "post 根本不增大。"),
        source: LocalizedText(
          "Xiong and others 2020, lemma 2; Peri-LN 2025", "Xiong 等 2020，引理 2；Peri-LN 2025"))
    case .s7:
      ClaimText(
        claim: LocalizedText(
          "A norm before the add, x + LN(F(x)), makes the gradients explode.",
          "归一化放在相加之前，即 x + LN(F(x))，会使梯度爆炸。"),
        reading: LocalizedText(
          """
          Only if the stack is deep: at twelve layers it learns, where post without warm-up does \
          not. The cause is attention, whose logits nothing bounds: with uniform attention the \
          explosion is gone at 48 layers too.
          """,
          """
          仅当堆叠很深：12 层时能学会，而不预热的 post 学不会。原因在注意力：q·k 的大小没有约束，\
          换成均匀注意力，48 层也不再爆炸。
          """),
        flip: LocalizedText(
          "At twelve layers the gradient stays within two decades.",
          "12 层时梯度保持在两个数量级之内。"),
        source: LocalizedText(
          "the tutorial's title question; Swin V2 2022", "教程标题之问；Swin V2 2022"))
    case .s8:
      ClaimText(
        claim: LocalizedText(
          """
          A small change of all weights changes post's output the more the deeper the stack is, \
          pre's hardly more, DeepNorm's less.
          """,
          "所有权重的微小改变，对 post 输出的影响随深度增大，对 pre 几乎不增大，对 DeepNorm 反而减小。"),
        reading: LocalizedText(
          "This is what the first steps of training do to each of them.",
          "训练的头几步对它们做的正是这种改变。"),
        flip: LocalizedText("The change hardly depends on the depth.", "影响几乎与深度无关。"),
        source: LocalizedText("Liu and others 2020; DeepNet 2022", "Liu 等 2020；DeepNet 2022"))
    case .s9:
      ClaimText(
        claim: LocalizedText(
          "From some depth on post needs warm-up, and from a larger one that does not help either.",
          "超过某一深度，post 需要预热；再深一些，预热也无济于事。"),
        reading: LocalizedText(
          "Here: 8 and 10 layers learn, 12 only with warm-up, 24 not at all within 150 steps.",
          "此处：8 层和 10 层能学会，12 层须预热，24 层在 150 步内怎样都学不会。"),
        flip: LocalizedText("Eight layers learn at once.", "8 层直接就能学会。"),
        source: LocalizedText("measured", "实测"))
    default: ofRemedies(id)
    }
  }

  private static func ofRemedies(_ id: ClaimID) -> ClaimText {
    switch id {
    case .s10:
      ClaimText(
        claim: LocalizedText(
          "DeepNorm and ReZero train 24 layers without warm-up, where post fails with it.",
          "DeepNorm 和 ReZero 无须预热就能训练 24 层，而 post 预热也不行。"),
        reading: LocalizedText(
          "One scales skips and initial weights, the other opens its gates from 0 and has no norm.",
          "前者缩放残差和初始权重，后者让门控从 0 打开，没有归一化。"),
        flip: LocalizedText("Post stays at guessing.", "post 停在随机猜测。"),
        source: LocalizedText("DeepNet 2022; ReZero 2020; measured", "DeepNet 2022；ReZero 2020；实测"))
    case .i1:
      ClaimText(
        claim: LocalizedText(
          "What residual and norm do at the start depends on the initial weights.",
          "残差和归一化在开始时的作用取决于初始权重。"),
        reading: LocalizedText(
          """
          With normal02 and gpt2 at this width nothing grows and nothing collapses in 24 layers, \
          with or without a norm.
          """,
          "在此宽度下，用 normal02 和 gpt2，24 层里既不增大也不坍缩，有无归一化都一样。"),
        flip: LocalizedText("The growth is nearly gone.", "增长几乎消失。"),
        source: LocalizedText("measured", "实测"))
    default:
      ClaimText(
        claim: LocalizedText(
          """
          The gradient of the last layer's second feed-forward matrix does not depend on the depth \
          in post, and falls with the depth in pre.
          """,
          "最后一层前馈的第二个矩阵，其梯度在 post 中与深度无关，在 pre 中随深度减小。"),
        reading: LocalizedText(
          """
          In sign, and for post in size: the theorem's bounds go as depth to the power of 0 in post \
          and of −½ in pre, where the measured fall is weaker.
          """,
          """
          符号一致，post 的大小也一致：定理给出的界在 post 中是深度的 0 次方，在 pre 中是 −½ 次方，\
          而实测的下降较弱。
          """),
        flip: LocalizedText("The exponent becomes negative.", "指数变为负数。"),
        source: LocalizedText("Xiong and others 2020, theorem 1", "Xiong 等 2020，定理 1"))
    }
  }
}
