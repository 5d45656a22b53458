package import Engine

/// One or two plain sentences about an operation, true for the wiring that it is part of.
package enum OperationWords {
  /// What it does and why it is there.
  package static func sentence(_ operation: WalkOperation, _ configuration: Configuration)
    -> LocalizedText
  {
    switch operation.phase {
    case .forward: forward(operation, configuration)
    case .loss:
      LocalizedText(
        "Softmax turns each token's logits into probabilities; the loss is the mean of −ln of the right one's, and its gradient is probability minus 1 or 0.",
        "softmax 把每个词元的 logits 变成概率；损失是正确类别的 −ln 概率的平均，梯度就是概率减去 1 或 0。")
    case .backward: backward(operation, configuration)
    case .update: update(operation, configuration)
    }
  }

  /// The name of a phase.
  package static func name(_ phase: Phase) -> LocalizedText {
    switch phase {
    case .forward: LocalizedText("forward", "前向")
    case .loss: LocalizedText("loss", "损失")
    case .backward: LocalizedText("backward", "反向")
    case .update: LocalizedText("update", "更新")
    }
  }

  private static func forward(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> LocalizedText {
    switch operation.kind {
    case .embed:
      LocalizedText(
        "Each token's row is added to its position's: the stream begins.",
        "把词元的向量与其位置的向量相加：残差流由此开始。")
    case .normalize: normalize(operation, configuration)
    case .linear: linear(operation)
    case .attentionScores:
      LocalizedText(
        "Each token's query is held against every token's key, head by head.",
        "逐个注意力头，把每个词元的查询与所有词元的键作内积。")
    case .softmax:
      LocalizedText(
        "Each row becomes weights that sum to 1: how much a token takes from each.",
        "每一行变成和为 1 的权重：一个词元从各词元取多少。")
    case .attentionMix:
      LocalizedText(
        "Each token takes the weighted mean of the values: here tokens exchange information.",
        "每个词元取各值的加权平均：词元之间在此交换信息。")
    case .activate:
      LocalizedText(
        "The only nonlinearity of the feed-forward sublayer, number by number.",
        "前馈子层中唯一的非线性，逐个数计算。")
    case .gate:
      LocalizedText(
        "A learned number scales the branch; it starts at 0, so the block starts as the identity.",
        "一个可学习的数缩放支路；它从 0 开始，所以模块起初是恒等映射。")
    default: add(operation)
    }
  }

  private static func add(_ operation: WalkOperation) -> LocalizedText {
    let scale = Decimal.text(operation.scale ?? 1)
    return scale == "1"
      ? LocalizedText(
        "⊕ adds the branch to the stream that went past it: x itself passes unchanged.",
        "⊕ 把支路加到绕行而来的残差流上：x 本身原样通过。")
      : LocalizedText(
        "⊕ adds the branch to \(scale) times the stream that went past it.",
        "⊕ 把支路加到绕行而来的残差流的 \(scale) 倍上。")
  }

  private static func normalize(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> LocalizedText {
    guard let sublayer = operation.sublayer else {
      return LocalizedText(
        "The final norm: the head sees tokens of one size, however large the stream has grown.",
        "最后的归一化：无论残差流变得多大，输出层看到的词元大小一致。")
    }
    let wiring = configuration.wiring[sublayer.index]
    if wiring.placement.normalizesSum {
      return wiring.hasSkip
        ? LocalizedText(
          "The norm stands on the trunk, after the add: every token is brought back to one size, and what came over the skip is rescaled with it.",
          "归一化位于主干、相加之后：每个词元被拉回同一大小，残差连接带来的部分也一同被缩放。")
        : LocalizedText(
          "The norm brings every token of the branch to one size; with the skip off there is no sum.",
          "归一化把支路的每个词元拉到同一大小；残差连接已切断，没有相加。")
    }
    if operation.inputs[0].name.hasSuffix("branch") {
      return wiring.hasSkip
        ? LocalizedText(
          "The norm stands at the branch's end, before the add: what the branch contributes has one size, and the skip is untouched.",
          "归一化位于支路末端、相加之前：支路的贡献大小一致，残差连接不受影响。")
        : LocalizedText(
          "The norm stands at the branch's end; with the skip off its output is the whole stream.",
          "归一化位于支路末端；残差连接已切断，其输出就是整个残差流。")
    }
    return wiring.hasSkip
      ? LocalizedText(
        "The norm stands at the branch's entry: the branch reads tokens of one size, while the skip carries x as it is.",
        "归一化位于支路入口：支路读到大小一致的词元，残差连接则原样携带 x。")
      : LocalizedText(
        "The norm stands at the branch's entry: the branch reads tokens of one size. Nothing of x goes past it.",
        "归一化位于支路入口：支路读到大小一致的词元。x 没有绕行的路。")
  }

  private static func linear(_ operation: WalkOperation) -> LocalizedText {
    let parts = operation.inputs[1].name.split(separator: ".")
    return switch parts.count > 1 ? parts[parts.count - 2] : "" {
    case "query": LocalizedText("What each token looks for.", "每个词元要找什么。")
    case "key": LocalizedText("What each token offers to be found by.", "每个词元凭什么被找到。")
    case "value": LocalizedText("What each token gives to those that look.", "每个词元交给查询者什么。")
    case "output":
      LocalizedText(
        "The heads, side by side, become one vector of the stream's width: the branch's result.",
        "并排的各头合成一个与残差流同宽的向量：支路的结果。")
    case "expand":
      LocalizedText("Each token by itself is spread over the hidden numbers.", "每个词元各自展开到隐藏层。")
    case "contract":
      LocalizedText(
        "The hidden numbers become one vector of the stream's width: the branch's result.",
        "隐藏层变回与残差流同宽的向量：支路的结果。")
    default:
      LocalizedText("The head gives each class a number for each token.", "输出层为每个词元的每个类别给出一个数。")
    }
  }
}
