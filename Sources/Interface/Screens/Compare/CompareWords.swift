import Engine

/// All words of the compare screen.
enum CompareWords {
  static let single = Words(
    "one lane: c adds a twin from step 0, f a fork of the present state",
    "只有一条通道：c 从第 0 步起新增孪生，f 从当前状态分叉")
  static let difference = Words("what differs", "差别")
  static let firstSolved = Words(
    "<\(VerdictRules.solvedLoss)", "<\(VerdictRules.solvedLoss)")
  static let spread = Words("spread", "跨度")
  static let residual = Words("tok.res.", "词元差异")
  static let similarity = Words("tok.sim.", "词元相似")
  static let accuracy = LiveWords.name(CurveMetric.accuracy)
  static let verdict = Words("verdict", "判定")
  static let parted = Words("parted", "分开")
  static let distance = Words("distance", "距离")
  static let alike = Words("alike", "相同")

  static let ratio = Words("ratio", "比")
  static let decades = Words(same: "log10")
  static let change = Words("diff.", "差")
}
