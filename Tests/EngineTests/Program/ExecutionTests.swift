import TestSupport
import Testing

@testable import Engine

/// How a step is executed changes no bit of what it computes.
@Suite struct ExecutionTests {
  @Test(arguments: Placement.allCases, [nil, 1, 7, 60] as [Int?])
  func runIsStepRepeated(placement: Placement, single: Int?) throws {
    let whole = try MachineRun(LawModels.small(placement))
    let stepped = try MachineRun(LawModels.small(placement))
    for _ in 0..<3 {
      whole.step()
      stepped.step(single: single)
      expectSame(whole.state, stepped.state)
      expectSame(whole.slots, stepped.slots)
      #expect(whole.machine.judgement.gradientNorm == stepped.machine.judgement.gradientNorm)
    }
    #expect(whole.machine.step() == nil && stepped.machine.step() == nil)
  }

  @Test func stepReturnsTheProgramInOrder() throws {
    let run = try MachineRun(LawModels.small(.sandwich))
    run.prepare()
    var instructions: [Instruction] = []
    while let instruction = run.machine.step() { instructions.append(instruction) }
    #expect(instructions == run.machine.program.instructions)
  }

  @Test(arguments: [1, 3, 4, 5, 7], [Preset?.none, .rezero])
  func threadsChangeNoBit(batch: Int, preset: Preset?) throws {
    let runs = try [1, 2, 3].map { threads in
      try MachineRun(LawModels.small(.sandwich, batch: batch, preset: preset), threads: threads)
    }
    for _ in 0..<8 {
      for run in runs { run.step(measuresSimilarity: true) }
      for run in runs.dropFirst() {
        expectSame(run.state, runs[0].state)
        expectSame(run.slots, runs[0].slots)
        let isSame = run.machine.reports == runs[0].machine.reports
        #expect(isSame)
      }
    }
  }

  /// Reports too: every statistic is summed in shard order.
  @Test(arguments: [1, 3, 4, 5, 7])
  func threadsChangeNoBitOfAReport(batch: Int) throws {
    let trainers = try [1, 2, 3].map { threads in
      try Trainer(LawModels.small(.branch, batch: batch), threads: threads)
    }
    for _ in 0..<10 {
      let reports = trainers.map { $0.step() }
      #expect(reports[1] == reports[0])
      #expect(reports[2] == reports[0])
    }
  }

  @Test(arguments: Placement.allCases)
  func likenessMeasuredOrNotChangesNoBit(placement: Placement) throws {
    let always = try MachineRun(LawModels.small(placement))
    let never = try MachineRun(LawModels.small(placement))
    for _ in 0..<4 {
      always.step(measuresSimilarity: true)
      never.step(measuresSimilarity: false)
      expectSame(always.state, never.state)
      expectSame(always.slots, never.slots)
    }
  }

  /// A program stripped of its measure instructions leaves every slot and gradient the same.
  @Test(arguments: Placement.allCases)
  func measuringChangesNoBit(placement: Placement) throws {
    let probed = try MachineRun(LawModels.small(placement))
    let bare = try MachineRun(LawModels.small(placement))
    for run in [probed, bare] {
      run.step()
      run.prepare(measuresSimilarity: true)
    }
    let (program, machine) = (bare.machine.program, bare.machine)
    for instruction in program.sharded where !instruction.operation.isMeasurement {
      for shard in machine.shards.indices { machine.execute(instruction.operation, shard: shard) }
    }
    for _ in program.sharded { _ = probed.machine.step() }
    expectSame(bare.slots, probed.slots)
    for declaration in program.parameters.map({ machine.parameters[$0] }) {
      for shard in machine.shards.indices {
        let gradients = [machine, probed.machine].map { machine in
          unsafe Array(
            UnsafeBufferPointer(
              start: machine.arena.gradient(declaration, shard: shard), count: declaration.count)
          ).bits
        }
        #expect(gradients[0] == gradients[1], "\(declaration.name)")
      }
    }
  }

  @Test func evaluatingBetweenStepsChangesNoBit() throws {
    let plain = try MachineRun(LawModels.small(.pre))
    let evaluating = try MachineRun(LawModels.small(.pre))
    var held = plain.machine.batch
    held.tokens = held.tokens.indices.map { Int32($0 % 7) }
    held.targets = held.tokens.map { $0 == 3 ? -1 : $0 }
    for _ in 0..<4 {
      plain.step()
      #expect(evaluating.machine.evaluate(held) > 0)
      evaluating.step()
      expectSame(plain.state, evaluating.state)
      expectSame(plain.slots, evaluating.slots)
    }
  }

  @Test func evaluationIsTheForwardLoss() throws {
    let run = try MachineRun(LawModels.small(.pre))
    run.step()
    run.prepare()
    let batch = run.machine.batch
    let loss = run.machine.evaluate(batch)
    run.prepare()
    run.machine.run()
    #expect(loss == run.machine.measurements.loss / Double(batch.countedTokens))
  }

  /// A text trainer that measures held-out text, against a machine that is fed the same batches.
  @Test func heldOutTextChangesNoBit() throws {
    var configuration = LawModels.small(.pre, batch: 3)
    configuration.task = .text(path: "-")
    configuration.vocabulary = 12
    let text = Array(String(repeating: "the cat sat on the mat. ", count: 40).utf8)
    let corpus = try TextCorpus(utf8: text.span, vocabulary: 12, sequence: 5)
    let trainer = try Trainer(configuration, corpus: corpus)
    let machine = try MachineRun(configuration, corpus: corpus)
    var measured: [Int] = []
    for step in 0..<53 {
      let report = trainer.step()
      machine.step()
      if report.evaluationLoss != nil { measured.append(step) }
      expectSame(MachineState(trainer.machine).parameters, machine.state.parameters)
    }
    #expect(measured == [0, 50])
  }
}

extension Machine {
  /// All sums of the present step.
  var reports: [Double] {
    (0..<configuration.sublayerCount + 2).flatMap { tap in
      let squares: [Measurements.Field] = [
        .activationSquare, .gradientSquare, .branchSquare, .reachingSquare, .branchDot,
        .inputSimilarity, .tokenSimilarity, .tokenDiversity,
      ]
      return squares.map { measurements.sum(tap, $0) }
        + [measurements.largest(tap, .activationMax), measurements.largest(tap, .gradientMax)]
    }
  }
}
