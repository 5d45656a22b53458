import Engine

/// What the line of the last key says.
enum NoteWords {
  static let unknownKey = LocalizedText("no such key here: ? lists them", "这里没有这个键：? 列出全部")
  static let helpClosed = LocalizedText("help closed", "帮助已关闭")
  static let suspended = LocalizedText("back from the shell", "已从 shell 返回")
  static let redrawn = LocalizedText("drawn anew", "已重绘")
  static let undone = LocalizedText("undone", "已撤销")
  static let redone = LocalizedText("redone", "已重做")
  static let nothingLeft = LocalizedText("nothing left", "已无可恢复")
  static let takenBack = LocalizedText("n taken back", "已收回 n")
  static let keepsWeights = LocalizedText("; the weights stay", "；权重不变")
  static let oneStep = LocalizedText("one step", "训练一步")
  static let paused = LiveWords.mode(.paused)
  static let running = LiveWords.mode(.running)
  static let noSearch = LocalizedText("nothing is searched for: / begins", "尚未搜索：/ 开始")
  static let paceIsUnlimited = LocalizedText("the pace is unlimited already", "步速已不限")
  static let paceIsSlowest = LocalizedText("1 step per second is the slowest", "最慢为每秒 1 步")

  static let newestStep = LocalizedText("the newest step", "最新一步")
  static let allSteps = LocalizedText("all steps", "全部步")
  static let recentSteps = LocalizedText(
    "the newest eighth of all steps, 100 at least", "最近八分之一的步，至少 100 步")

  static let axesLocked = LocalizedText("the same axes for all lanes", "所有通道使用同一坐标轴")
  static let axesFree = LocalizedText("axes of its own for each lane", "各通道使用各自的坐标轴")

  static func smoothing(_ factor: Double?) -> LocalizedText {
    guard let factor else { return LocalizedText("curves as measured", "曲线不平滑") }
    let text = LiveWords.factor(factor)
    return LocalizedText(
      "curves smoothed by \(text): moving average over about \(Int((1 / (1 - factor)).rounded())) steps",
      "曲线以 \(text) 平滑：约 \(Int((1 / (1 - factor)).rounded())) 步的滑动平均")
  }

  static func placement(_ placement: Placement, _ selection: Selection) -> LocalizedText {
    let name = StackWords.name(placement)
    return LocalizedText("norm \(name), ", "归一化 \(name)，") + StackWords.name(selection)
  }

  static func residual(_ scales: [Float], _ selection: Selection) -> LocalizedText {
    let scale = Set(scales).count == 1 ? scales.first : nil
    let size =
      scale.map { LocalizedText(same: StackWords.scale($0)) }
      ?? LocalizedText("each at its own scale", "各用各的系数")
    let value =
      switch scale {
      case 0: LocalizedText("off", "关")
      case 1: LocalizedText("on", "开")
      default: LocalizedText("on (\(size.english))", "开（\(size.chinese)）")
      }
    return LocalizedText("residual ", "残差") + value + LocalizedText(", ", "，")
      + StackWords.name(selection)
  }

  static func restored(_ word: LocalizedText, _ wiring: [Wiring]) -> LocalizedText {
    word + LocalizedText(": ", "：") + StackWords.name(wiring)
  }

  static func reset(isRunning: Bool) -> LocalizedText {
    isRunning
      ? LocalizedText("the same initial weights again", "回到同一初始权重")
      : LocalizedText("the same initial weights; space runs", "回到同一初始权重；space 运行")
  }

  static func warmup(_ steps: Int) -> LocalizedText {
    steps == 0
      ? LocalizedText("no warm-up: i starts so", "无预热：i 以此重新开始")
      : LocalizedText("warm-up \(steps) steps: i starts with it", "预热 \(steps) 步：i 以此重新开始")
  }

  static func learningRate(_ value: Float) -> LocalizedText {
    let rate = StackWords.learningRate(value)
    return LocalizedText("learning rate \(rate)", "学习率 \(rate)")
  }

  static func weightDecay(_ value: Float) -> LocalizedText {
    let decay = StackWords.learningRate(value)
    return LocalizedText("weight decay \(decay)", "权重衰减 \(decay)")
  }

  static func clip(_ norm: Float) -> LocalizedText {
    let limit = StackWords.learningRate(norm)
    return norm == 0
      ? LocalizedText("gradients are not clipped", "不裁剪梯度")
      : LocalizedText("gradients clipped at norm \(limit)", "梯度范数裁剪到 \(limit)")
  }

  static func highest(_ rate: Float) -> LocalizedText {
    let rate = StackWords.learningRate(rate)
    return LocalizedText("\(rate) is the highest learning rate that ] sets", "\(rate) 是 ] 能设的最高学习率")
  }

  static func lowest(_ rate: Float) -> LocalizedText {
    let rate = StackWords.learningRate(rate)
    return LocalizedText("\(rate) is the lowest learning rate that [ sets", "\(rate) 是 [ 能设的最低学习率")
  }

  static func pace(_ pace: Pace) -> LocalizedText {
    LocalizedText("pace ", "步速 ") + LiveWords.pace(pace)
  }

  static func selected(_ selection: Selection) -> LocalizedText {
    selection == .everything
      ? LocalizedText("nothing selected: keys act on all", "未选中：按键作用于所有层")
      : StackWords.name(selection)
  }

  static func focused(_ panel: Panel, _ state: AppState) -> LocalizedText {
    LocalizedText("panel ", "面板：") + LiveWords.name(panel, state)
  }

  static func twin(of lane: Int) -> LocalizedText {
    LocalizedText("a twin of lane \(lane) from step 0", "从第 0 步起与通道 \(lane) 并行的孪生")
  }

  static func fork(of lane: Int) -> LocalizedText {
    LocalizedText("a fork of lane \(lane)", "从通道 \(lane) 当前状态分叉")
  }

  static func closed(lane: Int) -> LocalizedText {
    LocalizedText("lane \(lane) closed", "通道 \(lane) 已关闭")
  }

  static func selected(lane: Int, of count: Int) -> LocalizedText {
    LocalizedText("lane \(lane) of \(count)", "通道 \(lane)，共 \(count) 条")
  }

  /// Why the laboratory has not carried out a command.
  static func refused(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText(
      Printable.escaped(reason.english), "未执行：\(Printable.escaped(reason.chinese))")
  }

  static func scale(_ scale: Axis.Scale) -> LocalizedText {
    scale == .log ? LocalizedText("log axis", "对数轴") : LocalizedText("linear axis", "线性轴")
  }
}

extension StackWords {
  /// `0.001`, `2e-5`, `5e5`: the shortest text that reads back as the same number.
  static func learningRate(_ value: Float) -> String {
    let parts = value.description.split(separator: "e")
    var digits = String(parts[0])
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    if parts.count > 1, let exponent = Int(parts[1]) { return "\(digits)e\(exponent)" }
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    guard zeros >= 5, zeros < digits.count else { return digits }
    return "\(digits.dropLast(zeros))e\(zeros)"
  }
}
