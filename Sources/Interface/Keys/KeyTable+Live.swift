import Engine

extension KeyTable {
  static let training = [
    KeyBinding(
      "space", [.character(" ")], .training, .toggleRunning, LocalizedText("run or pause", "运行或暂停"),
      refusal: divergedRefusal,
      footer: { $0.mode == .running ? LocalizedText("pause", "暂停") : LocalizedText("run", "运行") },
      isValid: { $0.mode != .diverged }),
    KeyBinding(
      ".", .training, .trainOneStep, LocalizedText("train one step while paused", "暂停时训练一步"),
      refusal: LocalizedText("one step at a time needs a pause: space", "单步训练须先暂停：space"),
      footer: { _ in LocalizedText("step", "单步") }, isValid: { $0.mode == .paused }),
    KeyBinding(
      "i", .training, .reset,
      LocalizedText(
        "back to the same initial weights and the same batches, all lanes where they are compared; "
          + "the old curve stays as a ghost",
        "回到同一初始权重和同样的批次，在对比屏幕上为所有通道；旧曲线以点线保留"),
      footer: { _ in LocalizedText("restart", "重来") }),
    KeyBinding(
      "w", .training, .toggleWarmup,
      LocalizedText(
        "warm-up on or off: the learning rate rises over its steps; i starts with it",
        "开关预热：学习率在若干步内逐渐升高；i 以此重新开始"),
      footer: { _ in LocalizedText("warm-up", "预热") }),
    KeyBinding(
      "p", .training, .openStartingPoints,
      LocalizedText(
        "starting points: runs worth seeing, each from step 0", "起点：值得一看的训练，各从第 0 步开始"),
      footer: { _ in MenuWords.footer }),
  ]

  private static let placements = Placement.allCases.map(\.rawValue)

  static let wiring = [
    KeyBinding(
      "n", .wiring, .nextPlacement,
      LocalizedText(
        "next norm placement: \(placements.joined(separator: ", ")); of the selection, or of all",
        "下一种归一化位置：\(placements.joined(separator: "、"))；作用于选中部分，未选则全部"),
      footer: { _ in LocalizedText("norm", "归一化") }),
    KeyBinding(
      "N", .wiring, .previousPlacement, LocalizedText("previous norm placement", "上一种归一化位置")),
    KeyBinding(
      "r", .wiring, .toggleResidual,
      LocalizedText("residual on or off, of the selection, or of all", "开关残差连接；作用于选中部分，未选则全部"),
      footer: { _ in LocalizedText("residual", "残差") }),
    KeyBinding(
      "enter", [.enter], .wiring, .toggleSelected,
      LocalizedText("cut or join the skip of what is selected", "切断或接通选中部分的残差连接"),
      refusal: LocalizedText("nothing is selected: ↑ ↓ select a layer", "未选中任何层：↑ ↓ 选择"),
      footer: { _ in LocalizedText("skip", "通断") }, isValid: { $0.selection != .everything }),
    KeyBinding(
      "u", .wiring, .undo, LocalizedText("undo a rewiring; the weights stay", "撤销一次改接；权重不变"),
      refusal: LocalizedText("nothing to undo", "没有可撤销的改接"),
      footer: { _ in LocalizedText("undo", "撤销") },
      isValid: { $0.lane.rewirings.undone != nil || $0.lane.pending != nil }),
    KeyBinding(
      "U", .wiring, .redo, LocalizedText("redo a rewiring", "重做一次改接"),
      refusal: LocalizedText("nothing to redo", "没有可重做的改接"),
      isValid: { $0.lane.rewirings.redone != nil }),
    KeyBinding(
      "↓ j", [.down, .character("j")], .wiring, .nextLayer,
      LocalizedText("select the next layer", "选择下一层"),
      footer: { _ in LocalizedText("select", "选择") }),
    KeyBinding(
      "↑ k", [.up, .character("k")], .wiring, .previousLayer,
      LocalizedText("select the layer before", "选择上一层")),
    KeyBinding(
      "← h", [.left, .character("h")], .wiring, .narrow(.attention),
      LocalizedText("select its attention only", "只选该层的注意力子层"),
      footer: { $0.inspects(.feedforward) ? LocalizedText("attention", "注意力") : nil }),
    KeyBinding(
      "→ l", [.right, .character("l")], .wiring, .narrow(.feedforward),
      LocalizedText("select its feed-forward only", "只选该层的前馈子层"),
      footer: { $0.inspects(.attention) ? LocalizedText("feed-forward", "前馈") : nil }),
    KeyBinding(
      "esc", [.escape], .wiring, .widen,
      LocalizedText(
        "widen the selection, then clear it, then the cursor on time",
        "扩大选择范围，再按则取消选择，最后取消时间光标"),
      refusal: LocalizedText("nothing is selected", "未选中任何层"),
      footer: {
        $0.selection == .everything
          ? LocalizedText("newest step", "最新一步") : LocalizedText("widen", "扩大")
      },
      isValid: { $0.selection != .everything || $0.cursor != nil }),
  ]

