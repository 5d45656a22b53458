import Engine

extension ClaimText {
  /// R1–R5: what the tutorial says of residuals.
  static func ofResidual(_ id: ClaimID) -> ClaimText {
    switch id {
    case .r1:
      ClaimText(
        claim: LocalizedText(
          "A block outputs F(x) + x: its input is added to what it computes.",
          "块输出 F(x) + x：输入被加到块算出的结果上。"),
        reading: LocalizedText(
          "Two additions per layer, and each gives the sum of its two inputs up to rounding.",
          "每层两次相加，每次的结果都等于两个输入之和，只差舍入误差。"),
        flip: LocalizedText("Nothing is added any more.", "不再有任何相加。"),
        source: tutorial + LocalizedText("; He and others 2016", "；He 等 2016"))
    case .r2:
      ClaimText(
        claim: LocalizedText(
          "The Transformer then normalizes the sum: LN(F(x) + x).",
          "Transformer 随后把这个和归一化：LN(F(x) + x)。"),
        reading: LocalizedText(
          """
          Only if the placement is post, that of 2017. Pre, sandwich and branch leave the sum as it \
          is, and most models today are wired like that.
          """,
          "只有 2017 年原版的 post 如此。pre、sandwich 和 branch 不动这个和，如今的模型多半这样接。"),
        flip: LocalizedText("The norm moves in front of the branch.", "归一化移到支路之前。"),
        source: tutorial + LocalizedText("; Vaswani and others 2017", "；Vaswani 等 2017"))
    case .r3:
      ClaimText(
        claim: LocalizedText(
          "Residuals keep the gradients of a deep stack from vanishing and from exploding.",
          "残差让深层堆叠的梯度既不消失也不爆炸。"),
        reading: LocalizedText(
          """
          Against vanishing they do. Against explosion only if something bounds what the additions \
          pile up: a norm, or gates that start at 0. By themselves they are what explodes.
          """,
          """
          对消失有效。对爆炸则须另有约束，使相加的结果不致越堆越大：归一化，或从 0 起的门控。\
          单靠残差，爆炸的正是它。
          """),
        flip: LocalizedText(
          "Residual on and no norm: the gradient explodes towards the input.",
          "有残差而无归一化：梯度在流向输入时爆炸。"),
        source: tutorial + LocalizedText("; He and others 2016", "；He 等 2016"))
    case .r4:
      ClaimText(
        claim: LocalizedText(
          "The residual is a direct channel: deep layers still hold the input.",
          "残差是直达通道：深层仍保有输入。"),
        reading: LocalizedText(
          """
          Only if no norm stands in the channel (pre, sandwich) or the skip is scaled up \
          (DeepNorm). Post rescales the sum behind every sublayer, and little is left of the input.
          """,
          """
          前提是通道上没有归一化（pre、sandwich），或残差被放大（DeepNorm）。\
          post 在每个子层之后重新缩放，输入所剩无几。
          """),
        flip: LocalizedText("A norm stands in the channel.", "通道上多了归一化。"),
        source: tutorial + LocalizedText("; measured", "；实测"))
    default:
      ClaimText(
        claim: LocalizedText(
          "Residuals make training stabler and more efficient.", "残差让训练更稳定、更高效。"),
        reading: LocalizedText(
          """
          By far: with them the task is learnt within some tens of steps, without them it stays at \
          guessing.
          """,
          "差别极大：有残差，几十步即学会；没有，则停在随机猜测。"),
        flip: LocalizedText(
          "A single layer learns without a residual too.", "只有一层时，没有残差也能学会。"),
        source: tutorial + LocalizedText("; measured", "；实测"))
    }
  }
}
