import Engine

/// All words of the inspect screen.
enum InspectWords {
  static func name(_ screen: Screen) -> LocalizedText {
    switch screen {
    case .live: LocalizedText("live", "实时")
    case .compare: LocalizedText("compare", "对比")
    case .stepThrough: LocalizedText("step-through", "走查")
    case .inspect: LocalizedText("inspect", "细看")
    case .claims: LocalizedText("claims", "论断")
    case .lessons: LocalizedText("lessons", "课程")
    }
  }

  static func name(_ view: InspectView) -> LocalizedText {
    switch view {
    case .attention: LocalizedText("attention", "注意力")
    case .histograms: LocalizedText("histograms", "直方图")
    case .matrices: LocalizedText("matrices", "矩阵")
    case .tokens: LocalizedText("tokens", "词元")
    }
  }

  static func head(_ head: Int?) -> LocalizedText {
    head.map { LocalizedText("head \($0 + 1)", "头 \($0 + 1)") } ?? LocalizedText("all heads", "全部头")
  }

  static func sequence(_ sequence: Int, of count: Int) -> LocalizedText {
    LocalizedText("sequence \(sequence + 1) of \(count)", "序列 \(sequence + 1)/\(count)")
  }

  /// Why there is nothing to see yet.
  static let waiting = LocalizedText("waiting for the next step", "正在等待下一步")
  static let paused = LocalizedText(
    "nothing of the last step is left: . trains one step", "上一步的数据已不在：按 . 训练一步")

  // MARK: Attention maps

  static let noAttention = LocalizedText(
    "a feed-forward sublayer has no attention: ← shows this layer's", "前馈子层没有注意力：← 看该层的注意力")
  static let rowsAttend = LocalizedText("row: from  column: to", "行：查询  列：被看")
  static let entropy = LocalizedText(same: "H")

  static func uniform(_ nats: Double) -> LocalizedText {
    let number = NumberFormat.fixed(nats, digits: 2)
    return LocalizedText("uniform: H \(number)", "均匀：H \(number)")
  }

  static func grouped(_ count: Int) -> LocalizedText {
    LocalizedText("a cell: extreme of \(count)×\(count)", "每格取 \(count)×\(count) 的极值")
  }

  static func heads(shown: Int, of count: Int) -> LocalizedText {
    LocalizedText("heads 1–\(shown) of \(count): a", "头 1–\(shown)，共 \(count)：a")
  }

  // MARK: Histograms

  static let activation = LocalizedText("activation", "激活")
  static let gradient = LocalizedText("gradient", "梯度")
  static let perToken = LocalizedText("per token", "每词元")
  static let negative = LocalizedText("below 0", "小于 0")
  static let zeros = LocalizedText("zero", "为 0")
  static let nonFinite = LocalizedText("not finite", "非有限")
  static let magnitude = LocalizedText("magnitude", "绝对值")
  static let gradientIsGone = LocalizedText(
    "no gradient is kept after its step: the next one shows it (.)", "梯度在该步之后不保留：下一步可见（.）")

  // MARK: Matrices

  static let matrix = LocalizedText("matrix", "矩阵")
  static let shape = LocalizedText("shape", "形状")
  static let guide = LocalizedText("guide 1e-3", "参考 1e-3")
  static let skipScale = LocalizedText("skip scale", "系数")
  static let entering = LocalizedText("stream in", "流入")
  static let leaving = LocalizedText("stream out", "流出")

  static func matrix(_ name: Substring) -> LocalizedText {
    switch name {
    case "query": LocalizedText("query", "查询")
    case "key": LocalizedText("key", "键")
    case "value": LocalizedText("value", "值")
    case "output": LocalizedText("output", "输出")
    case "expand": LocalizedText("expand", "升维")
    default: LocalizedText("contract", "降维")
    }
  }

  // MARK: Tokens

  static let similarity = LocalizedText("token similarity", "词元相似度")
  static let singularValues = LocalizedText("singular values of X − mean", "X − 均值 的奇异值")
  static let tooLarge = LocalizedText("not taken: over 128 tokens", "未计算：超过 128 个词元")
  static let notFinite = LocalizedText("not finite", "非有限")

  static func above(_ count: Int, of all: Int) -> LocalizedText {
    LocalizedText("\(count) of \(all) above 1% of the largest", "\(all) 个中有 \(count) 个超过最大值的 1%")
  }

  static func more(_ count: Int) -> LocalizedText {
    LocalizedText("\(count) more", "还有 \(count) 个")
  }
}
