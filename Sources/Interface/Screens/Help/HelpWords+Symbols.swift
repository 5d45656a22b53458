import Engine

/// What the help says of the symbols.
extension HelpWords {
  static func liveSymbols(_ glyphs: Glyphs) -> Table {
    let entries = diagram(glyphs) + profile + curves(glyphs)
    return Table(
      title: LocalizedText("Symbols of this screen", "本屏幕的符号"),
      entries: entries.map { (LocalizedText(same: $0), $1) } + heatMap)
  }

  private static func diagram(_ glyphs: Glyphs) -> [(String, LocalizedText)] {
    [
      (
        "x ─┬─▶ F",
        LocalizedText(
          "the stream x splits into the branch F and the skip below it",
          "残差流 x 分成支路 F 与下方的残差连接")
      ),
      (glyphs.add, LocalizedText("the branch and the skip are added", "支路与残差连接在此相加")),
      (
        "╰──╯",
        LocalizedText(
          "the skip; ╌╌ ╳ cut means that it is cut, ×0.50 that it is scaled",
          "残差连接；╌╌ ╳ 切断 表示已切断，×0.50 表示乘以系数")
      ),
      (
        "g  ×g",
        LocalizedText(
          "the learned gate of preset rezero: it multiplies the branch and starts at 0",
          "预设 rezero 的可学习门控：乘在支路上，从 0 开始")
      ),
      (
        "[post]",
        LocalizedText(
          "the placement of what is selected; … while a choice is not sent yet",
          "选中部分的归一化位置；… 表示选择尚未生效")
      ),
    ]
  }

  private static let profile = [
    ("att  ffn", LocalizedText("the sublayers: attention, feed-forward", "两种子层：注意力、前馈")),
    (
      "│po ╳pr",
      LocalizedText(
        "a sublayer's skip and the first two letters of its placement",
        "子层的残差连接，及其归一化位置的前两个字母")
    ),
    (
      "┊po",
      LocalizedText("a skip of another scale, or several kinds on one row", "系数不同的残差连接，或一行含多种")
    ),
    ("··", LocalizedText("several placements on one row", "一行含多种归一化位置")),
    (
      "█ ░",
      LocalizedText(
        "where a row holds several taps: up to the least, up to the extreme",
        "一行含多个测点时：到最小值为止，到极值为止")
    ),
    (
      "┊",
      LocalizedText(
        "a labelled tick of the axis; over a curve: the stack was rewired there",
        "坐标轴刻度线；在曲线上：此处改接过")
    ),
    (
      "×",
      LocalizedText(
        "on a bar: where the law of the initialization, or its middle, puts it; the line above the keys "
          + "compares the slopes",
        "条上：按初始化规律（取其中值）应在的位置；按键行上方的一行比较两者")
    ),
    (
      "@140",
      LocalizedText(
        "measured at step 140: at the cursor, or as such numbers cost too much for every step",
        "在第 140 步测得：光标所在的步，或因这类数每步都测代价太大")
    ),
  ]

  private static func curves(_ glyphs: Glyphs) -> [(String, LocalizedText)] {
    [
      ("▲ ▼", LocalizedText("the step of a rewiring", "改接的步")),
      (
        "┄ │",
        LocalizedText(
          "the level of guessing, or a guide: update ratios around 1e-3 are healthy",
          "随机猜测的水平，或参考值：更新比在 1e-3 上下为宜")
      ),
      ("│ 140", LocalizedText("in a curve and below it: the cursor on time", "曲线中及其下方：时间光标")),
      (
        glyphs.looseDot,
        LocalizedText(
          "the run before the last restart; ↑ ↓ it lies above or below the axis",
          "上次重来之前的训练；↑ ↓ 表示它超出坐标轴")
      ),
    ]
  }

  private static let heatMap = [
    (
      LocalizedText(same: "0.1 ▀▀▀ 10"),
      LocalizedText(
        "the colours of the heat map from one end of its axis to the other; around 0 where numbers are signed",
        "热图颜色所对应的数轴两端；有正负的量以 0 为中心")
    ),
    (
      LocalizedText(same: "+"),
      LocalizedText("in the heat map: what the cursor reads", "热图中：光标所读之处")
    ),
    (
      LiveWords.extreme(of: 4),
      LocalizedText(
        "a row holds four taps and shows the one of the largest magnitude", "一行含四个测点，显示其中绝对值最大者")
    ),
  ]

  static func symbols(_ glyphs: Glyphs) -> [(LocalizedText, LocalizedText)] {
    let marks = (0..<Lab.laneLimit).map { String(Character(glyphs.laneMark($0))) }
    let entries = [
      (
        marks.joined(separator: " "),
        LocalizedText(
          "lanes 1 to 4, in their colours; the selected one is reversed and bears its number",
          "通道 1 到 4，各有颜色；选中的通道反显并带编号")
      ),
      ("▸", LocalizedText("the focused panel; the selected layer", "当前面板；选中的层")),
      ("LN  RMS", LocalizedText("a norm: LayerNorm or RMSNorm", "归一化：LayerNorm（层归一化）或 RMSNorm")),
      (
        "▲ 60",
        LocalizedText(
          "rewired at step 60: the weights come from another wiring until i",
          "在第 60 步改接：i 之前权重仍来自另一种接法")
      ),
      (
        "40/200",
        LocalizedText(
          "lanes that catch up or go back: steps done, steps to do", "通道追赶或回退：已完成的步数和总步数")
      ),
      ("!", LocalizedText("a number that is none: nan or inf", "不是有限数：nan 或 inf")),
      ("–", LocalizedText("not measured at this step, or not there", "这一步没有测量，或不存在")),
      (
        "…",
        LocalizedText(
          "words that did not fit follow; after [post]: not sent yet", "后面的文字放不下；在 [post] 之后：尚未生效")
      ),
    ]
    return entries.map { (LocalizedText(same: $0), $1) }
  }
}
