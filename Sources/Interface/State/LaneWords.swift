import Engine

/// What is said of lanes.
enum LaneWords {
  static let lane = LocalizedText("lane", "通道")
  static let full = LocalizedText("four lanes at most: x closes one", "最多四条通道：x 关闭一条")
  static let single = LocalizedText("there is one lane only: c adds a twin", "只有一条通道：c 新增孪生")

  /// Where a replay has led: `replayed: the same bits as saved`, or which lanes differ, and why.
  static func replayed(_ end: ReplayEnd) -> LocalizedText {
    guard let first = end.differing.first else {
      return LocalizedText("replayed: the same bits as saved", "重放完毕：与保存时逐位相同")
    }
    let ids = end.differing.dropFirst().reduce("\(first)") { "\($0), \($1)" }
    let lanes = LocalizedText(
      "replayed: other bits than saved in lane \(ids)", "重放完毕：通道 \(ids) 与保存时不同")
    return end.mismatches.reduce(lanes) { $0 + LocalizedText("; ", "；") + reason($1) }
  }

  private static func reason(_ mismatch: Replay.Mismatch) -> LocalizedText {
    switch mismatch {
    case .instructionSet(let saved, let present):
      LocalizedText(
        "saved on \(saved.rawValue), this is \(present.rawValue)",
        "保存时用 \(saved.rawValue)，现在用 \(present.rawValue)")
    case .text: LocalizedText("the text is another", "文本不同")
    case .start: LocalizedText("the initial weights are others", "初始权重不同")
    }
  }

  /// A number behind its lane's mark, in a column of fixed width.
  static func number(_ value: Double?, _ lane: LaneState, _ glyphs: Glyphs) -> StyledText {
    let text = NumberFormat.text(value)
    let blanks = max(NumberFormat.width - CharacterWidth.columns(of: text), 0)
    let style = value?.isFinite == false ? Style(.bad, .bold) : Style(.text)
    return mark(lane, glyphs) + StyledText(text, style)
      + StyledText(String(repeating: " ", count: blanks))
  }

  /// The lane's mark in its colour.
  static func mark(_ lane: LaneState, _ glyphs: Glyphs) -> StyledText {
    StyledText(String(glyphs.laneMark(lane.id - 1)), Style(lane.style.ink, .bold))
  }

  /// Lanes on their way to another step: `catching up 40/200`.
  static func progress(_ progress: LabProgress) -> LocalizedText {
    let share = "\(progress.done)/\(progress.total)"
    return switch progress.goal {
    case .others: LocalizedText("catching up \(share)", "追赶 \(share)")
    case .recorded: LocalizedText("going back \(share)", "回退 \(share)")
    case .saved: LocalizedText("replaying \(share)", "重放 \(share)")
    }
  }
}

extension LaneState {
  /// The colour of what is drawn of it beside other lanes.
  var style: Style { Style(.series(Int8(id - 1))) }
}
