import Engine

/// All words of the live screen.
enum LiveWords {
  static let program = "residual-tui"
  /// Before the first report, in ever fewer words.
  static let waiting = [
    LocalizedText("waiting for the first step", "正在等待第一步"),
    LocalizedText("waiting for step 0", "等待第 0 步"), LocalizedText("waiting", "等待中"),
  ]
  /// Words before the first report while paused, shorter and shorter.
  static let pausedAtStart = [
    LocalizedText("step 0: space runs, . trains one step", "第 0 步：space 运行，. 训练一步"),
    LocalizedText("space runs", "space 运行"), LocalizedText("paused", "已暂停"),
  ]
  static let notMeasuredYet = LocalizedText("not measured yet", "尚未测量")
  static let noUpdate = LocalizedText("no update was applied", "没有执行更新")
  static let mixed = LocalizedText("(mixed)", "（混合）")
  static let layer = LocalizedText("layer", "层")
  static let attention = "att"
  static let feedforward = "ffn"
  static let embedding = LocalizedText("embed", "嵌入")
  static let final = LocalizedText("final", "末端")
  static let cut = LocalizedText("cut", "切断")
  static let before = LocalizedText("before", "上一次")
  static let old = LocalizedText("old", "旧")
  static let guessing = LocalizedText("guessing", "随机猜测")
  static let guess = LocalizedText("guess", "猜测")
  static let chance = LocalizedText("chance", "随机")
  static let guide = LocalizedText("guide", "参考")
  static let shortAccuracy = LocalizedText("acc.", "准确率")
  static let fairStart = LocalizedText(" for a fair start", " 重新公平开始")
  static let newWarmup = LocalizedText(" starts with the new warm-up", " 以新的预热重新开始")
  static let newRate = LocalizedText(" starts afresh with the new rate", " 以新的学习率重新开始")
  static let shortLearningRate = LocalizedText("lr", "学习率")
  static let shortWeightDecay = LocalizedText("decay", "衰减")
  static let clip = LocalizedText("clip", "裁剪")
  static let warmup = LocalizedText("warm-up", "预热")
  static let pace = LocalizedText("pace", "步速")
  static let branch = "F"
  static let selectsText = LocalizedText("shift-drag selects text", "shift 拖动选择文本")

  static func tooSmall(columns: Int, rows: Int, needed: (columns: Int, rows: Int))
    -> [LocalizedText]
  {
    let size = "\(columns)x\(rows)"
    let needed = "\(needed.columns)x\(needed.rows)"
    return [
      LocalizedText(
        "\(size) is too small: needs \(needed), q quits", "\(size) 太小：至少 \(needed)，q 退出"),
      LocalizedText("too small: \(size), needs \(needed)", "太小：\(size)，至少 \(needed)"),
      LocalizedText("needs \(needed)", "至少 \(needed)"),
    ]
  }

  static func layers(_ count: Int) -> LocalizedText {
    LocalizedText(count == 1 ? "1 layer" : "\(count) layers", "\(count) 层")
  }

  static func heads(_ count: Int) -> LocalizedText {
    LocalizedText(count == 1 ? "1 head" : "\(count) heads", "\(count) 头")
  }

  static func width(_ width: Int) -> LocalizedText {
    LocalizedText("width \(width)", "宽度 \(width)")
  }

  static func parameters(_ count: Int) -> LocalizedText {
    let number = NumberFormat.count(count)
    return LocalizedText("\(number) parameters", "\(number) 参数")
  }

  static func initialization(_ scheme: InitializationScheme) -> LocalizedText {
    LocalizedText("init \(scheme.rawValue)", "初始化 \(scheme.rawValue)")
  }

  static func seed(_ seed: UInt64) -> LocalizedText { LocalizedText("seed \(seed)", "种子 \(seed)") }
  static func step(_ step: Int) -> LocalizedText { LocalizedText("step \(step)", "第 \(step) 步") }

  /// What belongs to the newest step, while another is looked at.
  static func now(at step: Int) -> LocalizedText { LocalizedText("now @\(step)", "现在 @\(step)") }

  static func rewired(at step: Int) -> LocalizedText {
    LocalizedText("rewired at \(step)", "第 \(step) 步改接")
  }

  /// The steps that a number belongs to: `@140`, `@128–143`.
  static func at(_ steps: Range<Int>) -> String {
    steps.count == 1 ? "@\(steps.lowerBound)" : "@\(steps.lowerBound)–\(steps.upperBound - 1)"
  }

  static func smoothed(_ factor: Double) -> LocalizedText {
    LocalizedText("smoothed \(LiveWords.factor(factor))", "平滑 \(LiveWords.factor(factor))")
  }

  static func shortlySmoothed(_ factor: Double) -> LocalizedText {
    LocalizedText("avg \(LiveWords.factor(factor))", "平滑 \(LiveWords.factor(factor))")
  }

  /// `0.80`, `0.99`.
  static func factor(_ factor: Double) -> String { NumberFormat.fixed(factor, digits: 2) }

  static func rate(_ stepsPerSecond: Double?) -> String {
    guard let stepsPerSecond else { return "–/s" }
    let digits = stepsPerSecond < 99.95 ? 1 : 0
    return NumberFormat.fixed(stepsPerSecond, digits: digits) + "/s"
  }

  /// Behind a name whose numbers belong to another wiring than the one on the screen.
  static func of(_ wiring: [Wiring]) -> LocalizedText {
    LocalizedText("of ", "来自 ") + StackWords.name(wiring)
  }

  static func task(_ task: TaskChoice) -> LocalizedText {
    switch task {
    case .synthetic(let task): LocalizedText(same: task.rawValue)
    case .text("-"): LocalizedText("standard input", "标准输入")
    case .text(let path):
      LocalizedText(same: path.split(separator: "/").last.map(String.init) ?? path)
    }
  }

  static func warmup(_ steps: Int) -> LocalizedText {
    steps == 0 ? LocalizedText("off", "关") : LocalizedText(same: "\(steps)")
  }

  static func without(_ norm: String) -> LocalizedText { LocalizedText("no \(norm)", "无 \(norm)") }

  /// What the number of a row that holds several taps is: that of the largest magnitude.
  static func extreme(of count: Int) -> LocalizedText {
    LocalizedText("extreme of \(count)", "\(count) 取极值")
  }

  /// What follows the stack.
  static func ending(hasFinalNorm: Bool, _ kind: NormKind) -> LocalizedText {
    let norm = StackWords.normName(kind)
    return hasFinalNorm
      ? LocalizedText("then one final \(norm), then the head", "末尾接一个 \(norm)，再接输出层")
      : LocalizedText("then the head, without a final norm", "末尾直接接输出层，不再归一化")
  }
}
