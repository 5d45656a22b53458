import Engine

/// What is said of lanes.
enum LaneWords {
  static let lane = Words("lane", "通道")
  static let full = Words("four lanes at most: x closes one", "最多四条通道：x 关闭一条")
  static let single = Words("there is one lane only: c adds a twin", "只有一条通道：c 新增孪生")

  /// Lanes on their way to another step: `catching up 40/200`.
  static func progress(_ progress: LabProgress) -> Words {
    let share = "\(progress.done)/\(progress.total)"
    return progress.isRewind
      ? Words("going back \(share)", "回退 \(share)")
      : Words("catching up \(share)", "追赶 \(share)")
  }
}
