package import Engine

/// The words of demos that no script says.
package enum DemoWords {
  static let ownKeys = LocalizedText(
    "the demo plays; esc ends it and leaves the laboratory to you", "演示播放中；esc 结束演示，实验室交给你")
  /// The first line where the demo is read and not shown.
  package static let told = LocalizedText(
    """
    A demo plays; type space to pause, right for the next caption, + and - for the speed, esc to take over \
    the laboratory, q to quit.
    """,
    "演示开始：输入 space 暂停，right 到下一句，+ 和 - 调速，esc 接管实验室，q 退出。")
  static let yours = LocalizedText(
    "the laboratory is yours: space runs it on, i restarts, ? explains", "实验室交给你：space 继续，i 重来，? 说明"
  )
  static let over = LocalizedText(
    "the end; the laboratory is yours: any key", "演示结束；实验室交给你：按任意键")

  /// The demo's keys in the order of their importance.
  static func keys(isPaused: Bool, speed: Double) -> [(key: String, LocalizedText)] {
    let factor = speed < 1 ? "×\(speed)" : "×\(Int(speed))"
    return [
      ("space", isPaused ? LocalizedText("go on", "继续") : LocalizedText("pause", "暂停")),
      ("→", LocalizedText("next", "下一句")),
      ("- +", LocalizedText("speed ", "速度 ") + LocalizedText(same: factor)),
      ("esc", LocalizedText("free play", "自由操作")),
      ("q", LocalizedText("quit", "退出")),
    ]
  }
}
