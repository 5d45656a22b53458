import Testing

@testable import Engine

/// What a run remembers, and what ends it, seen through whole steps.
@Suite struct MemoryTests {
  @Test func anOverflowingSecondMomentIsADivergence() throws {
    var configuration = Configuration()
    configuration.layers = 40
    configuration.norm = Placement.none
    let trainer = try Trainer(configuration)
    var reports = [trainer.step()]
    while let last = reports.last, !last.isDiverged, reports.count < 10 {
      reports.append(trainer.step())
    }
    let last = try #require(reports.last)
    #expect(last.isDiverged)
    // Not one moment overflowed: rewired, every matrix goes on learning.
    trainer.apply(
      .rewire(Array(repeating: Wiring(.pre), count: configuration.sublayerCount)))
    let next = trainer.step()
    #expect(!next.isDiverged)
    for matrix in next.layers.flatMap(\.matrices) {
      #expect(try #require(matrix.updateRatio) > 1e-4, "\(matrix.name)")
    }
  }

  @Test func stalledIsFirstSaidAtStepForty() throws {
    var configuration = LawModels.small(.post)
    configuration.learningRate = 1e-9
    let trainer = try Trainer(configuration)
    for step in 0..<45 {
      let isStalled = trainer.step().verdict.state == .stalled
      #expect(isStalled == (step >= VerdictRules.stalledStep), "step \(step)")
    }
  }

  @Test func aRewiredRunIsJudgedOnItsOwnTokens() throws {
    var configuration = Configuration()
    configuration.width = 16
    configuration.residual = 0
    let trainer = try Trainer(configuration)
    #expect(trainer.similarityInterval > 1)
    _ = trainer.step()
    #expect(try #require(trainer.latestTokenDiversity) < VerdictRules.aliveDiversity)
    trainer.apply(
      .rewire(Array(repeating: Wiring(.pre), count: configuration.sublayerCount)))
    let report = trainer.step()
    #expect(try #require(report.taps[24].tokenDiversity) > VerdictRules.aliveDiversity)
    #expect(report.verdict.state != .collapsed)
  }

  @Test func goingBackBeforeAStepIsNoRewiring() throws {
    let trainer = try Trainer(LawModels.small(.post))
    let home = trainer.configuration.wiring
    let away = home.map { Wiring(.pre, skipScale: $0.skipScale) }
    trainer.apply(.rewire(away))
    #expect(trainer.step().rewiredAt == nil)
    trainer.apply(.rewire(home))
    trainer.apply(.rewire(away))
    #expect(trainer.step().rewiredAt == nil)
    trainer.apply(.rewire(home))
    #expect(trainer.step().rewiredAt == 2)
  }

  @Test func tokensOfZerosAreLikeNoOther() throws {
    var configuration = Configuration()
    configuration.layers = 2
    configuration.width = 1
    configuration.heads = 1
    configuration.ffn = 1
    configuration.norm = Placement.none
    configuration.residual = 0
    configuration.activation = .relu
    let report = try Trainer(configuration).step()
    for tap in report.taps {
      let similarities = [tap.inputSimilarity, tap.tokenSimilarity, tap.tokenDiversity]
      #expect(similarities.allSatisfy { $0?.isFinite ?? true }, "\(tap.tap)")
    }
  }
}
