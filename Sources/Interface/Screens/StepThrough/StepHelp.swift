import Engine

/// What the help says of the step-through screen.
extension HelpWords {
  static func stepThrough(_ view: WalkState.View) -> LocalizedText {
    switch view {
    case .numbers:
      LocalizedText(
        """
        The step that training would take next, on the same batch. On the left the program: \
        forward, loss, backward, update, with the amplification ‖out‖/‖in‖ of every operation that \
        you have passed. On the right the formula as it is wired, one number's arithmetic written \
        out, and the tensors. Going back runs the step again, to the same bits.
        """,
        """
        训练接下来要走的那一步，批次也相同。左侧是程序：前向、损失、反向、更新，以及走过的每个运算的\
        放大倍数 ‖输出‖/‖输入‖。右侧是当前接法的公式、一个数的完整算式，以及张量。往回走会重新执行，逐位相同。
        """)
    case .product:
      LocalizedText(
        """
        How large the stream, or on the way back the gradient, has become at every tap that you \
        have passed: the product of all amplifications from the embedding, or from the loss. A \
        straight slope is growth or decay by the same factor in each layer: exploding or \
        vanishing itself.
        """,
        """
        残差流（反向时为梯度）在走过的每个测点处有多大：从嵌入（或损失）起所有放大倍数的乘积。\
        斜率恒定表示每层以同样的倍数增减：这就是梯度爆炸或梯度消失本身。
        """)
    case .paths:
      LocalizedText(
        """
        The gradient at the cursor's tap, split by the number k of branches that it passed: k = 0 \
        came over skips alone. Bars are signed shares and sum to 1. Dots are sizes, which do not \
        add up. Where cancellation is above 2, classes work against each other: read shares with \
        care. One batch, one seed.
        """,
        """
        光标所在测点的梯度，按经过的支路数 k 分解：k = 0 全程只走残差连接。条为带符号的份额，总和为 1。\
        点为各类的大小，不可相加。抵消大于 2 时各类互相抵消，份额须谨慎解读。仅一个批次、一个种子。
        """)
    }
  }

  static var stepSymbols: Table {
    Table(title: LocalizedText("Symbols of this screen", "本屏幕的符号"), entries: stepEntries)
  }

  private static let stepEntries = [
    (
      LocalizedText(same: "×0.385"),
      LocalizedText(
        "amplification: ‖out‖/‖in‖ of the operation, sublayer or layer", "放大：运算、子层或层的 ‖输出‖/‖输入‖")
    ),
    (
      LocalizedText(same: "dx  ds"),
      LocalizedText(
        "∂L/∂x: the gradient of the loss with respect to x, s, …; plots show it per token, that is "
          + "times the counted tokens of the batch",
        "∂L/∂x：损失对 x、s 等的梯度；曲线和条形按每个词元计，即再乘以批次中计入的词元数")
    ),
    (
      LocalizedText(same: "RMS"),
      LocalizedText(
        "in and out: over the batch; beside a map: of the sequence that it shows",
        "输入、输出：整个批次；图旁：图中所示的序列")
    ),
    (
      LocalizedText(same: "x^"),
      LocalizedText(
        "x̂ = (x − mean)·rstd, before gain and bias; rstd = 1/√(v + ε)",
        "x̂ = (x − 均值)/√(v + ε)，在增益与偏置之前")
    ),
    (
      LocalizedText(same: "h"),
      LocalizedText(
        "dy·gain in a norm's gradient; in a feed-forward the hidden numbers",
        "归一化梯度中为 dy·增益；前馈中为隐藏层")
    ),
    (
      LocalizedText(same: "Wᵀ"),
      LocalizedText("a matrix of shape [out, in], transposed", "形状为 [出, 入] 的矩阵的转置")
    ),
    (
      LocalizedText(same: "+="),
      LocalizedText("added to what another operation has left there", "加到其他运算留在那里的值上")
    ),
    (
      LocalizedText(same: "= !"),
      LocalizedText(
        "a law that the numbers obey within rounding; one that they do not", "数值在舍入范围内满足的规律；不满足的规律")
    ),
    (LocalizedText(same: "█ ░"), LocalizedText("a share above 0; one below", "大于 0 的份额；小于 0 的份额")),
    (
      LocalizedText(same: "+"),
      LocalizedText(
        "in a map: the number that is read out above it, [row, column]", "图中：上方读出的数，[行, 列]")
    ),
    (LocalizedText(same: "#2"), LocalizedText("the attention head", "注意力头")),
    (
      LocalizedText(same: "●"),
      LocalizedText(
        "in the product: the tap of the cursor; in the paths: a class's size",
        "乘积图中：光标所在测点；路径图中：该类的大小")
    ),
    (
      LocalizedText(same: "○"),
      LocalizedText("the Binomial law of paths that add like random vectors", "路径如随机向量相加时的二项分布")
    ),
    (LocalizedText(same: "α"), LocalizedText("the skip scale", "残差连接的系数")),
    (
      LocalizedText(same: "η λ c"),
      LocalizedText("learning rate, weight decay, the factor of clipping", "学习率、权重衰减、裁剪系数")
    ),
  ]
}
