package import Engine

/// What would change a verdict: keys for the screen, flags for the command line.
package struct Advice: Hashable, Sendable {
  /// A key and what it leads to; without a key, what else to do.
  package struct Step: Hashable, Sendable {
    package var key: String
    package var effect: LocalizedText?
    /// Its prefix when it is not the first.
    package var joint: LocalizedText
  }

  /// In the order to press or choose from; empty when nothing needs to change.
  package var keys: [Step] = []
  /// `try --warmup 100 or --norm pre`; empty when nothing needs to change.
  package var flags = ""

  /// Alternatives, followed by a fresh start where there is a key among them.
  fileprivate init(_ remedies: [Remedy]) {
    let told = remedies.filter { $0.effect != nil }
    keys = told.enumerated().map {
      Step(key: $1.key, effect: $1.effect, joint: LocalizedText(same: $0 == 0 ? "" : "  "))
    }
    if told.contains(where: { !$0.key.isEmpty }) {
      keys.append(Step(key: "i", effect: nil, joint: LocalizedText(", then ", "，然后 ")))
    }
    let flags = remedies.compactMap(\.flags)
    if !flags.isEmpty { self.flags = "try " + flags.joined(separator: " or ") }
  }
}

/// One way out: on the screen, on the command line, or on both.
private struct Remedy {
  var key = ""
  /// `nil` where the keys do not lead there.
  var effect: LocalizedText?
  /// `nil` where no flag does it that can stand beside the others.
  var flags: String?

  var onScreen: Remedy { Remedy(key: key, effect: effect) }
  var onCommandLine: Remedy { Remedy(flags: flags) }
}

extension VerdictText {
  /// The keys and the flags that would change `verdict`, by what was measured of such stacks.
  ///
  /// A learning rate far from the optimizer's own comes first: no wiring learns with it. Flags are
  /// such that the program accepts them together with those of `configuration`.
  package static func advice(_ verdict: Verdict, _ configuration: Configuration) -> Advice {
    let stack = Stack(configuration)
    switch verdict.state {
    case .solved, .healthy: return Advice([])
    case .diverged: return Advice(stack.againstDivergence)
    case .exploding: return Advice(stack.againstExplosion)
    case .stalled where verdict.causes.contains { $0.kind == .hardTask }:
      return Advice([Remedy(flags: "another --task")])
    case .stalled: return Advice(stack.againstStalling)
    case .vanishing, .collapsed: return Advice(stack.againstVanishing)
    }
  }
}

/// What advice depends on.
private struct Stack {
  let configuration: Configuration
  /// The placement of most sublayers, the earlier in the order of `n` where two are as frequent.
  let placement: Placement
  let hasAllSkips: Bool
  /// The sublayer whose wiring decides what `n` does to the whole stack.
  let first: Wiring
  /// The learning rate over the optimizer's standard one.
  let rateFactor: Float
  let standardRate: Float

  init(_ configuration: Configuration) {
    self.configuration = configuration
    let wiring = configuration.wiring
    first = wiring.first ?? Wiring(.post)
    hasAllSkips = wiring.allSatisfy(\.hasSkip)
    let counts = Placement.allCases.map { placement in
      (placement: placement, count: wiring.count { $0.placement == placement })
    }
    let most = counts.map(\.count).max()
    placement = counts.first { $0.count == most }?.placement ?? .post
    var standard = configuration
    standard.learningRate = nil
    standardRate = standard.peakLearningRate
    rateFactor = configuration.peakLearningRate / standardRate
  }

  var againstStalling: [Remedy] {
    // A hundredth of the standard rate is 1e-5 for AdamW.
    guard rateFactor <= 0.0101 else { return againstVanishing }
    return [rate("]", LocalizedText("higher learning rate", "提高学习率"), standardRate)] + structure
  }

  var againstVanishing: [Remedy] {
    guard rateFactor > 9.9 else {
      return structure.isEmpty ? [more] : structure
    }
    return [rate("[", Self.slow, standardRate)] + structure
  }

  /// It is the norm that prevents an explosion, or a smaller start; a norm before the add alone
  /// leaves the attention's logits unbounded.
  var againstExplosion: [Remedy] {
    // No rate and no norm undoes a start that is too large.
    guard configuration.initGain <= 1 else { return [Remedy(flags: "--init-gain 1")] }
    let isFast = rateFactor > 9.9
    let first = isFast ? [rate("[", Self.slow, standardRate)] : []
    switch placement {
    case _ where configuration.preset != nil:
      return isFast || towardsPreset.isEmpty ? [slower] : towardsPreset
    case .none:
      let gentle = Remedy(flags: "--init-gain 0.5")
      return first + [preNorm] + (configuration.initGain > 0.5 ? [gentle] : [])
    case .branch: return first + [move(to: .sandwich, LocalizedText(same: "sandwich"))]
    case .post, .pre, .sandwich: return isFast ? first : [slower]
    }
  }

