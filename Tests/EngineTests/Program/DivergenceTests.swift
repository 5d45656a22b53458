import TestSupport
import Testing

@testable import Engine

/// Non-finite numbers: found where they were born, never written into a weight.
@Suite struct DivergenceTests {
  /// Steps until the run diverges; checks that the diverging step changed nothing.
  private func diverge(_ trainer: Trainer, within steps: Int) throws -> StepReport {
    for _ in 0..<steps {
      let before = MachineState(trainer.machine).parameters
      let updates = trainer.updates
      let report = trainer.step()
      let after = MachineState(trainer.machine)
      let isFinite = after.isFinite
      #expect(isFinite)
      guard report.isDiverged else {
        #expect(trainer.updates == updates + 1)
        continue
      }
      #expect(trainer.updates == updates)
      expectSame(after.parameters, before)
      #expect(report.verdict.state == .diverged)
      #expect(report.verdict.causes.first?.detail == report.firstNonFinite)
      #expect(report.layers.allSatisfy { $0.updateRatio == nil })
      return report
    }
    Issue.record("the run did not diverge within \(steps) steps")
    throw CancellationError()
  }

  /// Executes the step once more, one instruction at a time on an emptied machine, and looks at
  /// every slot and gradient after each: the slow and obvious search.
  private func firstNonFinite(_ trainer: Trainer) throws -> String? {
    let machine = try Machine(
      trainer.configuration, kernels: InstructionSet.tested.kernels, threads: 1)
    for declaration in machine.parameters.declarations {
      machine.write(trainer.machine.read(declaration), to: declaration)
    }
    machine.begin(trainer.machine.batch)
    while let instruction = machine.step(), instruction.phase != .update {
      for (index, slot) in machine.slots.declarations.enumerated()
      where !slot.name.hasSuffix("mean") && !slot.name.hasSuffix("rstd") {
        if !machine.read(Slot(index: index)).allSatisfy(\.isFinite) {
          return slot.role.place(in: instruction.sublayer)
        }
      }
      for declaration in machine.parameters.declarations {
        for shard in machine.shards.indices {
          let values = unsafe UnsafeBufferPointer(
            start: machine.arena.gradient(declaration, shard: shard), count: declaration.count)
          if unsafe !values.allSatisfy(\.isFinite) { return declaration.place("gradient") }
        }
      }
    }
    return nil
  }

  @Test func aDeepStackWithoutNormsOverflows() throws {
    var configuration = LawModels.small(.none)
    configuration.layers = 96
    configuration.width = 32
    configuration.heads = 2
    configuration.ffn = 128
    let trainer = try Trainer(configuration, threads: 2)
    let report = try diverge(trainer, within: 1)
    #expect(report.firstNonFinite == (try firstNonFinite(trainer)))
    #expect(report.step == 0)
  }

  @Test(arguments: [1e10, 1e30, 1e38] as [Float], OptimizerKind.allCases)
  func aHugeRateNeverWritesANonFiniteWeight(rate: Float, optimizer: OptimizerKind) throws {
    for placement in [Placement.none, .post] {
      var configuration = LawModels.small(placement)
      configuration.optimizer = optimizer
      configuration.learningRate = rate
      configuration.weightDecay = 0
      let trainer = try Trainer(configuration, threads: 1)
      for _ in 0..<6 {
        let before = MachineState(trainer.machine).parameters
        let report = trainer.step()
        let after = MachineState(trainer.machine)
        let isFinite = after.isFinite
        #expect(isFinite)
        if report.isDiverged { expectSame(after.parameters, before) }
      }
    }
  }

  @Test func anUpdateThatWouldOverflowIsNamedSo() throws {
    var configuration = LawModels.small(.post)
    configuration.optimizer = .sgd
    configuration.learningRate = .greatestFiniteMagnitude
    configuration.weightDecay = 10
    let trainer = try Trainer(configuration, threads: 1)
    let report = try diverge(trainer, within: 1)
    #expect(report.firstNonFinite == "update of embedding.token")
    #expect(report.loss.isFinite)
  }

