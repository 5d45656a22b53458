package import Engine

/// A verdict in words, for the screen, for `train` and for the last line at quit.
package enum VerdictText {
  /// Decades from which a gradient has fallen to nothing.
  ///
  /// What underflowed to exactly 0 enters the spread as 1e-38, and a gradient that starts near 1 has
  /// no more than 38 decades to fall through: beyond 30 the number says nothing but that.
  static let deepest = 30.0

  /// One line in English: `stalled: loss 2.78, guessing 2.77 · tokens alike (3e-5)`.
  package static func line(_ verdict: Verdict, _ configuration: Configuration) -> String {
    parts(verdict, configuration).map(\.english).joined(separator: " · ")
  }

  /// The headline with its number, then one part for each cause it does not name itself.
  package static func parts(_ verdict: Verdict, _ configuration: Configuration) -> [LocalizedText] {
    let causes = verdict.causes.filter { !isTold($0, by: verdict) }
    return [headline(verdict)] + causes.map { cause($0, configuration) }
  }

  private static func headline(_ verdict: Verdict) -> LocalizedText {
    let state = name(verdict.state)
    switch verdict.state {
    case .diverged:
      let slot = verdict.causes.first { $0.kind == .nonFinite }?.detail ?? ""
      return slot.isEmpty ? state : state + colon + birthplace(slot)
    case .solved, .healthy: return state + colon + loss(verdict.number)
    case .exploding: return state + colon + growth(verdict.number)
    case .stalled:
      let guessing = verdict.causes.first { $0.kind == .guessing }?.number
      let against = guessing.map { LocalizedText(", ", "，") + self.guessing($0) }
      return state + colon + loss(verdict.number) + (against ?? LocalizedText(same: ""))
    case .collapsed:
      let size = NumberFormat.rough(verdict.number)
      return state + colon
        + LocalizedText("all tokens alike, diversity \(size)", "所有词元趋同，多样性 \(size)")
    case .vanishing: return state + colon + fall(verdict.number)
    }
  }

  private static let colon = LocalizedText(": ", "：")

  /// A headline without its number.
  static func name(_ state: Verdict.State) -> LocalizedText {
    switch state {
    case .diverged: LocalizedText("diverged", "发散")
    case .solved: LocalizedText("solved", "已学会")
    case .exploding: LocalizedText("exploding", "梯度爆炸")
    case .stalled: LocalizedText("stalled", "停滞")
    case .collapsed: LocalizedText("collapsed", "坍缩")
    case .vanishing: LocalizedText("vanishing", "梯度消失")
    case .healthy: LocalizedText("healthy", "正常")
    }
  }

  private static func loss(_ loss: Double) -> LocalizedText {
    LocalizedText("loss ", "损失 ") + LocalizedText(same: NumberFormat.text(loss))
  }

  private static func guessing(_ loss: Double) -> LocalizedText {
    LocalizedText("guessing ", "随机猜测 ") + LocalizedText(same: NumberFormat.text(loss))
  }

  private static func growth(_ decades: Double) -> LocalizedText {
    let factor = NumberFormat.decades(decades)
    return LocalizedText("gradient grows \(factor) towards the input", "梯度朝输入方向增大 \(factor) 倍")
  }

  private static func fall(_ decades: Double) -> LocalizedText {
    guard decades <= deepest else {
      return LocalizedText("gradient falls to 0 towards the input", "梯度朝输入方向衰减到 0")
    }
    let factor = NumberFormat.decades(decades)
    return LocalizedText("gradient falls \(factor) towards the input", "梯度朝输入方向衰减 \(factor) 倍")
  }

  private static func birthplace(_ slot: String) -> LocalizedText {
    LocalizedText("first non-finite number in ", "首个非有限数出现在 ") + StackWords.place(slot)
  }

  private static func cause(_ cause: Cause, _ configuration: Configuration) -> LocalizedText {
    let size = NumberFormat.text(cause.number)
    switch cause.kind {
    case .tokensAlike:
      let residual = NumberFormat.rough(cause.number)
      return LocalizedText("tokens alike (\(residual))", "词元趋同（\(residual)）")
    case .gradientFalls: return fall(cause.number)
    case .gradientGrows: return growth(cause.number)
    case .streamGrows: return LocalizedText("stream grows \(size)-fold", "残差流增大 \(size) 倍")
    case .streamShrinks: return LocalizedText("stream shrinks \(size)-fold", "残差流缩小 \(size) 倍")
    case .hardTask:
      return LiveWords.task(configuration.task)
        + LocalizedText(" is hard: it stalls in every wiring", " 是难题：任何接法都会停滞")
    case .nonFinite: return birthplace(cause.detail)
    case .guessing: return guessing(cause.number)
    }
  }

  /// Whether the headline says it already.
  private static func isTold(_ cause: Cause, by verdict: Verdict) -> Bool {
    switch cause.kind {
    case .nonFinite: verdict.state == .diverged
    case .guessing: true
    case .gradientGrows: verdict.state == .exploding
    case .gradientFalls: verdict.state == .vanishing
    case .tokensAlike: verdict.state == .collapsed
    default: false
    }
  }
}
