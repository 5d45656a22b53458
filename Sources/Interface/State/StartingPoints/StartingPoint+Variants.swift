import Engine

extension StartingPoint {
  /// The ways to wire a stack, each showing what it is known for.
  static let variants = [
    StartingPoint(
      name: "post", title: LocalizedText("norm after the add: stalls", "归一化在相加之后：停滞"),
      text: LocalizedText(
        """
        The tutorial's block, 12 layers, no warm-up. Within ten steps all tokens become alike, and \
        the loss stays at that of guessing.
        """,
        "教程中的块，12 层，无预热。十步之内所有词元变得相同，损失停在随机猜测处。"),
      line: "norm=post"),
    StartingPoint(
      name: "warm-up", title: LocalizedText("post with warm-up: learns", "post 加预热：学会"),
      text: LocalizedText(
        """
        The same stack while the learning rate rises over 100 steps: solved near step 90. Post was \
        fragile, not impossible.
        """,
        "同一堆叠，学习率在 100 步内升高：约第 90 步学会。post 只是脆弱，并非不行。"),
      line: "warmup=100"),
    StartingPoint(
      name: "pre", title: LocalizedText("norm before each branch: learns", "归一化在支路之前：学会"),
      text: LocalizedText(
        """
        The same weights with the norm before attention and feed-forward: solved within 20 steps, \
        without warm-up.
        """,
        "同样的权重，归一化移到注意力和前馈之前：20 步内学会，无须预热。"),
      line: "norm=pre"),
    StartingPoint(
      name: "deepnorm", title: LocalizedText("post with scaled skips: learns", "post 加放大的残差：学会"),
      text: LocalizedText(
        """
        Post again, its skips scaled by (2L)^1/4 and its initial matrices by (8L)^-1/4: solved \
        within 20 steps, without warm-up.
        """,
        "仍是 post，残差乘以 (2L)^1/4，初始矩阵乘以 (8L)^-1/4：20 步内学会，无须预热。"),
      line: "preset=deepnorm"),
    StartingPoint(
      name: "rezero", title: LocalizedText("no norm, gates from 0: learns", "无归一化，门从 0 起：学会"),
      text: LocalizedText(
        """
        No norm at all. A learned gate on every branch starts at 0, so the stack starts as the \
        identity: solved near step 30.
        """,
        "完全没有归一化。每条支路有一个从 0 开始学习的门，堆叠起初是恒等映射：约第 30 步学会。"),
      line: "preset=rezero"),
    StartingPoint(
      name: "no-residual", title: LocalizedText("neither skip nor norm: vanishes", "无残差无归一化：消失"),
      text: LocalizedText(
        """
        Every layer shrinks signal and gradient to 0.385: at step 0 the gradient falls by \
        10^5.6 towards the input. Nothing is learnt.
        """,
        "每层把信号和梯度缩小到 0.385 倍：第 0 步时梯度向输入方向下降 10^5.6 倍。什么也学不会。"),
      line: "norm=none,residual=off"),
    StartingPoint(
      name: "no-norm", title: LocalizedText("residual without norm: explodes", "有残差无归一化：爆炸"),
      text: LocalizedText(
        """
        The stream grows 1.6-fold per layer, over a hundredfold in all, the gradient still more; \
        the loss starts in the hundreds.
        """,
        "残差流每层增大 1.6 倍，总共上百倍，梯度增大更多；损失从数百开始。"),
      line: "norm=none"),
    StartingPoint(
      name: "pre-48", title: LocalizedText("48 layers of pre: learns", "48 层 pre：学会"),
      text: LocalizedText(
        """
        Solved within 30 steps. The square of the stream's RMS grows evenly with depth, and the \
        gradients stay within about a decade.
        """,
        "30 步内学会。残差流 RMS 的平方随深度均匀增大，梯度保持在约一个数量级内。"),
      line: "layers=48,norm=pre"),
    StartingPoint(
      name: "branch-48", title: LocalizedText("norm before the add, 48 layers", "归一化在相加之前，48 层"),
      text: LocalizedText(
        """
        y = x + LN(F(x)): the stream looks tame, yet the gradient explodes towards the input. With \
        12 layers it learns.
        """,
        "y = x + LN(F(x))：残差流看似平稳，梯度却在流向输入时爆炸。12 层时可以学会。"),
      line: "layers=48,norm=branch"),
  ]
}