  var againstDivergence: [Remedy] {
    placement == .none || configuration.initGain > 1 ? againstExplosion : [slower]
  }

  /// What to change of the stack itself; nothing where it learns, given time.
  ///
  /// Without skips nothing deeper than three layers learns. A deep post-norm stack needs a warm-up;
  /// that is measured for copy, and from about 24 layers even there it is too little.
  private var structure: [Remedy] {
    if configuration.preset != nil { return hasAllSkips ? towardsPreset : [residual] }
    guard hasAllSkips else { return placement == .none ? [preNorm] : [residual] }
    switch placement {
    case .post where configuration.task == .synthetic(.copy):
      if configuration.warmup == 0, configuration.layers < 24 {
        let warmup = Remedy(key: "w", effect: LiveWords.warmup, flags: "--warmup 100")
        return [preNorm.onScreen, warmup, preNorm.onCommandLine]
      }
      return [preNorm] + (leavesRoomForPreset ? [Remedy(flags: "--preset deepnorm")] : [])
    case .post, .none: return [preNorm]
    case .pre, .sandwich, .branch: return []
    }
  }

  private var leavesRoomForPreset: Bool {
    configuration.norm == nil && configuration.rules.isEmpty
  }

  // MARK: Single remedies

  private static let slow = LocalizedText("lower learning rate", "降低学习率")

  private var more: Remedy {
    Remedy(effect: LocalizedText("give it more steps", "继续多训练一些步"), flags: "more --steps")
  }

  /// A tenth of the present rate, or the standard one where that is lower still.
  private var slower: Remedy {
    let present = configuration.peakLearningRate
    // In decimal, so that the text stays short.
    let tenth = Float((Double(present.description) ?? 0) / 10)
    let lower = rateFactor > 9.9 ? standardRate : tenth
    return rate("[", Self.slow, lower > 0 ? lower : present)
  }

  private func rate(_ key: String, _ effect: LocalizedText, _ value: Float) -> Remedy {
    Remedy(
      key: key, effect: effect, flags: "--learning-rate \(StackWords.learningRate(value))")
  }

  private var residual: Remedy {
    Remedy(
      key: "r", effect: LocalizedText("residual on", "打开残差"), flags: flags(placement, joins: true))
  }

  /// Pre-norm, with its residual: without a norm the residual alone leads to an explosion.
  private var preNorm: Remedy {
    hasAllSkips
      ? move(to: .pre, LocalizedText("pre-norm", "改为 pre"))
      : Remedy(
        key: keys(to: .pre) + " r", effect: LocalizedText("pre-norm with residual", "改为 pre 并打开残差"),
        flags: flags(.pre, joins: true))
  }

  private func move(to target: Placement, _ effect: LocalizedText) -> Remedy {
    Remedy(key: keys(to: target), effect: effect, flags: flags(target, joins: false))
  }

  /// Back to the placement that the preset was made for; nothing where it is there.
  private var towardsPreset: [Remedy] {
    let own = configuration.basePlacement
    guard configuration.wiring.contains(where: { $0.placement != own }) else { return [] }
    return [move(to: own, LocalizedText(same: StackWords.name(own)))]
  }

  /// Flags for every sublayer; rules would win over `--norm` and `--residual`, and a preset is
  /// refused beside `--norm`.
  private func flags(_ target: Placement, joins: Bool) -> String {
    guard configuration.rules.isEmpty else {
      let scale = configuration.onScale
      return "--wiring \"*=\(target.rawValue)\(joins ? ":\(StackWords.learningRate(scale))" : "")\""
    }
    let norm = target == placement ? [] : ["--norm \(target.rawValue)"]
    return (norm + (joins ? ["--residual on"] : [])).joined(separator: " ")
  }

  /// The shortest chain of `n` or `N` that leads the whole stack to a placement.
  private func keys(to target: Placement) -> String {
    let all = Placement.allCases
    guard first.placement != target else { return "n N" }
    let from = all.firstIndex(of: first.placement) ?? 0
    let forward = ((all.firstIndex(of: target) ?? 0) - from + all.count) % all.count
    let backward = all.count - forward
    let presses = forward <= backward ? (forward, "n") : (backward, "N")
    return Array(repeating: presses.1, count: presses.0).joined(separator: " ")
  }
}
