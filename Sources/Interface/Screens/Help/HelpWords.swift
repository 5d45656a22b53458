import Engine

/// The headings of the help and what it says of the focused panel.
enum HelpWords {
  /// Names with an explanation beside each.
  struct Table {
    var title: LocalizedText
    var entries: [(name: LocalizedText, text: LocalizedText)]
  }

  /// What the help says of one screen.
  struct Page {
    var title: LocalizedText
    /// What is looked at, and an explanation of it.
    var heading: LocalizedText
    var text: LocalizedText
    /// The symbols that only this screen has.
    var symbols: [Table]
  }

  static func page(_ state: AppState) -> Page {
    switch state.screen {
    case .live:
      Page(
        title: LocalizedText("help: the live screen", "帮助：实时屏幕"),
        heading: lookingAt + LiveWords.name(state.focus, state), text: live(state.focus),
        symbols: [liveSymbols(state.glyphs)])
    case .compare:
      Page(
        title: LocalizedText("help: the compare screen", "帮助：对比屏幕"),
        heading: lookingAt + LiveWords.name(state.focus, state), text: compare(state.focus),
        symbols: [compareSymbols(state.glyphs), liveSymbols(state.glyphs)])
    case .stepThrough:
      Page(
        title: LocalizedText("help: the step-through screen", "帮助：走查屏幕"),
        heading: lookingAt + StepWords.name(state.walk?.view ?? .numbers),
        text: stepThrough(state.walk?.view ?? .numbers), symbols: [stepSymbols])
    case .claims:
      Page(
        title: LocalizedText("help: the claims", "帮助：论断"),
        heading: lookingAt + ClaimWords.title, text: claims, symbols: [])
    case .lessons:
      Page(
        title: LocalizedText("help: the lessons", "帮助：课程"),
        heading: lookingAt + LessonWords.title, text: lessons, symbols: [])
    case .inspect:
      Page(
        title: LocalizedText("help: the inspect screen", "帮助：细看屏幕"),
        heading: lookingAt + InspectWords.name(state.inspect.view),
        text: inspect(state.inspect.view), symbols: [inspectSymbols(state.glyphs)])
    }
  }

  private static let lookingAt = LocalizedText("What am I looking at: ", "现在看的是：")

  /// The heading of keys that do nothing on this screen.
  static func elsewhere(_ group: KeyBinding.Group) -> LocalizedText {
    LocalizedText("On other screens: ", "在其他屏幕上：") + name(group)
  }

  static let more = LocalizedText("more ↓", "还有 ↓")
  static let end = LocalizedText("end", "完")

  static let searchHint = LocalizedText("enter keeps, esc drops", "enter 保留，esc 取消")

  static func found(_ count: Int) -> LocalizedText {
    LocalizedText(count == 1 ? "on 1 line" : "on \(count) lines", "共 \(count) 行")
  }

  static func found(_ place: Int, of count: Int, _ text: String) -> LocalizedText {
    LocalizedText("\(place) of \(count): \(text)", "第 \(place) 处，共 \(count) 处：\(text)")
  }

  static func notFound(_ text: String) -> LocalizedText {
    LocalizedText("not found: \(text)", "未找到：\(text)")
  }

  static func position(first: Int, last: Int, of count: Int) -> LocalizedText {
    LocalizedText("lines \(first)–\(last) of \(count)", "第 \(first)–\(last) 行，共 \(count) 行")
  }

  static func name(_ group: KeyBinding.Group) -> LocalizedText {
    switch group {
    case .training: LocalizedText("Training", "训练")
    case .wiring: LocalizedText("Wiring", "接法")
    case .lanes: LocalizedText("Lanes", "通道")
    case .rate: LocalizedText("Rates", "速率")
    case .view: LocalizedText("View", "视图")
    case .screens: LocalizedText("Screens", "屏幕")
    case .inspect: LocalizedText("Inspect", "细看")
    case .walk: LocalizedText("Step-through", "走查")
    case .claims: LocalizedText("Claims", "论断")
    case .lessons: LocalizedText("Lessons", "课程")
    case .look: LocalizedText("Look", "外观")
    case .program: LocalizedText("Program", "程序")
    case .menu: LocalizedText("In the menu of starting points", "在起点菜单中")
    case .help: LocalizedText("In this help", "在本帮助中")
    }
  }

