import Engine
import Interface

/// A verdict in words, with the flag that would change it.
enum VerdictLine {
  /// `stalled: loss 2.78, guessing 2.77 · tokens alike (3e-5); try --warmup 100 or --norm pre`.
  static func text(_ verdict: Verdict, _ configuration: Configuration) -> String {
    let line = VerdictText.line(verdict, configuration)
    let flags = VerdictText.advice(verdict, configuration).flags
    return flags.isEmpty ? line : "\(line); \(flags)"
  }
}
