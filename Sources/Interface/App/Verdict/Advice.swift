package import Engine

/// What would change a verdict: keys for the screen, flags for the command line.
package struct Advice: Hashable, Sendable {
  /// A key and what it leads to.
  package struct Step: Hashable, Sendable {
    package var key: String
    package var effect: String
    /// What stands before it when it is not the first.
    package var joint: String
  }

  /// In the order to press or choose from; empty when nothing needs to change.
  package var keys: [Step] = []
  /// `try --warmup 100 or --norm pre`; empty when nothing needs to change.
  package var flags = ""

  /// Alternatives, each of them followed by a fresh start.
  fileprivate init(_ choices: [(key: String, effect: String)], flags: [String]) {
    keys = choices.enumerated().map {
      Step(key: $1.key, effect: $1.effect, joint: $0 == 0 ? "" : "  ")
    }
    if !choices.isEmpty { keys.append(Step(key: "i", effect: "", joint: ", then ")) }
    if !flags.isEmpty { self.flags = "try " + flags.joined(separator: " or ") }
  }

  fileprivate static let nothing = Advice([], flags: [])
}

extension VerdictText {
  /// The keys and the flags that would change `verdict`, by what was measured of such stacks.
  package static func advice(_ verdict: Verdict, _ configuration: Configuration) -> Advice {
    let stack = Stack(configuration)
    switch verdict.state {
    case .solved, .healthy: return .nothing
    case .diverged: return stack.againstDivergence
    case .exploding: return stack.againstExplosion
    case .stalled where verdict.causes.contains { $0.kind == .hardTask }:
      return Advice([], flags: ["another --task"])
    case .stalled, .vanishing, .collapsed: return stack.againstStalling
    }
  }
}

/// What advice depends on.
private struct Stack {
  let configuration: Configuration
  let placement: Placement
  let hasAllSkips: Bool

  init(_ configuration: Configuration) {
    self.configuration = configuration
    let wiring = configuration.wiring
    placement = wiring.first?.placement ?? .post
    hasAllSkips = wiring.allSatisfy(\.hasSkip)
  }

  /// Without skips nothing deeper than three layers learns; a deep post-norm stack needs a warm-up,
  /// and from about 24 layers even that is too little.
  var againstStalling: Advice {
    guard hasAllSkips else {
      return Advice([("r", "residual on")], flags: ["--residual on"])
    }
    switch placement {
    case .post where configuration.warmup == 0 && configuration.layers < 24:
      return Advice(
        [(keys(to: .pre), "pre-norm"), ("w", "warm-up")], flags: ["--warmup 100", "--norm pre"])
    case .post:
      return Advice(
        [(keys(to: .pre), "pre-norm")], flags: ["--norm pre", "--preset deepnorm"])
    case .none:
      return Advice(
        [(keys(to: .pre), "pre-norm")], flags: ["--norm pre", "--preset rezero"])
    case .pre, .sandwich, .branch:
      return Advice(
        [("]", "higher learning rate")], flags: ["more --steps", "a higher --learning-rate"])
    }
  }

  /// It is the norm that prevents an explosion, or a smaller start; a norm before the add alone
  /// leaves the attention's logits unbounded.
  var againstExplosion: Advice {
    switch placement {
    case .none:
      Advice([(keys(to: .pre), "pre-norm")], flags: ["--norm pre", "--init-gain 0.5"])
    case .branch: Advice([(keys(to: .sandwich), "sandwich")], flags: ["--norm sandwich"])
    case .post, .pre, .sandwich:
      Advice([("[", "lower learning rate")], flags: [lowerRate])
    }
  }

  var againstDivergence: Advice {
    placement == .none
      ? againstExplosion : Advice([("[", "lower learning rate")], flags: [lowerRate])
  }

  private var lowerRate: String {
    "--learning-rate \(StackWords.learningRate(configuration.peakLearningRate / 10))"
  }

  /// The shortest chain of `n` or `N` that leads to a placement.
  private func keys(to target: Placement) -> String {
    let all = Placement.allCases
    let from = all.firstIndex(of: placement) ?? 0
    let forward = ((all.firstIndex(of: target) ?? 0) - from + all.count) % all.count
    let backward = all.count - forward
    let presses = forward <= backward ? (forward, "n") : (backward, "N")
    return Array(repeating: presses.1, count: presses.0).joined(separator: " ")
  }
}