  static let rate = [
    KeyBinding(
      "[", .rate, .lowerLearningRate,
      LocalizedText("lower the learning rate: 1, 2, 5 steps", "降低学习率：按 1、2、5 分档")),
    KeyBinding("]", .rate, .raiseLearningRate, LocalizedText("raise the learning rate", "提高学习率")),
    KeyBinding("-", .rate, .slower, LocalizedText("slower pace", "降低步速")),
    KeyBinding(
      "+ =", [.character("+"), .character("=")], .rate, .faster,
      LocalizedText("faster pace, up to unlimited", "提高步速，直至不限"), footer: { _ in LiveWords.pace }),
  ]

  static let view = [
    KeyBinding(
      "tab", [.tab], .view, .nextPanel,
      LocalizedText("focus the next panel: it gets more room", "切换到下一个面板：它会占更大空间"),
      footer: { _ in LocalizedText("panel", "面板") }),
    KeyBinding(
      "shift-tab", [.backTab], .view, .previousPanel,
      LocalizedText("focus the panel before", "切换到上一个面板")),
    KeyBinding(
      "m", .view, .nextMetric, LocalizedText("next metric in the focused panel", "当前面板换下一个指标"),
      footer: { _ in LocalizedText("metric", "指标") }),
    KeyBinding(
      "L", .view, .toggleScale,
      LocalizedText("log or linear axis in the focused panel", "当前面板的对数轴或线性轴"),
      refusal: LocalizedText(
        "this metric can be negative: its axis is always linear", "该指标可为负：只能用线性轴"),
      isValid: { $0.scaleCanChange }),
    KeyBinding(
      "A", .view, .toggleAxisLock,
      LocalizedText(
        "lock the axes: the same for all lanes, or each its own", "锁定坐标轴：所有通道相同，或各用各的"),
      refusal: LocalizedText(
        "one lane has its own axes, and lanes side by side share theirs", "单条通道用自己的坐标轴；并排的通道共用坐标轴"),
      footer: {
        $0.axesAreLocked ? LocalizedText("own axes", "各自坐标") : LocalizedText("lock axes", "锁定坐标")
      },
      isValid: { $0.lanes.count > 1 && $0.screen == .live }),
    KeyBinding(
      "e", .view, .nextSmoothing,
      LocalizedText(
        "smooth the curves: moving average over more and more steps; the raw line stays faint",
        "平滑曲线：对越来越多的步取滑动平均；原曲线以淡色保留"),
      footer: { _ in LocalizedText("smooth", "平滑") }),
    KeyBinding(
      "a", .view, .toggleWindow,
      LocalizedText("time axes: all steps, or the newest eighth of them", "时间轴：全部步，或最近八分之一"),
      footer: {
        $0.timeZoom == 0 ? LocalizedText("recent", "最近") : LocalizedText("all steps", "全部步")
      }),
    KeyBinding(
      "<", .view, .earlier,
      LocalizedText("look at an earlier step: every panel shows it", "查看更早的一步：各面板显示该步"),
      refusal: noStep, footer: { _ in LocalizedText("back in time", "回看") },
      isValid: { $0.hasSteps }),
    KeyBinding(
      ">", .view, .later, LocalizedText("look at a later step, up to the newest", "查看更晚的一步，直到最新"),
      refusal: atNewest, isValid: { $0.cursor != nil }),
    KeyBinding(
      "home", [.home], .view, .firstStep, LocalizedText("look at step 0", "查看第 0 步"),
      refusal: noStep,
      isValid: { $0.hasSteps }),
    KeyBinding(
      "end", [.end], .view, .newestStep, LocalizedText("back to the newest step", "回到最新一步"),
      refusal: atNewest, isValid: { $0.cursor != nil }),
  ]

  private static let noStep = LocalizedText("no step was trained yet", "尚未训练任何一步")
  private static let atNewest = LocalizedText("this is the newest step already", "已是最新一步")

