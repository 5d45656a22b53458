import TestSupport
import Testing

@testable import Engine

/// Rewiring, resetting and loading lose nothing and change nothing else.
@Suite struct RewiringTests {
  private func trainer(_ configuration: Configuration = LawModels.small()) throws -> Trainer {
    try Trainer(configuration, threads: 2)
  }

  @Test(arguments: LawModels.rewirings, [0, 1, 3])
  func toggledToAndFroIsNeverToggled(rules: String, step: Int) throws {
    let plain = try trainer()
    let toggled = try trainer()
    let home = plain.configuration.wiring
    for index in 0..<6 {
      if index == step {
        toggled.apply(.rewire(try LawModels.wiring(rules, of: plain.configuration)))
        toggled.apply(.rewire(home))
      }
      let reports = (plain.step(), toggled.step())
      #expect(reports.0 == reports.1)
      expectSame(MachineState(plain.machine), MachineState(toggled.machine))
    }
    #expect(toggled.configuration.wiring == home)
  }

  @Test func aLongWayRoundIsNeverToggled() throws {
    let plain = try trainer()
    let toggled = try trainer()
    let home = plain.configuration.wiring
    for _ in 0..<4 {
      for rules in LawModels.rewirings {
        toggled.apply(.rewire(try LawModels.wiring(rules, of: plain.configuration)))
      }
      toggled.apply(.rewire(home))
      #expect(plain.step() == toggled.step())
    }
    expectSame(MachineState(plain.machine), MachineState(toggled.machine))
  }

  /// Without a step in between, a rewired run is the run that was started with that wiring.
  @Test(arguments: LawModels.rewirings)
  func rewiredAtTheStartIsStartedSo(rules: String) throws {
    let rewired = try trainer()
    let wiring = try LawModels.wiring(rules, of: rewired.configuration)
    rewired.apply(.rewire(wiring))
    let started = try trainer(LawModels.small().rewired(to: wiring))
    for _ in 0..<4 { #expect(rewired.step() == started.step()) }
    expectSame(MachineState(rewired.machine), MachineState(started.machine))
  }

  @Test(arguments: LawModels.rewirings)
  func unreadParametersAreNotTouched(rules: String) throws {
    let trainer = try trainer()
    for _ in 0..<3 { _ = trainer.step() }
    trainer.apply(.rewire(try LawModels.wiring(rules, of: trainer.configuration)))
    let before = MachineState(trainer.machine).parameters
    let read = Set(
      trainer.machine.program.parameters.map { trainer.machine.parameters[$0].name })
    for _ in 0..<3 { _ = trainer.step() }
    for (name, state) in MachineState(trainer.machine).parameters {
      if read.contains(name) {
        #expect(state.count == (before[name]?.count ?? 0) + 3, "\(name)")
        let isMoved = state.weights != before[name]?.weights
        #expect(isMoved, "\(name)")
      } else {
        let isSame = state == before[name]
        #expect(isSame, "\(name)")
      }
    }
  }

  @Test(arguments: ["*=none", "*=pre", "*=sandwich"])
  func theProgramReadsWhatItsFormulasName(rules: String) throws {
    let trainer = try trainer()
    trainer.apply(.rewire(try LawModels.wiring(rules, of: trainer.configuration)))
    let read = Set(
      trainer.machine.program.parameters.map { trainer.machine.parameters[$0].name })
    let norms = read.filter { $0.contains("norm") }
    let perSublayer = ["*=none": 0, "*=pre": 2, "*=sandwich": 4][rules] ?? 0
    #expect(norms.count == 4 * perSublayer + (perSublayer > 0 ? 2 : 0))
    #expect(read.count - norms.count == 2 + 2 * (8 + 4) + 2)
    #expect(
      trainer.parameterCount
        == trainer.machine.parameters.declarations.filter { read.contains($0.name) }
        .reduce(0) { $0 + $1.count })
  }

  @Test func resetReplaysTheSameRun() throws {
    let trainer = try trainer()
    let first = (0..<6).map { _ in trainer.step() }
    trainer.apply(.reset)
    let second = (0..<6).map { _ in trainer.step() }
    for (a, b) in zip(first, second) {
      #expect(b.segment == 1)
      var replayed = b
      replayed.segment = 0
      #expect(replayed == a)
    }
  }

  @Test func resetAfterRewiringStartsFair() throws {
    let rewired = try trainer()
    for _ in 0..<5 { _ = rewired.step() }
    let wiring = try LawModels.wiring("*=pre", of: rewired.configuration)
    rewired.apply(.rewire(wiring))
    #expect(rewired.step().rewiredAt == 5)
    rewired.apply(.reset)
    let fresh = try trainer(LawModels.small().rewired(to: wiring))
    for _ in 0..<5 {
      var report = rewired.step()
      report.segment = 0
      #expect(report == fresh.step())
    }
    #expect(rewired.step().rewiredAt == nil)
  }

  @Test func sameConfigurationSameBits() throws {
    let trainers = try (0..<2).map { _ in try trainer() }
    for _ in 0..<5 { #expect(trainers[0].step() == trainers[1].step()) }
    #expect(MachineState(trainers[0].machine) == MachineState(trainers[1].machine))
    var other = LawModels.small()
    other.seed = 2
    #expect(try trainer(other).step().loss != trainers[0].step().loss)
  }

  @Test func aTensorsStartDependsOnSeedNameAndShapeOnly() throws {
    var deeper = LawModels.small(.none, batch: 2)
    deeper.layers = 5
    deeper.seed = 1
    let a = try trainer().parameters()
    let b = try trainer(deeper).parameters()
    for tensor in a {
      #expect(b.first { $0.name == tensor.name } == tensor)
    }
  }

  @Test func loadingTheStartIsAFreshStart() throws {
    let fresh = try trainer()
    let loaded = try trainer()
    let start = loaded.parameters()
    for _ in 0..<3 { _ = loaded.step() }
    try loaded.load(start)
    for _ in 0..<4 { #expect(fresh.step() == loaded.step()) }
    expectSame(MachineState(fresh.machine), MachineState(loaded.machine))
  }

  @Test func resetGoesBackToLoadedWeights() throws {
    let trainer = try trainer()
    for _ in 0..<4 { _ = trainer.step() }
    let trained = trainer.parameters()
    let other = try self.trainer()
    try other.load(trained)
    #expect(other.parameters() == trained)
    let first = other.step().loss
    _ = other.step()
    other.apply(.reset)
    #expect(other.parameters() == trained)
    #expect(other.step().loss == first)
  }

  @Test func uselessRewiringsAreNoRewirings() throws {
    let trainer = try trainer()
    _ = trainer.step()
    trainer.apply(.rewire(trainer.configuration.wiring))
    trainer.apply(.rewire([]))
    #expect(trainer.step().rewiredAt == nil)
  }
}
