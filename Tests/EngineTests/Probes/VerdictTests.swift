import Testing

@testable import Engine

/// The verdict's table: every headline, their order, their bounds and their causes.
@Suite struct VerdictTests {
  /// A run of which nothing can be said.
  private static func facts(_ change: (inout VerdictFacts) -> Void = { _ in }) -> VerdictFacts {
    var facts = VerdictFacts(
      step: 100, loss: 1, recentLoss: 1, guessing: 2, warmup: 0, spread: Spread([1, 1, 1]),
      firstRMS: 1, lastRMS: 1, tokenDiversity: 0.5, firstNonFinite: nil, isHardTask: false)
    change(&facts)
    return facts
  }

  /// What makes each headline hold, in the order in which they are tried.
  private static let makers:
    [(state: Verdict.State, make: @Sendable (inout VerdictFacts) -> Void)] =
      [
        (.diverged, { $0.firstNonFinite = "layer9.attention.sum" }),
        (.solved, { $0.loss = 0.09 }),
        (.exploding, { $0.spread = Spread([1000, 10, 1]) }),
        (.stalled, { $0.recentLoss = 1.95 }),
        (.collapsed, { $0.tokenDiversity = 9e-4 }),
        (.vanishing, { $0.spread = Spread([1, 10, 1000]) }),
        (.healthy, { _ in }),
      ]

  @Test func everyHeadlineHasItsFact() {
    #expect(Self.makers.map(\.state) == Verdict.State.allCases)
    for (state, make) in Self.makers {
      #expect(Verdict(Self.facts(make)).state == state)
    }
  }

  @Test func theFirstHeadlineThatHoldsWins() {
    for (first, maker) in Self.makers.enumerated() {
      for later in Self.makers[(first + 1)...] {
        // One stack cannot both explode and vanish.
        if maker.state == .exploding && later.state == .vanishing { continue }
        let facts = Self.facts { facts in
          later.make(&facts)
          maker.make(&facts)
        }
        #expect(Verdict(facts).state == maker.state, "\(maker.state) before \(later.state)")
      }
    }
  }

  @Test func thresholdsAreTheDocumentedOnes() {
    #expect(VerdictRules.solvedLoss == 0.1)
    #expect(VerdictRules.spreadDecades == 2)
    #expect(VerdictRules.stalledShare == 0.97)
    #expect(VerdictRules.stalledWindow == 20)
    #expect(VerdictRules.stalledStep == 40)
    #expect(VerdictRules.aliveDiversity == 1e-3)
  }

  @Test func numbersAndBoundsAreThoseOfTheHeadline() {
    func pair(_ index: Int) -> [Double] {
      let verdict = Verdict(Self.facts(Self.makers[index].make))
      return [verdict.number, verdict.threshold]
    }
    #expect(pair(1) == [0.09, 0.1])
    #expect(pair(2) == [3, 2])
    #expect(pair(3) == [1.95, 0.97 * 2])
    #expect(pair(4) == [9e-4, 1e-3])
    #expect(pair(5) == [3, 2])
    #expect(pair(6) == [1, 0.1])
  }

  /// A bound itself is on the harmless side.
  @Test func boundsAreExclusive() {
    #expect(Verdict(Self.facts { $0.loss = 0.1 }).state == .healthy)
    #expect(Verdict(Self.facts { $0.spread = Spread([100, 1]) }).state == .healthy)
    #expect(Verdict(Self.facts { $0.spread = Spread([1, 100]) }).state == .healthy)
    #expect(Verdict(Self.facts { $0.recentLoss = 0.97 * 2 }).state == .healthy)
    #expect(Verdict(Self.facts { $0.tokenDiversity = 1e-3 }).state == .healthy)
  }

  @Test(arguments: [
    (39, 0, false), (40, 0, true), (60, 100, false), (99, 100, false), (100, 100, true),
  ])
  func stallingWaitsForStepFortyAndForWarmUp(step: Int, warmup: Int, isStalled: Bool) {
    let facts = Self.facts {
      $0.recentLoss = 2
      $0.step = step
      $0.warmup = warmup
    }
    #expect((Verdict(facts).state == .stalled) == isStalled)
  }

  @Test func unknownFactsProveNothing() {
    let facts = Self.facts {
      $0.recentLoss = nil
      $0.loss = 2
      $0.tokenDiversity = nil
    }
    #expect(Verdict(facts) == Verdict(state: .healthy, number: 2, threshold: 0.1))
  }

  @Test func causesExplainWithoutRepeatingTheHeadline() {
    func causes(_ change: (inout VerdictFacts) -> Void) -> [Cause.Kind] {
      Verdict(Self.facts(change)).causes.map(\.kind)
    }
    func spoil(_ facts: inout VerdictFacts, _ gradients: [Double]) {
      facts.tokenDiversity = 1e-5
      facts.spread = Spread(gradients)
      facts.lastRMS = 1e4
    }
    #expect(causes { _ in } == [])
    #expect(
      causes {
        spoil(&$0, [1, 1000])
        $0.loss = 0.01
      } == [])
    #expect(causes { $0.firstNonFinite = "x" } == [.nonFinite])
    #expect(
      causes {
        spoil(&$0, [1, 1000])
        $0.recentLoss = 2
      } == [.guessing, .tokensAlike, .gradientFalls, .streamGrows])
    #expect(
      causes {
        $0.recentLoss = 2
        $0.isHardTask = true
        $0.lastRMS = 1e-3
      } == [.guessing, .hardTask, .streamShrinks])
    #expect(causes { spoil(&$0, [1000, 1]) } == [.tokensAlike, .streamGrows])
    #expect(causes { spoil(&$0, [1, 1000]) } == [.gradientFalls, .streamGrows])
    #expect(causes { $0.spread = Spread([1, 1000]) } == [])
    #expect(
      causes {
        spoil(&$0, [1000, 1])
        $0.firstNonFinite = "x"
      } == [.nonFinite, .tokensAlike, .gradientGrows, .streamGrows])
  }

  @Test func causesCarryTheirNumbers() {
    let verdict = Verdict(
      Self.facts {
        $0.recentLoss = 2
        $0.tokenDiversity = 3e-5
        $0.spread = Spread([1e-3, 1e-1, 1])
        $0.firstRMS = 2
        $0.lastRMS = 2e-3
      })
    #expect(
      verdict.causes == [
        Cause(.guessing, number: 2), Cause(.tokensAlike, number: 3e-5),
        Cause(.gradientFalls, number: 3), Cause(.streamShrinks, number: 1000),
      ])
    let diverged = Verdict(Self.facts { $0.firstNonFinite = "logits" })
    #expect(diverged.causes == [Cause(.nonFinite, detail: "logits")])
    #expect(diverged.threshold == .infinity)
  }

  @Test func underflowedGradientsStillHaveASpread() {
    let facts = Self.facts { $0.spread = Spread([0, 1e-20, 1]) }
    #expect((facts.spread.decades - 38).magnitude < 1e-9)
    #expect(Verdict(facts).state == .vanishing)
    #expect(Self.facts { $0.spread = Spread([.nan, 1]) }.spread.decades.isNaN)
    #expect(Self.facts { $0.spread = Spread([.infinity, 1]) }.spread.decades.isNaN)
  }

  @Test func directionIsThatOfTheExtremes() {
    #expect(Self.facts { $0.spread = Spread([5, 9, 1]) }.spread.growsTowardsInput)
    #expect(!Self.facts { $0.spread = Spread([5, 1, 9]) }.spread.growsTowardsInput)
    #expect(!Self.facts { $0.spread = Spread([1, 1, 1]) }.spread.growsTowardsInput)
  }
}
