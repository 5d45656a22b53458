import Engine

/// What commands do, in words.
enum CommandWords {
  static let places = LocalizedText("a step that was trained, or newest", "已训练的步数或 newest")
  static func places(layers: Int) -> LocalizedText {
    LocalizedText(
      "all, or a layer from 1 to \(layers), such as 3 or 3.attention",
      "all，或 1 到 \(layers) 的层，如 3 或 3.attention")
  }
  static let steps = LocalizedText("a step from 0 on, or off", "从 0 起的步数或 off")
  static let config = LocalizedText(
    "a whole configuration line; starts again at step 0", "整行配置；从第 0 步重来")
  static let start = LocalizedText(
    "a starting point by its name, from step 0; p lists them", "按名称选起点，从第 0 步开始；p 列出")
  static let metric = LocalizedText("a number for the panel that can show it", "让相应面板显示某个指标")
  static let until = LocalizedText(
    "run until a step, then pause; off forgets it", "运行到某步后暂停；off 取消")
  static let goto = LocalizedText(
    "look at a step; paused, the lanes go there; or newest", "查看某一步；暂停时各通道回到该步；或 newest")
  static let lane = LocalizedText("select a lane by its number", "按编号选择通道")
  static let select = LocalizedText(
    "select 3, 3.attention or all: what n and r act on", "选择 3、3.attention 或 all：n 与 r 的作用范围")
  static let save = LocalizedText(
    "write the weights to a safetensors file; save! replaces one", "把权重写入 safetensors 文件；save! 可覆盖")
  static let export = LocalizedText(
    "write the curves to FILE.csv, or the whole record to FILE.json; export! replaces one",
    "把曲线写入 .csv 文件，或把整份记录写入 .json 文件；export! 可覆盖")
  static let saveRun = LocalizedText(
    "write the run of all lanes for replay; save-run! replaces one",
    "写入全部通道的训练记录供 replay；save-run! 可覆盖")
  static let breakpoint = LocalizedText(
    "stop in step-through where it begins to hold: nan, loss > 3, gradient_rms(1.attention) < 1e-4; off",
    "条件开始成立时停在走查：nan、loss > 3、gradient_rms(1.attention) < 1e-4；off 取消")
  static let noBreakpoints = LocalizedText("no breakpoints", "没有断点")
  static func breakpoints(_ all: [Breakpoint]) -> LocalizedText {
    let list = all.map(\.description).joined(separator: "; ")
    return LocalizedText("stops where one begins to hold: \(list)", "其一开始成立时停下：\(list)")
  }
  static func broke(_ breakpoint: Breakpoint, at step: Int) -> LocalizedText {
    LocalizedText("\(breakpoint) holds at step \(step)", "第 \(step) 步：\(breakpoint) 成立")
  }
  static let claim = LocalizedText("open a claim of the tutorial by its id", "按编号打开教程的一条论断")
  static let lesson = LocalizedText("open a lesson by its name", "按名称打开一课")
  static let watch = LocalizedText(
    "show a fact of every step below the plots: loss, gradient_rms(1.attention); off",
    "在图下显示每一步的某个事实：loss、gradient_rms(1.attention)；off 取消")
  static let noWatches = LocalizedText("nothing is watched", "没有监视")
  static func watches(_ watch: FactWatch) -> LocalizedText {
    LocalizedText("watches \(watch)", "监视 \(watch)")
  }
  static let reset = LocalizedText("back to the same initial weights, as i", "回到同一初始权重，同 i")
  static let openHelp = LocalizedText("every key and every symbol, as ?", "全部按键与符号，同 ?")
  static let quit = LocalizedText("leave, as q", "退出，同 q")
}

extension CommandWords {
  static func unchanged(_ name: String) -> LocalizedText {
    LocalizedText("\(name) is so already", "\(name) 已是如此")
  }

