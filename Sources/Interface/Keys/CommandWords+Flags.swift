import Engine

extension CommandWords {
  static let weights = LocalizedText(
    "start again from a safetensors file; off draws them", "从 safetensors 文件的权重重新开始；off 为随机初始化")
  static let log = LocalizedText(
    "write every step to a new file; off closes it", "把每一步写入新文件；off 关闭")

  static func set(_ setting: RunSetting) -> LocalizedText {
    switch setting {
    case .historyBytes(let bytes):
      LocalizedText("\(bytes >> 20) MB for going back in time", "时间回溯可用 \(bytes >> 20) MB")
    case .threads, .log: LocalizedText("once the present step is trained", "待当前这一步训练完成")
    }
  }

  /// What follows at once; `nil` where an answer will tell.
  static func set(_ setting: ScreenSetting) -> LocalizedText? {
    switch setting {
    case .framesPerSecond(let rate):
      LocalizedText("\(rate) frames per second at most", "每秒最多 \(rate) 帧")
    case .reducesMotion(true):
      LocalizedText("redrawn twice a second at most; keys at once", "每秒最多重绘两次；按键立即响应")
    case .reducesMotion(false): LocalizedText("redrawn with the steps", "随训练重绘")
    case .color, .colorDepth: nil
    }
  }

  static func rebuilt(on change: GroundChange?) -> LocalizedText {
    switch change {
    case nil, .nothingStored: LocalizedText("another model, from step 0", "新模型，从第 0 步开始")
    case .instructionSet(let set):
      LocalizedText("\(set.rawValue), other bits: from step 0", "\(set.rawValue)，数值逐位不同：从第 0 步开始")
    case .weights(nil):
      LocalizedText("drawn weights, from step 0", "随机初始权重，从第 0 步开始")
    case .weights(let path?):
      LocalizedText("the weights of ", "使用 ") + LocalizedText(same: Printable.escaped(path))
        + LocalizedText(", from step 0", " 的权重，从第 0 步开始")
    }
  }

  static func colors(_ depth: ColorDepth) -> LocalizedText {
    switch depth {
    case .mono: LocalizedText("no colours", "无颜色")
    case .ansi16: LocalizedText("16 colours", "16 色")
    case .palette256: LocalizedText("256 colours", "256 色")
    case .truecolor: LocalizedText("all colours", "真彩色")
    }
  }

  static func threads(_ count: Int, asked: Int?) -> LocalizedText {
    let isLimited = asked.map { count < $0 } ?? false
    return LocalizedText("\(count) worker thread\(count == 1 ? "" : "s")", "\(count) 个工作线程")
      + (isLimited
        ? LocalizedText(", at most one per processor and shard", "，每个处理器和每个分片至多一个")
        : LocalizedText(", the same bits", "，结果逐位相同"))
  }
}
