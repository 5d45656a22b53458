import Engine

/// All words of the inspect screen.
enum InspectWords {
  static func name(_ screen: Screen) -> Words {
    switch screen {
    case .live: Words("live", "实时")
    case .compare: Words("compare", "对比")
    case .stepThrough: Words("step-through", "走查")
    case .inspect: Words("inspect", "细看")
    case .claims: Words("claims", "论断")
    case .lessons: Words("lessons", "课程")
    }
  }

  static func name(_ view: Inspect.View) -> Words {
    switch view {
    case .attention: Words("attention", "注意力")
    case .histograms: Words("histograms", "直方图")
    case .matrices: Words("matrices", "矩阵")
    case .tokens: Words("tokens", "词元")
    }
  }

  static func head(_ head: Int?) -> Words {
    head.map { Words("head \($0 + 1)", "头 \($0 + 1)") } ?? Words("all heads", "全部头")
  }

  static func sequence(_ sequence: Int, of count: Int) -> Words {
    Words("sequence \(sequence + 1) of \(count)", "序列 \(sequence + 1)/\(count)")
  }

  /// Why there is nothing to see yet.
  static let waiting = Words("waiting for the next step", "正在等待下一步")
  static let paused = Words(
    "nothing of the last step is left: . trains one step", "上一步的数据已不在：按 . 训练一步")

  // MARK: Attention maps

  static let noAttention = Words(
    "a feed-forward sublayer has no attention: ← shows this layer's", "前馈子层没有注意力：← 看该层的注意力")
  static let rowsAttend = Words("row: from  column: to", "行：查询  列：被看")
  static let entropy = Words(same: "H")

  static func uniform(_ nats: Double) -> Words {
    let number = NumberFormat.fixed(nats, digits: 2)
    return Words("uniform: H \(number)", "均匀：H \(number)")
  }

  static func grouped(_ count: Int) -> Words {
    Words("a cell: extreme of \(count)×\(count)", "每格取 \(count)×\(count) 的极值")
  }

  static func heads(shown: Int, of count: Int) -> Words {
    Words("heads 1–\(shown) of \(count): a", "头 1–\(shown)，共 \(count)：a")
  }

  // MARK: Histograms

  static let activation = Words("activation", "激活")
  static let gradient = Words("gradient", "梯度")
  static let perToken = Words("per token", "每词元")
  static let negative = Words("below 0", "小于 0")
  static let zeros = Words("zero", "为 0")
  static let nonFinite = Words("not finite", "非有限")
  static let magnitude = Words("magnitude", "绝对值")
  static let gradientIsGone = Words(
    "no gradient is kept after its step: the next one shows it (.)", "梯度在该步之后不保留：下一步可见（.）")

  // MARK: Matrices

  static let matrix = Words("matrix", "矩阵")
  static let shape = Words("shape", "形状")
  static let guide = Words("guide 1e-3", "参考 1e-3")
  static let skipScale = Words("skip scale", "系数")
  static let entering = Words("stream in", "流入")
  static let leaving = Words("stream out", "流出")

  static func matrix(_ name: Substring) -> Words {
    switch name {
    case "query": Words("query", "查询")
    case "key": Words("key", "键")
    case "value": Words("value", "值")
    case "output": Words("output", "输出")
    case "expand": Words("expand", "升维")
    default: Words("contract", "降维")
    }
  }

  // MARK: Tokens

  static let similarity = Words("token similarity", "词元相似度")
  static let singularValues = Words("singular values of X − mean", "X − 均值 的奇异值")
  static let tooLarge = Words("not taken: over 128 tokens", "未计算：超过 128 个词元")
  static let notFinite = Words("not finite", "非有限")

  static func above(_ count: Int, of all: Int) -> Words {
    Words("\(count) of \(all) above 1% of the largest", "\(all) 个中有 \(count) 个超过最大值的 1%")
  }

  static func more(_ count: Int) -> Words { Words("\(count) more", "还有 \(count) 个") }
}