  /// One weight made huge: the slot behind it is the first to overflow.
  @Test(arguments: [
    ("layers.1.feedforward.expand.weight", "2.feedforward: preactivation"),
    ("layers.0.attention.value.weight", "1.attention: value"),
    ("layers.1.attention.output.bias", "2.attention: sum"),
    ("head.weight", "logits"),
    ("embedding.token", "embedding"),
  ])
  func theSlotBehindAHugeWeightIsNamed(weight: String, slot: String) throws {
    let trainer = try Trainer(LawModels.small(.none), threads: 2)
    var tensors = trainer.parameters()
    for (index, tensor) in tensors.enumerated() {
      let isPartner = weight == "embedding.token" && tensor.name == "embedding.position"
      let isBias = weight.hasSuffix("bias") && tensor.name == "embedding.position"
      guard tensor.name == weight || isPartner || isBias else { continue }
      tensors[index] = Tensor(
        name: tensor.name, shape: tensor.shape,
        values: .float(Array(repeating: 3e38, count: tensor.floats.count)))
    }
    // A huge bias adds to a stream that is already huge.
    if weight.hasSuffix("bias") { tensors = Self.silenced(tensors, except: weight) }
    try trainer.load(tensors)
    let report = try diverge(trainer, within: 1)
    #expect(report.firstNonFinite == slot)
    #expect(report.firstNonFinite == (try firstNonFinite(trainer)))
  }

  /// All matrices zero, so that only the stream and one bias count.
  private static func silenced(_ tensors: [Tensor], except name: String) -> [Tensor] {
    tensors.map { tensor in
      guard tensor.shape.count == 2, tensor.name.hasPrefix("layers") else { return tensor }
      return Tensor(
        name: tensor.name, shape: tensor.shape,
        values: .float(Array(repeating: 0, count: tensor.floats.count)))
    }
  }

  /// Forward is finite, backward is not: a column of weights that meets only zeros on its way
  /// forward multiplies every gradient on its way back.
  @Test(arguments: [1, 3])
  func aGradientThatOverflowsIsNamed(layers: Int) throws {
    var configuration = LawModels.small(.none)
    configuration.layers = layers
    let trainer = try Trainer(configuration, threads: 1)
    let tensors = trainer.parameters().map { tensor -> Tensor in
      var values = tensor.floats
      switch tensor.name {
      case "layers.0.feedforward.expand.weight":
        for row in 0..<22 { values[15 * row] = 3e38 }
      case "head.weight":
        for index in values.indices { values[index] *= 1e4 }
      // Nothing of channel 0 goes forward.
      case "embedding.token", "embedding.position", "layers.0.attention.output.weight":
        let isMatrix = tensor.name.hasPrefix("layers")
        for index in values.indices where (isMatrix ? index / 15 : index % 15) == 0 {
          values[index] = 0
        }
      default: break
      }
      return Tensor(name: tensor.name, shape: tensor.shape, values: .float(values))
    }
    try trainer.load(tensors)
    let report = try diverge(trainer, within: 1)
    #expect(report.loss.isFinite)
    #expect(report.firstNonFinite == "1.feedforward: gradient of branch_input")
    #expect(report.firstNonFinite == (try firstNonFinite(trainer)))
  }

  /// A NaN among finite numbers is found wherever in its slot it lies; no file can bring one.
  @Test(arguments: [0, 3, 6])
  func aSingleNaNIsFound(token: Int) throws {
    let trainer = try Trainer(LawModels.small(.pre), threads: 1)
    let machine = trainer.machine
    let declaration = try #require(
      machine.parameters.declarations.first { $0.name == "embedding.token" })
    unsafe machine.arena.weights(declaration)[15 * token + token] = .nan
    let report = trainer.step()
    #expect(report.firstNonFinite == "embedding")
    #expect(report.taps[0].activationMax.isNaN)
  }

  @Test func aDivergedRunGoesOnOnceRewired() throws {
    var configuration = LawModels.small(.none)
    configuration.layers = 96
    configuration.width = 32
    configuration.heads = 2
    configuration.ffn = 128
    let trainer = try Trainer(configuration, threads: 2)
    _ = try diverge(trainer, within: 1)
    _ = try diverge(trainer, within: 1)
    trainer.apply(.rewire(try LawModels.wiring("*=pre", of: configuration)))
    for step in 0..<3 {
      let report = trainer.step()
      #expect(!report.isDiverged && report.step == step && report.loss.isFinite)
    }
  }

  /// After the search the machine is as it was after the step itself: everything stays explorable.
  @Test func searchingLeavesTheStepAsItWas() throws {
    var configuration = LawModels.small(.none)
    configuration.layers = 96
    configuration.width = 32
    configuration.heads = 2
    let searched = try Trainer(configuration, threads: 1)
    let plain = try Trainer(configuration, threads: 1)
    _ = searched.step()
    plain.prepareStep()
    plain.machine.run()
    for index in plain.machine.slots.declarations.indices {
      let slot = Slot(index: index)
      #expect(plain.machine.read(slot).bits == searched.machine.read(slot).bits)
    }
    #expect(
      plain.machine.measurements.loss.bitPattern == searched.machine.measurements.loss.bitPattern)
  }
}
