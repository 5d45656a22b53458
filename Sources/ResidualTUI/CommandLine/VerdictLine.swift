import Engine

/// A verdict in words, with the flag that would change it.
enum VerdictLine {
  /// `stalled: loss 2.78, guessing 2.77 · tokens alike (3e-5); try --norm pre`.
  static func text(_ verdict: Verdict, _ configuration: Configuration) -> String {
    let causes = verdict.causes.filter { $0.kind != .guessing }.map(words)
    let guessing = verdict.causes.first { $0.kind == .guessing }
    let parts = ["\(verdict.state.rawValue): \(headline(verdict, guessing?.number))"] + causes
    let hint = advice(verdict, configuration).map { "; \($0)" } ?? ""
    return parts.joined(separator: " · ") + hint
  }

  private static func headline(_ verdict: Verdict, _ guessing: Double?) -> String {
    switch verdict.state {
    case .diverged: "a number that is not finite"
    case .exploding: "gradient grows 10^\(Digits.fixed(verdict.number, 1)) towards the input"
    case .vanishing: "gradient falls 10^\(Digits.fixed(verdict.number, 1)) towards the input"
    case .collapsed: "all tokens alike (\(Digits.short(verdict.number)))"
    case .solved, .stalled, .healthy:
      "loss \(Digits.short(verdict.number))"
        + (guessing.map { ", guessing \(Digits.fixed($0, 2))" } ?? "")
    }
  }

  private static func words(_ cause: Cause) -> String {
    switch cause.kind {
    case .tokensAlike: "tokens alike (\(Digits.short(cause.number)))"
    case .gradientFalls: "gradient falls 10^\(Digits.fixed(cause.number, 1)) towards the input"
    case .gradientGrows: "gradient grows 10^\(Digits.fixed(cause.number, 1)) towards the input"
    case .streamGrows: "stream grows \(Digits.short(cause.number)) times"
    case .streamShrinks: "stream shrinks \(Digits.short(cause.number)) times"
    case .hardTask: "a task that stalls in every wiring"
    case .nonFinite: "first in \(Printable.escaped(cause.detail))"
    case .guessing: "guessing \(Digits.fixed(cause.number, 2))"
    }
  }

  /// The flag that most likely helps; nothing when all is well.
  private static func advice(_ verdict: Verdict, _ configuration: Configuration) -> String? {
    switch verdict.state {
    case .solved, .healthy: return nil
    case .diverged: return "try --clip 1, a smaller --learning-rate or --norm pre"
    case .exploding, .stalled, .collapsed, .vanishing: break
    }
    if verdict.causes.contains(where: { $0.kind == .hardTask }) {
      return "try --task copy, or more --steps"
    }
    if configuration.baseScale == 0 { return "try --residual on" }
    let isPost = configuration.wiring.contains { $0.placement == .post }
    if isPost, configuration.warmup == 0 { return "try --norm pre, or --warmup 100" }
    if configuration.basePlacement == .pre { return "try more --steps or another --learning-rate" }
    return "try --norm pre"
  }
}
