import Engine

/// All words of the compare screen.
enum CompareWords {
  static let single = LocalizedText(
    "one lane: c adds a twin from step 0, f a fork of the present state",
    "只有一条通道：c 从第 0 步起新增孪生，f 从当前状态分叉")
  static let difference = LocalizedText("what differs", "差别")
  static let firstSolved = LocalizedText(
    "<\(VerdictRules.solvedLoss)", "<\(VerdictRules.solvedLoss)")
  static let spread = LocalizedText("spread", "跨度")
  static let diversity = LocalizedText("tok.div.", "词元多样")
  static let similarity = LocalizedText("tok.sim.", "词元相似")
  static let accuracy = Fact.accuracy.words
  static let verdict = LocalizedText("verdict", "判定")
  static let parted = LocalizedText("parted", "分开")
  static let distance = LocalizedText("distance", "距离")
  static let alike = LocalizedText("alike", "相同")

  static let ratio = LocalizedText("ratio", "比")
  static let decades = LocalizedText(same: "log10")
  static let change = LocalizedText("diff.", "差")
}