  private static let claims = LocalizedText(
    """
    What the tutorial says (R, W) and what the literature adds (S, I, T), each as an experiment. enter \
    trains the runs of its figure side by side on the normal plots with seed 1; then it is measured with \
    3 seeds, and the numbers decide: a claim holds where all that it demands is met, holds only if where \
    some of it is, and fails where none is. The record is that of 8 seeds, in Documentation/Claims.md; \
    residual-tui verify repeats it.
    """,
    """
    教程所说（R、W）与文献所补充（S、I、T），每条都是一个实验。enter 以种子 1 在普通图上并排训练其图中的各次训练；\
    随后用 3 个种子测量，由数字判定：要求全部满足则成立，部分满足则有条件成立，全不满足则不成立。\
    记录出自 8 个种子，见 Documentation/Claims.md；residual-tui verify 可重做。
    """)

  private static let lessons = LocalizedText(
    """
    A lesson says one thing, asks what will happen, and trains it on the normal plots: there all keys \
    of the live screen work, and one that changes the run ends the lesson. Then it compares your \
    prediction with your own numbers. What you have predicted is kept beside the crash log that info \
    names; nothing leaves this machine. Runs that play themselves are listed by residual-tui demo.
    """,
    """
    每课先讲一件事，问会发生什么，再在普通图上训练：其间实时屏幕的所有按键都有效，改变训练的按键会结束本课。\
    随后把你的预测与你自己的数字对照。预测结果保存在 info 所示的崩溃日志旁边；没有任何内容离开这台机器。\
    自动播放的演示由 residual-tui demo 列出。
    """)

  private static func live(_ panel: Panel) -> LocalizedText {
    switch panel {
    case .activation:
      LocalizedText(
        """
        One bar for each place where the stream is measured, from the embedding down to the final \
        tap. Equal bars: the signal keeps its size through the stack. Bars that grow or shrink by \
        a constant length per layer on the log axis: it grows or shrinks exponentially with depth.
        """,
        """
        残差流的每个测点一根条，自上而下从嵌入到末端。各条等长：信号穿过整个堆叠而大小不变。\
        在对数轴上每层增减同样长度：信号随深度指数增大或缩小。
        """)
    case .gradient:
      LocalizedText(
        """
        How strongly the loss answers to a change of the stream at each place, per token. The \
        gradient flows upward, from the final tap to the embedding: bars that get shorter upward \
        vanish, bars that get longer explode. The axis spans whole decades and does not jitter.
        """,
        """
        损失对各测点处残差流变化的敏感程度，按每个词元计。梯度自下而上，从末端流向嵌入：\
        越往上越短是梯度消失，越往上越长是梯度爆炸。坐标轴取整数量级，不会抖动。
        """)
    case .upperCurve, .lowerCurve:
      LocalizedText(
        """
        One number for every step since the start. The level line is what guessing costs or \
        scores. Loose dots are the run before the last restart. Where several steps share a \
        column, the line runs through their mean, and a faint band shows least and largest.
        """,
        """
        从开始起每步一个数。水平线是随机猜测的损失或准确率。点线是上次重来之前的训练。\
        若多步共用一列，曲线取其均值，淡色带从最小值到最大值。
        """)
    case .heatMap:
      LocalizedText(
        """
        Depth runs down, time runs to the right. A cell shows the mean of its steps by its colour; \
        the heading shows the colours of both ends. Where a row holds two taps or more, it is the \
        extreme of them. < and > move the cursor, and all panels then show that step.
        """,
        """
        纵向是深度，横向是时间。每格以颜色表示其各步的均值；标题处为颜色两端所代表的数。\
        一行含多个测点时取其极值。< 和 > 移动光标，此时各面板都显示那一步。
        """)
    }
  }
}
