import Engine

extension HelpWords {
  /// What a panel of the compare screen shows.
  static func compare(_ panel: Panel) -> LocalizedText {
    switch panel {
    case .activation, .gradient, .heatMap:
      LocalizedText(
        """
        One row for each place where the stream is measured, with a mark for every lane, all on \
        one axis. The line between the marks is how far the lanes are apart. Beside it their \
        numbers, then ratio and difference of the selected lane against the first.
        """,
        """
        残差流的每个测点一行，每条通道一个标记，共用一个坐标轴；标记之间的线表示各通道相距多远。\
        右侧是各通道的数值，以及选中通道与第一条通道的比和差。
        """)
    case .upperCurve, .lowerCurve:
      LocalizedText(
        """
        One curve for every lane on one axis of time, with the lane's mark on it. All lanes see \
        the same batches, so that step 40 of one is step 40 of the other.
        """,
        """
        每条通道一条曲线，共用时间轴，曲线上有该通道的标记。各通道的批次相同，因此各自的第 40 步可以直接对比。
        """)
    }
  }

  /// The symbols that only the compare screen has.
  static func compareSymbols(_ glyphs: Glyphs) -> Table {
    let marks = (0..<Lab.laneLimit).map { String(glyphs.laneMark($0)) }
    return Table(
      title: LocalizedText("Side by side", "并排对比"),
      entries: [
        (
          LocalizedText(same: marks.joined(separator: " ")),
          LocalizedText(
            "lanes 1 to 4; ▸ the selected one, which the keys act on", "通道 1 到 4；▸ 为选中的通道，按键作用于它")
        ),
        (LocalizedText(same: "="), LocalizedText("lanes that meet in one cell", "在同一格重合的通道")),
        (
          LocalizedText(same: "\(marks[1])/\(marks[0])"),
          LocalizedText(
            "ratio of the selected lane to the first, the second where the first is selected; log10 where they are "
              + "decades apart",
            "选中通道与第一条通道之比；选中第一条时取第二条；相差若干数量级时显示 log10")
        ),
        (
          CompareWords.parted,
          LocalizedText(
            "the first step that was trained otherwise than in the first lane; distance: how far "
              + "the weights are apart, relative to their size",
            "与第一条通道训练不同的第一步；距离：两者权重之差与权重大小之比")
        ),
        (
          CompareWords.firstSolved,
          LocalizedText("the first step whose loss was under it", "损失首次低于该值的步")
        ),
        (
          LiveWords.layer,
          LocalizedText(
            "counted from the input: a lane of fewer layers ends earlier, and has no ratio below",
            "从输入端数起：层数较少的通道先结束，其下没有比值")
        ),
      ])
  }
}
