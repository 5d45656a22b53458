import Engine
import Testing

@testable import Interface

/// Verdicts and advice in words.
@Suite struct VerdictTextTests {
  private func verdict(_ state: Verdict.State, _ number: Double = 2.78, _ causes: [Cause] = [])
    -> Verdict
  {
    Verdict(state: state, number: number, threshold: 2, causes: causes)
  }

  private func configuration(_ change: (inout Configuration) -> Void) -> Configuration {
    var configuration = Configuration()
    change(&configuration)
    return configuration
  }

  @Test func stalledNamesLossGuessingAndCauses() {
    let causes = [
      Cause(.guessing, number: 2.7726), Cause(.tokensAlike, number: 3.1e-5),
      Cause(.gradientFalls, number: 2.8),
    ]
    #expect(
      VerdictText.line(verdict(.stalled, 2.78, causes), Configuration())
        == "stalled: loss 2.78, guessing 2.77 · tokens alike (3e-5) · "
        + "gradient falls 10^2.8 towards the input")
  }

  @Test func divergedNamesTheSlot() {
    let cause = Cause(.nonFinite, detail: "layer3.attention.sum")
    #expect(
      VerdictText.line(verdict(.diverged, .nan, [cause]), Configuration())
        == "diverged: first non-finite number in layer3.attention.sum")
  }

  @Test func everyVerdictAndCauseHasWords() {
    for state in Verdict.State.allCases {
      for kind in Cause.Kind.allCases {
        let line = VerdictText.line(verdict(state, 1, [Cause(kind, number: 3)]), Configuration())
        #expect(line.hasPrefix(state.rawValue))
      }
    }
  }

  @Test func deepPostNormNeedsAWarmupOrPreNorm() {
    let advice = VerdictText.advice(verdict(.stalled), Configuration())
    #expect(advice.flags == "try --warmup 100 or --norm pre")
    #expect(advice.keys.map(\.key) == ["n", "w", "i"])
  }

  @Test func warmupIsNotPromisedWhereItDoesNotSuffice() {
    let deep = configuration { $0.layers = 24 }
    #expect(
      VerdictText.advice(verdict(.stalled), deep).flags == "try --norm pre or --preset deepnorm")
    let warm = configuration { $0.warmup = 100 }
    #expect(
      VerdictText.advice(verdict(.stalled), warm).flags == "try --norm pre or --preset deepnorm")
  }

  @Test func withoutResidualItComesBackFirst() {
    let cut = configuration { $0.residual = 0 }
    #expect(VerdictText.advice(verdict(.stalled), cut).flags == "try --residual on")
    #expect(VerdictText.advice(verdict(.vanishing), cut).keys.map(\.key) == ["r", "i"])
  }

  @Test func adviceLooksAtTheWholeStack() {
    var wiring = Configuration().wiring
    wiring[0].placement = .pre
    let mixed = Configuration().rewired(to: wiring)
    #expect(VerdictText.advice(verdict(.stalled), mixed).keys.map(\.key) == ["n N", "w", "i"])
    wiring[3].skipScale = 0
    let cut = Configuration().rewired(to: wiring)
    #expect(VerdictText.advice(verdict(.stalled), cut).keys.map(\.key) == ["r", "i"])
  }

  @Test func theKeysOfAnAdviceLeadThere() {
    for placement in Placement.allCases {
      let start = configuration { $0.norm = placement }
      let advice = VerdictText.advice(verdict(.stalled), start)
      guard let keys = advice.keys.first?.key, !keys.isEmpty else { continue }
      var film = Film(start)
      film.press("space " + keys)
      #expect(film.state.lane.wiring.allSatisfy { $0.placement == .pre })
    }
  }

  @Test func explosionNeedsANormOrASmallerStart() {
    let bare = configuration { $0.norm = Placement.none }
    let advice = VerdictText.advice(verdict(.exploding), bare)
    #expect(advice.flags == "try --norm pre or --init-gain 0.5")
    #expect(advice.keys.map(\.key) == ["n n", "i"])
    let branch = configuration { $0.norm = .branch }
    #expect(VerdictText.advice(verdict(.exploding), branch).keys.map(\.key) == ["N", "i"])
  }

  @Test func hardTasksAreCalledHard() {
    let hard = configuration { $0.task = .synthetic(.modsum) }
    let verdict = verdict(.stalled, 2.78, [Cause(.hardTask)])
    #expect(VerdictText.line(verdict, hard).contains("modsum is hard"))
    #expect(VerdictText.advice(verdict, hard).keys.isEmpty)
  }

  @Test func nothingIsAdvisedWhereNothingIsWrong() {
    for state in [Verdict.State.solved, .healthy] {
      let advice = VerdictText.advice(verdict(state), Configuration())
      #expect(advice.keys.isEmpty && advice.flags.isEmpty)
    }
  }
}
