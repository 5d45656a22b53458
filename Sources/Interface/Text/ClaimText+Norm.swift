import Engine

extension ClaimText {
  /// W1–W3: what the tutorial says of the norm behind the add.
  static func ofNorm(_ id: ClaimID) -> ClaimText {
    switch id {
    case .w1:
      ClaimText(
        claim: LocalizedText(
          "LN after the add smooths the extreme values that the add brings.",
          "相加之后的 LN 抹平相加带来的极端值。"),
        reading: LocalizedText(
          """
          Only if extreme means large: LN gives every token an RMS of 1. Within a token it smooths \
          nothing. A channel that stands out stands out as much as before (the kurtosis stays), and \
          the others are pressed down.
          """,
          """
          仅当“极端”指数值大：LN 使每个词元的 RMS 为 1。词元内部什么也没抹平：\
          突出的通道依旧突出（峰度不变），其余通道反被压低。
          """),
        flip: LocalizedText(
          "Without the norm the largest value is that of the grown stream.",
          "没有归一化，最大值就是增大后的残差流的最大值。"),
        source: tutorial + LocalizedText("; Ba and others 2016; measured", "；Ba 等 2016；实测"))
    case .w2:
      ClaimText(
        claim: LocalizedText(
          "Without a norm after the add residuals pile up, and the outputs blow up with depth.",
          "相加之后没有归一化，残差层层堆积，输出随深度暴涨。"),
        reading: LocalizedText(
          """
          Only if the initial weights are large, as Xavier's. From smaller ones the stream hardly \
          grows, and pre, which has no norm after the add either, grows as the root of the depth.
          """,
          """
          仅当初始权重较大，如 Xavier。权重小时残差流几乎不增大；pre 在相加之后同样没有归一化，\
          只按深度的平方根增大。
          """),
        flip: LocalizedText("Smaller initial weights, hardly any growth.", "初始权重变小，几乎不再增大。"),
        source: tutorial + LocalizedText("; Xiong and others 2020; measured", "；Xiong 等 2020；实测"))
    default:
      ClaimText(
        claim: LocalizedText(
          "LN after the add steadies the gradients of a deep stack.",
          "相加之后的 LN 使深层堆叠的梯度平稳。"),
        reading: LocalizedText(
          """
          At the start it does. In training only if the rate warms up: after twenty full steps the \
          gradient falls by decades towards the input.
          """,
          "开始时确实如此。训练中则须预热：全速二十步之后，梯度在流向输入时下降几个数量级。"),
        flip: LocalizedText("With warm-up it stays steady.", "有预热则保持平稳。"),
        source: tutorial + LocalizedText("; Xiong and others 2020; measured", "；Xiong 等 2020；实测"))
    }
  }
}
