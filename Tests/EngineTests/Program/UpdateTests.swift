import TestSupport
import Testing

@testable import Engine

/// The update: optimizers, bias correction by each tensor's own count, schedule, clipping.
@Suite struct UpdateTests {
  /// Every weight of every step against the Double statement of its optimizer.
  @Test(arguments: OptimizerKind.allCases, [0, 0.05] as [Float])
  func updatesFollowTheirStatement(optimizer: OptimizerKind, clip: Float) throws {
    var configuration = LawModels.small(.none)
    configuration.optimizer = optimizer
    configuration.weightDecay = 0.1
    configuration.clip = clip
    let trainer = try Trainer(configuration, threads: 1)
    let rewirings = ["*=none", "*=pre", "*=none", "*=sandwich", "*=post", "*=pre"]
    for rules in rewirings {
      trainer.apply(.rewire(try LawModels.wiring(rules, of: trainer.configuration)))
      for _ in 0..<2 { try checkStep(trainer, clip: clip) }
    }
  }

  private func checkStep(_ trainer: Trainer, clip: Float) throws {
    let before = MachineState(trainer.machine).parameters
    let report = trainer.step()
    let after = MachineState(trainer.machine).parameters
    let machine = trainer.machine
    let read = machine.program.parameters.map { machine.parameters[$0] }
    let gradients = read.map { machine.readGradient($0).wide }
    let norm = gradients.reduce(0) { $0 + Reference.moments($1).squares }.squareRoot()
    expectClose(report.gradientNorm, norm, 1e-6, "gradient norm")
    let factor = clip > 0 ? min(1, Double(clip) / (norm + 1e-6)) : 1
    #expect(clip == 0 || factor < 1)
    let rate = Double(trainer.configuration.peakLearningRate)
    for (declaration, gradient) in zip(read, gradients) {
      let old = try #require(before[declaration.name])
      let new = try #require(after[declaration.name])
      #expect(new.count == old.count + 1)
      let scaled = gradient.map { $0 * factor }
      // Worst seen 2.7e-7.
      guard trainer.configuration.optimizer == .adamw else {
        let exact = Reference.sgd(
          p: old.weights.floats, gradient: scaled, rate: rate, decay: Double(Float(0.1)))
        expectClose(new.weights.narrow, exact, 1e-6, "update.sgd")
        continue
      }
      let exact = Reference.adamW(
        .init(p: old.weights.floats, m: old.first.floats, v: old.second.floats),
        gradient: scaled, rate: rate, decay: Double(Float(0.1)), number: new.count)
      expectClose(new.weights.narrow, exact.p, 2e-6, "update.p")
      expectClose(new.first.narrow, exact.m, 2e-6, "update.m")
      expectClose(new.second.narrow, exact.v, 2e-6, "update.v")
    }
  }

  @Test func decayAndClippingCanBeToldOnTheWay() throws {
    var configuration = LawModels.small(.pre)
    let told = try Trainer(configuration, threads: 1)
    let untold = try Trainer(configuration, threads: 1)
    (configuration.weightDecay, configuration.clip) = (0.5, 0.1)
    let built = try Trainer(configuration, threads: 1)
    for command in [TrainerCommand.weightDecay(0.5), .clip(0.1)] { told.apply(command) }
    #expect(told.configuration == built.configuration)
    for _ in 0..<3 { #expect(told.step() == built.step()) }
    for _ in 0..<3 { _ = untold.step() }
    #expect(untold.step().loss != told.step().loss)
  }

  /// A tensor first read at step 3 takes Adam's first step there: ±rate, whatever the gradient.
  @Test func aLateTensorStartsWithItsOwnFirstStep() throws {
    var configuration = LawModels.small(.none)
    configuration.weightDecay = 0
    let trainer = try Trainer(configuration, threads: 1)
    for _ in 0..<3 { _ = trainer.step() }
    trainer.apply(.rewire(try LawModels.wiring("*=pre", of: configuration)))
    _ = trainer.step()
    let bias = try #require(
      MachineState(trainer.machine).parameters["layers.0.attention.norm_in.bias"])
    #expect(bias.count == 1)
    for value in bias.weights.floats { expectClose(value.magnitude, 0.01, 1e-4, "first step") }
  }

  @Test func theTransposedCopiesFollowTheirWeights() throws {
    let run = try MachineRun(LawModels.small(.sandwich))
    for _ in 0..<3 { run.step() }
    for declaration in run.machine.parameters.declarations where declaration.shape.count == 2 {
      guard declaration.role == .matrix, let state = run.state.parameters[declaration.name]
      else { continue }
      let turned = Reference.transpose(
        rows: declaration.shape[0], columns: declaration.shape[1], state.weights.floats)
      #expect(state.transposed.floats == turned, "\(declaration.name)")
    }
  }

  @Test(arguments: [0, 1, 2, 5])
  func theRateWarmsUp(warmup: Int) throws {
    var configuration = LawModels.small()
    configuration.warmup = warmup
    let trainer = try Trainer(configuration, threads: 1)
    let rates = (0..<8).map { _ in trainer.step().learningRate }
    for (n, rate) in rates.enumerated() {
      let share = warmup > 0 ? min(1, Double(n + 1) / Double(warmup)) : 1
      expectClose(rate, Double(Float(0.01)) * share, 1e-6, "rate")
    }
  }

  /// SGD moves weights by the rate it was told; without decay the ratio is exact.
  @Test func aCommandedRateHoldsFromTheNextStep() throws {
    var configuration = LawModels.small()
    configuration.optimizer = .sgd
    let trainer = try Trainer(configuration, threads: 1)
    #expect(trainer.step().learningRate == Double(Float(0.01)))
    trainer.apply(.learningRate(0.5))
    let before = trainer.parameters()
    #expect(trainer.step().learningRate == 0.5)
    let machine = trainer.machine
    for parameter in machine.program.parameters {
      let declaration = machine.parameters[parameter]
      let old = before.first { $0.name == declaration.name }?.floats ?? []
      let moved = zip(old, machine.readGradient(declaration)).map { $0 - 0.5 * $1 }
      expectClose(machine.read(declaration), moved.wide, 1e-6, "commanded rate")
    }
    trainer.apply(.warmup(10))
    #expect(trainer.step().learningRate < 0.5)
    trainer.apply(.warmup(-3))
    #expect(trainer.configuration.warmup == 0)
  }

  @Test func updateRatiosAreTheMovedShare() throws {
    let trainer = try Trainer(LawModels.small(.pre), threads: 1)
    let before = trainer.parameters()
    let report = trainer.step()
    let after = trainer.parameters()
    for matrix in report.layers.flatMap(\.matrices) {
      let old = before.first { $0.name == matrix.name }?.floats.wide ?? []
      let new = after.first { $0.name == matrix.name }?.floats.wide ?? []
      let change = zip(new, old).map { $0 - $1 }
      let ratio = (Reference.moments(change).squares / Reference.moments(old).squares).squareRoot()
      expectClose(matrix.updateRatio ?? .nan, ratio, 1e-5, "update ratio")
    }
  }
}

extension [UInt32] {
  /// The floats with these bits, widened.
  var floats: [Double] { map { Double(Float(bitPattern: $0)) } }
  /// The floats with these bits.
  var narrow: [Float] { map { Float(bitPattern: $0) } }
}
