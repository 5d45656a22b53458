import Engine

extension KeyTable {
  static let walk =
    [
      KeyBinding(
        "3", .screens, .open(.stepThrough),
        LocalizedText("step-through: the next step, operation by operation", "单步走查：逐个运算走过下一步"),
        layer: .everywhere, refusal: StepWords.noModel,
        footer: { $0.screen == .stepThrough ? nil : LocalizedText("step-through", "走查") },
        isValid: { $0.lane.guessing != nil }),
      KeyBinding(
        "s", .screens, .openWalk,
        LocalizedText(
          "step-through of the selected lane's next step; s leaves it", "走查选中通道的下一步；再按 s 离开"),
        refusal: StepWords.noModel, isValid: { $0.lane.guessing != nil }),
      step(
        "↓ j", [.down, .character("j")], .nextOperation, LocalizedText("next operation", "下一个运算"),
        operation
      ),
      step(
        "↑ k", [.up, .character("k")], .previousOperation,
        LocalizedText("the operation before", "上一个运算")),
      step(
        "J pgdn", [.character("J"), .pageDown], .nextSublayer,
        LocalizedText("next sublayer", "下一个子层"),
        LocalizedText("sublayer", "子层")),
      step(
        "K pgup", [.character("K"), .pageUp], .previousSublayer,
        LocalizedText("the sublayer before", "上一个子层")),
      step("home", [.home], .first, LocalizedText("to the first operation", "到第一个运算")),
      step("end", [.end], .last, LocalizedText("to the last operation", "到最后一个运算")),
      step(
        "b", [.character("b")], .counterpart,
        LocalizedText(
          "its gradient, or the operation whose gradient it is; again: back", "它的梯度，或它所求梯度的运算；再按返回"),
        LocalizedText("gradient", "梯度")),
      step(
        "f", [.character("f")], .fold,
        LocalizedText("fold the listing: operations, sublayers, layers", "折叠列表：运算、子层、层"),
        LocalizedText("fold", "折叠")),
      step(
        "m tab", [.character("m"), .tab], .nextView,
        LocalizedText(
          "next view: numbers, product along the way, path lengths", "下一视图：数值、沿途乘积、路径长度"),
        LocalizedText("view", "视图")),
      step(
        "v", [.character("v")], .nextTensor,
        LocalizedText("next tensor: the cursor reads it", "下一个张量：光标在其中读数"),
        LocalizedText("tensor", "张量")),
      step(
        "→ l", [.right, .character("l")], .right,
        LocalizedText("next feature: its arithmetic is written out", "下一个特征：写出其算式"),
        LocalizedText("feature", "特征")),
      step("← h", [.left, .character("h")], .left, LocalizedText("the feature before", "上一个特征")),
      step(
        "L", [.character("L")], .down, LocalizedText("next token", "下一个词元"),
        LocalizedText("token", "词元")),
      step("H", [.character("H")], .up, LocalizedText("the token before", "上一个词元")),
      step("a", [.character("a")], .nextHead, LocalizedText("next attention head", "下一个注意力头")),
      step(
        "S", [.character("S")], .nextSequence,
        LocalizedText("next sequence of the batch", "批次中的下一个序列")),
    ] + experiments

  private static let experiments = [
    step(
      "p", [.character("p")], .paths,
      LocalizedText(
        "split the gradient by path length, on this sequence's shard", "按路径长度分解梯度（本序列所在分片）"),
      LocalizedText("paths", "路径")),
    step(
      "P", [.character("P")], .allPaths, LocalizedText("the same on the whole batch", "同上，对整个批次")),
    step(
      "x", [.character("x")], .cutSkip,
      LocalizedText(
        "cut this sublayer's skip for this step only: what changes?", "仅在这一步切断该子层的残差连接：会怎样？"),
      LocalizedText("cut skip", "断残差")),
    step(
      "X", [.character("X")], .cutBranch,
      LocalizedText("cut its branch for this step only", "仅在这一步切断其支路")),
    step(
      "e", [.character("e")], .nudge,
      LocalizedText(
        "nudge the chosen number by a tenth of the RMS: measured change against the gradient's",
        "把所选的数微调 RMS 的十分之一：实测变化对照梯度的预测"),
      LocalizedText("nudge", "微调")),
    step(
      "/", [.character("/")], .search, LocalizedText("search the listing", "在列表中搜索"),
      LocalizedText("search", "搜索")),
    step("n", [.character("n")], .nextMatch, LocalizedText("to the next place found", "下一处匹配")),
    step(
      "N", [.character("N")], .previousMatch, LocalizedText("to the place found before", "上一处匹配")),
    step(
      "s esc", [.character("s"), .escape], .leave,
      LocalizedText("leave: enter finishes the step, a abandons it", "离开：enter 完成这一步，a 放弃"),
      LocalizedText("leave", "离开")),
  ]

  private static let operation = LocalizedText("operation", "运算")

  private static func step(
    _ name: String, _ keys: [Key], _ move: Action.WalkMove, _ help: LocalizedText,
    _ footer: LocalizedText? = nil
  ) -> KeyBinding {
    KeyBinding(
      name, keys, .walk, .walk(move), help, layer: .walk, footer: { _ in footer })
  }

  /// The bindings of the step-through screen in the order of importance for the footer.
  static let walkFooterOrder: [Action] = [
    .walk(.nextOperation), .walk(.nextSublayer), .walk(.counterpart), .walk(.leave),
    .walk(.fold), .walk(.nextView), .walk(.right), .walk(.down), .walk(.nextTensor), .walk(.paths),
    .walk(.cutSkip), .walk(.nudge), .walk(.search), .nextLanguage, .nextTheme, .nextGlyphs,
  ]
}
