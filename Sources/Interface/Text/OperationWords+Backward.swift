import Engine

extension OperationWords {
  static func backward(_ operation: WalkOperation, _ configuration: Configuration) -> LocalizedText
  {
    switch operation.kind {
    case .linearInputGradient:
      operation.inputs.count > 2
        ? LocalizedText(
          "The same input was read by another matrix too: its gradient is added.",
          "另一个矩阵也读了同一输入：梯度相加。")
        : LocalizedText(
          "The gradient goes back through the matrix that the numbers came through.",
          "梯度沿数据来时的矩阵反向传回。")
    case .linearWeightGradient:
      LocalizedText(
        "How the loss depends on the matrix: what came in times what comes back, summed over the tokens of each shard.",
        "损失如何依赖于矩阵：输入乘以传回的梯度，对每个分片的词元求和。")
    case .normalizeGradient: norm(operation, configuration)
    case .attentionMixGradient:
      LocalizedText(
        "The gradient goes to the weights and to the values that they mixed.",
        "梯度分给注意力权重和被混合的值。")
    case .softmaxGradient:
      LocalizedText(
        "Only differences within a row count, times the weight: where attention is sharp, almost nothing passes.",
        "只有行内的差别起作用，再乘以权重：注意力很尖锐之处几乎没有梯度通过。")
    case .attentionScoresGradient:
      LocalizedText(
        "Queries get it through the keys, keys through the queries.",
        "查询经由键得到梯度，键经由查询得到梯度。")
    case .activateGradient:
      LocalizedText(
        "Each number is multiplied by the slope at its activation.",
        "每个数乘以其激活处的斜率。")
    case .gateGradient:
      LocalizedText(
        "The branch gets the gradient times the gate; the gate learns from branch and gradient together.",
        "支路得到门控值倍的梯度；门控由支路与梯度共同学习。")
    case .forkAdd: fork(operation)
    default:
      LocalizedText(
        "The gradient that has come all the way down is added to the rows of its token and its position.",
        "一路传到底的梯度加到对应词元与位置的行上。")
    }
  }

  private static func fork(_ operation: WalkOperation) -> LocalizedText {
    let scale = Decimal.text(operation.scale ?? 1)
    return scale == "1"
      ? LocalizedText(
        "Here x had forked: the gradient that the skip brings, unchanged, and the branch's are added.",
        "x 在此分叉：残差连接原样带回的梯度与支路的梯度相加。")
      : LocalizedText(
        "Here x had forked: \(scale) times the gradient at ⊕ comes over the skip and is added to the branch's.",
        "x 在此分叉：⊕ 处梯度的 \(scale) 倍经残差连接传回，与支路的梯度相加。")
  }

  private static func norm(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> LocalizedText {
    // Without a skip the branch is all there is.
    let isOnTrunk =
      operation.sublayer.map {
        let wiring = configuration.wiring[$0.index]
        return wiring.placement.normalizesSum || !wiring.hasSkip
      } ?? true
    let removed =
      configuration.normKind == .layer
      ? LocalizedText(
        "The norm takes off the gradient's mean and its part along x̂, as shifting or scaling x changes nothing, and multiplies the rest by gain and rstd.",
        "归一化去掉梯度的均值和沿 x̂ 的部分（平移或缩放 x 不改变输出），其余乘以增益与 rstd。")
      : LocalizedText(
        "The norm takes off the gradient's part along x̂, as scaling x changes nothing, and multiplies the rest by gain and rstd.",
        "归一化去掉梯度沿 x̂ 的部分（缩放 x 不改变输出），其余乘以增益与 rstd。")
    return isOnTrunk
      ? removed
        + LocalizedText(
          " It stands on the trunk: all of the gradient passes it.", "它在主干上：全部梯度都要经过它。")
      : removed
        + LocalizedText(
          " It stands in the branch: the skip's part does not pass it.", "它在支路里：残差连接的梯度不经过它。")
  }

  static func update(_ operation: WalkOperation, _ configuration: Configuration) -> LocalizedText {
    switch operation.kind {
    case .reduceGradient:
      LocalizedText(
        "The gradients of the batch's shards are added in their order.",
        "按顺序把各分片的梯度相加。")
    case .judgeUpdate:
      configuration.clip > 0
        ? LocalizedText(
          "One factor for all gradients keeps their norm within the limit; an update that would write a non-finite number is not applied.",
          "对所有梯度乘同一系数，使范数不超过上限；会写入非有限数的更新不予执行。")
        : LocalizedText(
          "An update that would write a non-finite number is not applied.",
          "会写入非有限数的更新不予执行。")
    default:
      configuration.optimizer == .adamw
        ? LocalizedText(
          "AdamW divides the mean gradient by its own size: the step is about the learning rate, however small the gradient.",
          "AdamW 把梯度的平均除以其自身大小：无论梯度多小，步长都约等于学习率。")
        : LocalizedText(
          "SGD goes against the gradient: the step is as large as the gradient.",
          "SGD 逆着梯度走：梯度多大，步长就多大。")
    }
  }
}
