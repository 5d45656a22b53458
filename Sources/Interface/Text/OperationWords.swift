package import Engine

/// What is said of an operation: its formula in the letters of the papers, and a plain sentence or
/// two, true for the wiring that it is part of.
package enum OperationWords {
  /// `s = x + F(x)`, `y = LN(s)`, `q = n·Wqᵀ + b`, in the step's configuration.
  package static func formula(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> String {
    switch operation.kind {
    case .embed: "x = token[t] + position[i]"
    case .normalize: normalizeFormula(operation, configuration)
    case .linear:
      letters(operation) { input, matrix, output in "\(output) = \(input)·\(matrix)ᵀ + b" }
    case .attentionScores: "s = q·kᵀ"
    case .softmax: "p = softmax(s/√\(configuration.headWidth))"
    case .attentionMix: "c = p·v"
    case .activate: "a = \(name(configuration.activation))(h)"
    case .gate: "z = g·\(reaching(operation, configuration, isGated: false))"
    case .residualAdd:
      "s = \(scaled("x", operation.scale)) + \(reaching(operation, configuration, isGated: true))"
    case .crossEntropy: "L = −mean ln softmax(logits)[target],  dlogits = (softmax − onehot)/n"
    case .linearInputGradient:
      letters(operation) { input, matrix, output in
        "d\(input) \(operation.isAdded ? "+=" : "=") d\(output)·\(matrix)"
      }
    case .linearWeightGradient:
      letters(operation) { input, matrix, output in
        "d\(matrix) = d\(output)ᵀ·\(input),  db = Σ d\(output)"
      }
    case .normalizeGradient:
      configuration.normKind == .layer
        ? "dx = rstd·(h − mean(h) − x̂·mean(h·x̂)),  h = dy·gain"
        : "dx = rstd·(h − x̂·mean(h·x̂)),  h = dy·gain"
    case .attentionMixGradient: "dp = dc·vᵀ,  dv = pᵀ·dc"
    case .softmaxGradient: "ds = p·(dp − Σ p·dp)/√\(configuration.headWidth)"
    case .attentionScoresGradient: "dq = ds·k,  dk = dsᵀ·q"
    case .activateGradient: "dh = da·\(name(configuration.activation))′(h)"
    case .gateGradient: "dF = g·dz,  dg = Σ dz·F"
    case .forkAdd: "dx = \(scaled("ds", operation.scale)) + dF"
    case .embedGradient: "dtoken[t] += dx,  dposition[i] += dx"
    case .reduceGradient: "g = Σ shards"
    case .judgeUpdate: configuration.clip > 0 ? "c = min(1, clip/‖g‖)" : "‖g‖"
    case .update:
      switch configuration.optimizer {
      case .adamw: "w ← (1 − η·λ)·w − η·m̂/(√v̂ + ε)"
      case .sgd: "w ← (1 − η·λ)·w − η·g"
      }
    }
  }

  /// What it does and why it is there.
  package static func sentence(
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
    case .residualAdd: add(operation)
    case .crossEntropy:
      LocalizedText(
        "Softmax turns each token's logits into probabilities; the loss is the mean of −ln of the right one's, and its gradient is probability minus 1 or 0.",
        "softmax 把每个词元的 logits 变成概率；损失是正确类别的 −ln 概率的平均，梯度就是概率减去 1 或 0。")
    case .linearInputGradient:
      operation.isAdded
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
    case .normalizeGradient: normalizeGradient(operation, configuration)
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
    case .embedGradient:
      LocalizedText(
        "The gradient that has come all the way down is added to the rows of its token and its position.",
        "一路传到底的梯度加到对应词元与位置的行上。")
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
    case .update:
      configuration.optimizer == .adamw
        ? LocalizedText(
          "AdamW divides the mean gradient by its own size: the step is about the learning rate, however small the gradient.",
          "AdamW 把梯度的平均除以其自身大小：无论梯度多小，步长都约等于学习率。")
        : LocalizedText(
          "SGD goes against the gradient: the step is as large as the gradient.",
          "SGD 逆着梯度走：梯度多大，步长就多大。")
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

  static func name(_ activation: Activation) -> String {
    activation == .relu ? "ReLU" : "GELU"
  }
}

// MARK: - Parts of formulas

extension OperationWords {
  private static func scaled(_ letter: String, _ scale: Float?) -> String {
    guard let scale, scale != 1 else { return letter }
    return "\(Decimal.text(scale))·\(letter)"
  }

  private static func norm(_ configuration: Configuration) -> String {
    configuration.normKind == .layer ? "LN" : "RMSNorm"
  }

  /// What reaches ⊕ from the branch: `F(x)`, `F(LN(x))`, `LN(F(x))`.
  private static func reaching(
    _ operation: WalkOperation, _ configuration: Configuration, isGated: Bool
  ) -> String {
    guard let sublayer = operation.sublayer else { return "F(x)" }
    let placement = configuration.wiring[sublayer.index].placement
    let norm = norm(configuration)
    var text = placement.normalizesBranchInput ? "F(\(norm)(x))" : "F(x)"
    if placement.normalizesBranchOutput { text = "\(norm)(\(text))" }
    return isGated && configuration.hasGates ? "g·\(text)" : text
  }

  private static func normalizeFormula(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> String {
    let norm = norm(configuration)
    return switch operation.norm {
    case .input: "n = \(norm)(x)"
    case .output: "b = \(norm)(F)"
    // Without a skip there is no sum: what is normalized is the branch itself.
    case .sum: operation.hasSkip(configuration) ? "y = \(norm)(s)" : "y = \(norm)(F)"
    case .final, nil: "y = \(norm)(x)"
    }
  }

  /// A formula with the letters of a linear map's input, matrix and output.
  private static func letters(
    _ operation: WalkOperation, _ formula: (String, String, String) -> String
  ) -> String {
    let tensors = operation.inputs + operation.outputs
    let input = tensors.contains { $0.role?.quantity == .normIn } ? "n" : "x"
    return switch operation.matrix {
    case .query: formula(input, "Wq", "q")
    case .key: formula(input, "Wk", "k")
    case .value: formula(input, "Wv", "v")
    case .output: formula("c", "Wo", "F")
    case .expand: formula(input, "W1", "h")
    case .contract: formula("a", "W2", "F")
    case .head, nil: formula("y", "W", "logits")
    }
  }
}

extension WalkOperation {
  /// The norm it is about.
  fileprivate var norm: Module.Norm? { if case .norm(let norm) = module { norm } else { nil } }

  /// The matrix it is about.
  fileprivate var matrix: Module.Matrix? {
    if case .matrix(let matrix) = module { matrix } else { nil }
  }

  /// Whether the first output is added to what was there.
  fileprivate var isAdded: Bool {
    inputs.contains { $0.isOverwritten && $0.role == outputs.first?.role }
  }

  /// Whether a stream goes past the branch that it is part of.
  fileprivate func hasSkip(_ configuration: Configuration) -> Bool {
    sublayer.map { configuration.wiring[$0.index].hasSkip } ?? true
  }
}

// MARK: - Parts of sentences

extension OperationWords {
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
    let hasSkip = operation.hasSkip(configuration)
    return switch operation.norm {
    case .final, nil:
      LocalizedText(
        "The final norm: the head sees tokens of one size, however large the stream has grown.",
        "最后的归一化：无论残差流变得多大，输出层看到的词元大小一致。")
    case .sum:
      hasSkip
        ? LocalizedText(
          "The norm stands on the trunk, after the add: every token is brought back to one size, and what came over the skip is rescaled with it.",
          "归一化位于主干、相加之后：每个词元被拉回同一大小，残差连接带来的部分也一同被缩放。")
        : LocalizedText(
          "The norm brings every token of the branch to one size; with the skip off there is no sum.",
          "归一化把支路的每个词元拉到同一大小；残差连接已切断，没有相加。")
    case .output:
      hasSkip
        ? LocalizedText(
          "The norm stands at the branch's end, before the add: what the branch contributes has one size, and the skip is untouched.",
          "归一化位于支路末端、相加之前：支路的贡献大小一致，残差连接不受影响。")
        : LocalizedText(
          "The norm stands at the branch's end; with the skip off its output is the whole stream.",
          "归一化位于支路末端；残差连接已切断，其输出就是整个残差流。")
    case .input:
      hasSkip
        ? LocalizedText(
          "The norm stands at the branch's entry: the branch reads tokens of one size, while the skip carries x as it is.",
          "归一化位于支路入口：支路读到大小一致的词元，残差连接则原样携带 x。")
        : LocalizedText(
          "The norm stands at the branch's entry: the branch reads tokens of one size. Nothing of x goes past it.",
          "归一化位于支路入口：支路读到大小一致的词元。x 没有绕行的路。")
    }
  }

  private static func linear(_ operation: WalkOperation) -> LocalizedText {
    switch operation.matrix {
    case .query: LocalizedText("What each token looks for.", "每个词元要找什么。")
    case .key: LocalizedText("What each token offers to be found by.", "每个词元凭什么被找到。")
    case .value: LocalizedText("What each token gives to those that look.", "每个词元交给查询者什么。")
    case .output:
      LocalizedText(
        "The heads, side by side, become one vector of the stream's width: the branch's result.",
        "并排的各头合成一个与残差流同宽的向量：支路的结果。")
    case .expand:
      LocalizedText("Each token by itself is spread over the hidden numbers.", "每个词元各自展开到隐藏层。")
    case .contract:
      LocalizedText(
        "The hidden numbers become one vector of the stream's width: the branch's result.",
        "隐藏层变回与残差流同宽的向量：支路的结果。")
    case .head, nil:
      LocalizedText("The head gives each class a number for each token.", "输出层为每个词元的每个类别给出一个数。")
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

  private static func normalizeGradient(
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
}
