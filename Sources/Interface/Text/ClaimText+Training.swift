import Engine

extension ClaimText {
  /// S1–S5: what is seen while training and at its start.
  static func ofTraining(_ id: ClaimID) -> ClaimText {
    switch id {
    case .s1:
      ClaimText(
        claim: LocalizedText("Post needs warm-up, pre does not.", "post 需要预热，pre 不需要。"),
        reading: LocalizedText(
          """
          At twelve layers: post stays at guessing at once, learns when the rate rises over 100 \
          steps, and pre learns without.
          """,
          "12 层时：post 不预热便停在随机猜测，学习率在 100 步内升高就能学会；pre 无须预热。"),
        flip: LocalizedText("Pre learns without warm-up.", "pre 不预热也能学会。"),
        source: LocalizedText("Xiong and others 2020; measured", "Xiong 等 2020；实测"))
    case .s2:
      ClaimText(
        claim: LocalizedText(
          "Without residual all tokens become alike, and nothing is learnt.",
          "没有残差，所有词元变得相同，什么也学不会。"),
        reading: LocalizedText(
          "The norm keeps the sizes right. What is lost is which token is which.",
          "归一化保住了大小，丢掉的是词元之间的区别。"),
        flip: LocalizedText("With residual it learns at once.", "有残差则很快学会。"),
        source: LocalizedText("Dong and others 2021; measured", "Dong 等 2021；实测"))
    case .s3:
      ClaimText(
        claim: LocalizedText(
          "Without residual and norm the gradient vanishes, by the same factor in every layer.",
          "既无残差又无归一化，梯度每层按同一倍数缩小，直至消失。"),
        reading: LocalizedText(
          "Every layer passes on less than half of the gradient it gets.",
          "每层传下去的梯度不到它收到的一半。"),
        flip: LocalizedText("It no longer vanishes: it explodes.", "不再消失，而是爆炸。"),
        source: LocalizedText("He and others 2016; measured", "He 等 2016；实测"))
    case .s4:
      ClaimText(
        claim: LocalizedText(
          "With residual and without norm the stream explodes, by the same factor in every layer.",
          "有残差而无归一化，残差流每层按同一倍数增大，直至爆炸。"),
        reading: LocalizedText(
          "And so the loss of the first step is far above that of guessing.",
          "因此第一步的损失就远高于随机猜测。"),
        flip: LocalizedText("With a norm before the branch it grows slowly.", "支路之前加归一化，增长就缓慢。"),
        source: LocalizedText("measured", "实测"))
    default:
      ClaimText(
        claim: LocalizedText(
          "Activations and gradients may look healthy while all tokens have become alike.",
          "激活和梯度看似正常，所有词元却可能已经相同。"),
        reading: LocalizedText(
          """
          LN(F(x)), the tutorial's block without its residual: RMS 1, steady gradients, and after \
          four layers no difference between tokens is left. RMS does not show it.
          """,
          "LN(F(x))，即教程的块去掉残差：RMS 为 1，梯度平稳，而四层之后词元之间再无差别。RMS 看不出来。"),
        flip: LocalizedText("With residual the tokens stay different.", "有残差，词元保持不同。"),
        source: LocalizedText("Dong and others 2021; measured", "Dong 等 2021；实测"))
    }
  }
}