  static let look = [
    KeyBinding(
      "z", .look, .nextLanguage, LocalizedText("language: English or Chinese", "语言：中文或英文"),
      layer: .everywhere,
      refusal: chineseRefusal,
      footer: { LookWords.name($0.look.language.next) }, isValid: { $0.look.showsChinese }),
    KeyBinding(
      "t", .look, .nextTheme,
      LocalizedText(
        "next theme: dark, light, terminal, mono, high-contrast", "下一种配色：深色、浅色、终端、单色、高对比"),
      layer: .everywhere,
      refusal: monoRefusal,
      footer: { _ in LocalizedText("theme", "配色") }, isValid: { $0.look.depth != .mono }),
    KeyBinding(
      "g", .look, .nextGlyphs,
      LocalizedText(
        "next glyph set: braille, block, narrow, ascii", "下一套字符：braille、block、narrow、ascii"),
      layer: .everywhere,
      refusal: asciiRefusal,
      footer: { _ in LocalizedText("glyphs", "字符") }, isValid: { $0.look.glyphSets.count > 1 }),
    KeyBinding(
      "P", .look, .nextLayout,
      LocalizedText(
        "layout of the live screen: full, or large and sparse for a projector",
        "实时屏幕的布局：完整，或适合投影的大而疏"),
      footer: { $0.look.layout == .projector ? LocalizedText("full", "完整") : nil }),
  ]

  static let program = [
    KeyBinding(
      ":", .program, .openCommand,
      LocalizedText(
        "a command: a flag's name and its value, such as norm pre; tab lists them",
        "命令行：标志名加取值，如 norm pre；tab 列出全部"),
      layer: .everywhere, footer: { _ in LocalizedText("command", "命令") }),
    KeyBinding(
      "?", .program, .openHelp, LocalizedText("this help", "本帮助"), layer: .everywhere,
      footer: { _ in LocalizedText("help", "帮助") }),
    KeyBinding(
      "q", .program, .quit, LocalizedText("quit", "退出"), layer: .everywhere,
      footer: { _ in LocalizedText("quit", "退出") }),
    KeyBinding(
      "ctrl-z", [.control("z")], .program, .suspend,
      LocalizedText("suspend; fg in the shell comes back", "挂起；在 shell 中用 fg 回来"),
      layer: .everywhere),
    KeyBinding(
      "ctrl-l", [.control("l")], .program, .redraw,
      LocalizedText("draw the whole screen anew", "重绘整个屏幕"),
      layer: .everywhere),
  ]

  static let help = [
    KeyBinding(
      "? esc", [.character("?"), .escape], .help, .closeHelp,
      LocalizedText("close the help", "关闭帮助"),
      layer: .help, footer: { _ in LocalizedText("close", "关闭") }),
    KeyBinding(
      "/", [.character("/")], .help, .searchHelp, LocalizedText("search this help", "在本帮助中搜索"),
      layer: .help, footer: { _ in LocalizedText("search", "搜索") }),
    KeyBinding(
      "n", [.character("n")], .help, .nextMatch, LocalizedText("to the next place found", "下一处匹配"),
      layer: .help, refusal: NoteWords.noSearch,
      footer: { _ in LocalizedText("next", "下一处") }, isValid: { $0.help.search != nil }),
    KeyBinding(
      "N", [.character("N")], .help, .previousMatch,
      LocalizedText("to the place found before", "上一处匹配"), layer: .help,
      refusal: NoteWords.noSearch, isValid: { $0.help.search != nil }),
    KeyBinding(
      "↓ j", [.down, .character("j")], .help, .scrollHelp(.lines(1)),
      LocalizedText("scroll down", "向下滚动"),
      layer: .help, footer: { _ in LocalizedText("scroll", "滚动") }),
    KeyBinding(
      "↑ k", [.up, .character("k")], .help, .scrollHelp(.lines(-1)),
      LocalizedText("scroll up", "向上滚动"),
      layer: .help),
    KeyBinding(
      "pgdn", [.pageDown, .character(" ")], .help, .scrollHelp(.pages(1)),
      LocalizedText("a page down", "下一页"), layer: .help,
      footer: { _ in LocalizedText("page", "翻页") }),
    KeyBinding(
      "pgup", [.pageUp], .help, .scrollHelp(.pages(-1)), LocalizedText("a page up", "上一页"),
      layer: .help),
    KeyBinding(
      "home", [.home], .help, .scrollHelp(.start), LocalizedText("to the start", "到开头"),
      layer: .help),
    KeyBinding(
      "end", [.end], .help, .scrollHelp(.end), LocalizedText("to the end", "到末尾"), layer: .help),
  ]

  static let divergedRefusal = LocalizedText(
    "the run has diverged: rewire it, or i starts again", "训练已发散：请改接，或按 i 重新开始")

  static let chineseRefusal = LocalizedText(
    "Chinese needs a UTF-8 locale and glyphs other than ascii: g", "中文须有 UTF-8 环境和非 ascii 字符集：g")

  static let monoRefusal = LocalizedText(
    "no colours here: all themes look alike", "这里没有颜色：各种配色看起来一样")

  static let asciiRefusal = LocalizedText(
    "this locale has ASCII only: set LANG=C.UTF-8", "此环境只有 ASCII：请设 LANG=C.UTF-8")
}