  static let hint = LocalizedText(
    "norm pre · layers 24 · save FILE … tab lists all, esc closes",
    "norm pre · layers 24 · save 文件 … tab 列出全部，esc 关闭")
  static func more(_ count: Int) -> LocalizedText {
    LocalizedText("… \(count) more", "… 还有 \(count) 个")
  }
  static let building = LocalizedText(
    "building another model: it starts at step 0", "正在构建新模型：从第 0 步开始")
  static func rebuilt(on change: GroundChange?, closing lanes: Int) -> LocalizedText {
    let start = rebuilt(on: change)
    switch lanes {
    case 0: return start
    case 1: return start + LocalizedText("; the other lane is closed", "；另一条通道已关闭")
    default:
      return start + LocalizedText("; the other \(lanes) lanes are closed", "；另外 \(lanes) 条通道已关闭")
    }
  }
  static func until(_ step: Int) -> LocalizedText {
    LocalizedText("runs until step \(step), then pauses", "运行到第 \(step) 步后暂停")
  }
  static let untilOff = LocalizedText("runs on", "继续运行，不再定点暂停")
  static func reached(_ step: Int) -> LocalizedText {
    LocalizedText("paused at step \(step)", "已在第 \(step) 步暂停")
  }
  static func past(_ step: Int) -> LocalizedText {
    LocalizedText("a step after \(step), the present one", "当前第 \(step) 步之后的步")
  }
  static let elsewhere = LocalizedText(
    "that belongs to another screen: 1 live, 2 compare, 3 step-through, 4 inspect",
    "这属于另一个屏幕：1 实时，2 对比，3 走查，4 细看")
  static let impossible = LocalizedText("that does nothing now", "现在无效")
  static func trained(_ count: Int) -> LocalizedText {
    count == 0
      ? LocalizedText("a trained step, none yet", "已训练的步，目前没有")
      : LocalizedText("0 to \(count - 1)", "0 到 \(count - 1)")
  }
  static func open(_ lanes: [Int]) -> LocalizedText {
    let names = lanes.map(String.init)
    return LocalizedText(
      "an open lane, " + names.joined(separator: ", "), "已开的通道 " + names.joined(separator: "、"))
  }
  static func looking(at step: Int, isRunning: Bool) -> LocalizedText {
    isRunning
      ? LocalizedText(
        "looking at step \(step); space takes the lanes there", "查看第 \(step) 步；space 使各通道回到该步")
      : LocalizedText("to step \(step)", "到第 \(step) 步")
  }
  static let writing = LocalizedText("writing", "正在写入")
  static func mouse(isOn: Bool) -> LocalizedText {
    isOn
      ? LocalizedText("the mouse selects; shift-drag selects text", "鼠标可用；shift 拖动选择文本")
      : LocalizedText("the mouse is the terminal's", "鼠标已交还终端")
  }

  static func answer(_ answer: EffectResult) -> LocalizedText {
    switch answer {
    case .written(let path):
      let name = Printable.escaped(path)
      return LocalizedText("written to \(name)", "已写入 \(name)")
    case .exists(let path, let command):
      let name = Printable.quoted(path)
      return LocalizedText(
        "\(name) exists: \(command)! replaces it", "\(name) 已存在：用 \(command)! 覆盖")
    case .threads(let count, let asked): return threads(count, asked: asked)
    case .logging(let path):
      let name = Printable.escaped(path)
      return LocalizedText("every step from the next one on goes to \(name)", "从下一步起每一步写入 \(name)")
    case .logged(let path):
      let name = path.map(Printable.escaped)
      return name.map { LocalizedText("\($0) is closed", "\($0) 已关闭") }
        ?? LocalizedText("no log is written", "没有在写日志")
    case .unchanged(let name): return unchanged(name)
    case .refused(let reason):
      return LocalizedText(
        "the run goes on as it is: \(Printable.escaped(reason.english))",
        "训练保持原样：\(Printable.escaped(reason.chinese))")
    case .denied(let reason):
      let text = Printable.escaped(reason)
      return LocalizedText(text, "未改变：\(text)")
    case .failed(let reason):
      let text = Printable.escaped(reason)
      return LocalizedText(text, "未写入：\(text)")
    }
  }
}
