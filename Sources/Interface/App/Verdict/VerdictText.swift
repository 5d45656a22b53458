package import Engine

/// A verdict in words, for the screen, for `train` and for the last line at quit.
package enum VerdictText {
  /// Decades from which a gradient has fallen to nothing.
  ///
  /// What underflowed to exactly 0 enters the spread as 1e-38, and a gradient that starts near 1 has
  /// no more than 38 decades to fall through: beyond 30 the number says nothing but that.
  static let deepest = 30.0

  /// One line: `stalled: loss 2.78, guessing 2.77 · tokens alike (3e-5)`.
  package static func line(_ verdict: Verdict, _ configuration: Configuration) -> String {
    parts(verdict, configuration).joined(separator: " · ")
  }

  /// The headline with its number, then one part for each cause it does not name itself.
  package static func parts(_ verdict: Verdict, _ configuration: Configuration) -> [String] {
    let causes = verdict.causes.filter { !isTold($0, by: verdict) }
    return [headline(verdict)] + causes.map { cause($0, configuration) }
  }

  private static func headline(_ verdict: Verdict) -> String {
    let state = verdict.state.rawValue
    let number = NumberFormat.text(verdict.number)
    switch verdict.state {
    case .diverged:
      let slot = verdict.causes.first { $0.kind == .nonFinite }?.detail ?? ""
      return slot.isEmpty ? state : "\(state): first non-finite number in \(slot)"
    case .solved: return "\(state): loss \(number)"
    case .exploding:
      return "\(state): gradient grows \(NumberFormat.decades(verdict.number)) towards the input"
    case .stalled:
      let guessing = verdict.causes.first { $0.kind == .guessing }?.number
      let against = guessing.map { ", guessing \(NumberFormat.text($0))" } ?? ""
      return "\(state): loss \(number)\(against)"
    case .collapsed:
      return "\(state): all tokens alike, residual \(NumberFormat.rough(verdict.number))"
    case .vanishing:
      return "\(state): \(fall(verdict.number))"
    case .healthy: return "\(state): loss \(number)"
    }
  }

  private static func fall(_ decades: Double) -> String {
    let size = decades > deepest ? "to 0" : NumberFormat.decades(decades)
    return "gradient falls \(size) towards the input"
  }

  private static func cause(_ cause: Cause, _ configuration: Configuration) -> String {
    switch cause.kind {
    case .tokensAlike: "tokens alike (\(NumberFormat.rough(cause.number)))"
    case .gradientFalls: fall(cause.number)
    case .gradientGrows: "gradient grows \(NumberFormat.decades(cause.number)) towards the input"
    case .streamGrows: "stream grows \(NumberFormat.text(cause.number))-fold"
    case .streamShrinks: "stream shrinks \(NumberFormat.text(cause.number))-fold"
    case .hardTask: "\(LiveWords.task(configuration.task)) is hard: it stalls in every wiring"
    case .nonFinite: "first non-finite number in \(cause.detail)"
    case .guessing: "guessing \(NumberFormat.text(cause.number))"
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
