import Engine

/// What is said of lanes.
enum LaneWords {
  static let lane = Words("lane", "通道")
  static let full = Words("four lanes at most: x closes one", "最多四条通道：x 关闭一条")
  static let single = Words("there is one lane only: c adds a twin", "只有一条通道：c 新增孪生")

  /// A number behind its lane's mark, in a column of fixed width.
  static func number(_ value: Double?, _ lane: LaneState, _ glyphs: Glyphs) -> Phrase {
    let text = NumberFormat.text(value)
    let blanks = max(NumberFormat.width - CharacterWidth.columns(of: text), 0)
    let style = value?.isFinite == false ? Style(.bad, .bold) : Style(.text)
    return mark(lane, glyphs) + Phrase(text, style) + Phrase(String(repeating: " ", count: blanks))
  }

  /// The lane's mark in its colour.
  static func mark(_ lane: LaneState, _ glyphs: Glyphs) -> Phrase {
    Phrase(String(glyphs.laneMark(lane.id - 1)), Style(lane.style.ink, .bold))
  }

  /// Lanes on their way to another step: `catching up 40/200`.
  static func progress(_ progress: LabProgress) -> Words {
    let share = "\(progress.done)/\(progress.total)"
    return progress.isRewind
      ? Words("going back \(share)", "回退 \(share)")
      : Words("catching up \(share)", "追赶 \(share)")
  }
}

extension LaneState {
  /// The colour of what is drawn of it beside other lanes.
  var style: Style { Style(.series(Int8(id - 1))) }
}
