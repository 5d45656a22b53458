import Engine

/// What the help says of the inspect screen.
extension HelpWords {
  static func inspect(_ view: InspectView) -> LocalizedText {
    switch view {
    case .attention:
      LocalizedText(
        """
        One map for each head: how much the token of a row takes from the token of a column, after \
        the softmax. A row sums to 1. An even map looks everywhere alike, a bright diagonal at \
        itself, a bright column means that all look at the same token.
        """,
        """
        每个头一张图：行上的词元从列上的词元取多少，softmax 之后的值。每行之和为 1。\
        整张图均匀表示处处同样地看，对角线亮表示看自己，某一列亮表示都在看同一个词元。
        """)
    case .histograms:
      LocalizedText(
        """
        Every number of the batch at the tap behind this sublayer, counted by magnitude; none is \
        sampled. Both histograms have the same bins and the same height, so that a gradient far to \
        the left of the activation is that much smaller. Gradients are per token.
        """,
        """
        该子层之后测点处整个批次的每一个数，按绝对值计数，不是抽样。两个直方图的区间和高度相同，\
        梯度比激活偏左多少，就小多少。梯度按每个词元计。
        """)
    case .matrices:
      LocalizedText(
        """
        The weight matrices of this sublayer: the norm of their gradient, and by how much the update \
        changed them. A ratio around the guide of 1e-3 is usual; far below, a matrix hardly learns. \
        Below them, what the branch adds to the stream.
        """,
        """
        该子层的各权重矩阵：梯度范数，以及更新使其改变的比例。通常在参考值 1e-3 附近；\
        远低于它，矩阵几乎不在学习。下面是支路给残差流加入了什么。
        """)
    case .tokens:
      LocalizedText(
        """
        How alike the tokens of one sequence have become: the cosine of every pair, and the singular \
        values of what is left when their mean is taken away. Under rank collapse all cosines are 1 \
        and all singular values vanish beside the stream.
        """,
        """
        同一序列的词元有多相像：每一对的余弦，以及减去均值后所余部分的奇异值。\
        秩坍缩时余弦全为 1，奇异值相对残差流全部消失。
        """)
    }
  }

  static func inspectSymbols(_ glyphs: Glyphs) -> Table {
    let signed = (
      LocalizedText(same: Ramp.shadesBelowZero(glyphs)),
      LocalizedText(
        "a cosine below 0, on its own colour; those above are even shades",
        "余弦小于 0，另有颜色；大于 0 的用均匀的深浅")
    )
    return Table(
      title: LocalizedText("Symbols of this screen", "本屏幕的符号"), entries: inspectEntries + [signed])
  }

  private static let inspectEntries = [
    (
      LocalizedText("step 60", "第 60 步"),
      LocalizedText(
        "the step that the numbers are of; it may lag behind the title's", "这些数所属的步；可能落后于标题上的步")
    ),
    (
      LocalizedText(same: "0…9 a…z"),
      LocalizedText("tokens of the sequence; a stands for 10, z for 35", "序列的词元；a 表示 10，z 表示 35")
    ),
    (
      LocalizedText(same: "?"),
      LocalizedText(
        "reversed: a character to be guessed; faint: one outside the vocabulary",
        "反显：待猜的字符；暗淡：词表之外的字符")
    ),
    (
      LocalizedText(same: "_  ·"),
      LocalizedText("a blank; a character that cannot be drawn", "空格；无法显示的字符")
    ),
    (
      LocalizedText(same: "H"),
      LocalizedText(
        "mean entropy of the rows in nats: 0 looks at one token, ln T at all T alike",
        "各行的平均熵：0 表示只看一个词元，ln T 表示对 T 个词元一视同仁")
    ),
    (
      LocalizedText(same: "+  -"),
      LocalizedText(
        "upward the numbers above 0, downward those below; to the left the zeros",
        "向上是大于 0 的数，向下是小于 0 的数；最左是 0")
    ),
    (
      LocalizedText("bin", "区间"),
      LocalizedText(
        "one or more factors of 2; the number at the top is a full column", "一个或几个 2 倍；顶端的数是满格")
    ),
    (LocalizedText(same: "┊"), LocalizedText("a labelled tick of the axis", "坐标轴刻度线")),
    (LocalizedText("│ guide", "│ 参考"), LocalizedText("an update ratio of 1e-3", "更新比 1e-3")),
    (
      LocalizedText(same: "256×64"),
      LocalizedText("the shape of a matrix: numbers out, numbers in", "矩阵的形状：输出数×输入数")
    ),
    (
      LocalizedText("X − mean", "X − 均值"),
      LocalizedText("the tokens of a sequence without what they share", "序列中各词元减去共同的部分")
    ),
    (
      LocalizedText("skip scale", "系数"),
      LocalizedText("what the stream is multiplied by before the add", "相加之前残差流所乘的数")
    ),
    (
      LocalizedText("1%", "1%"),
      LocalizedText(
        "how many directions the tokens differ in by more than a hundredth of the first",
        "词元在多少个方向上的差异超过第一个方向的百分之一")
    ),
  ]
}
