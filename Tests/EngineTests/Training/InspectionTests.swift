import Testing

@testable import Engine

/// Looking into a step changes no bit of it, and what is seen is what was computed.
@Suite struct InspectionTests {
  private static let placements = Placement.allCases

  @Test(arguments: placements, [nil, 2] as [Int?])
  func lookingChangesNoBit(placement: Placement, asksFrom: Int?) throws {
    let plain = try Trainer(LawModels.small(placement))
    let watched = try Trainer(LawModels.small(placement))
    for step in 0..<6 {
      // Another sublayer and another sequence at each step; for one run the question ends.
      let request = InspectionRequest(Sublayer(index: step % 4), sequence: step % 5)
      watched.inspectionRequest = step >= asksFrom ?? 0 && step != 4 ? request : nil
      let reports = [plain.step(), watched.step()]
      #expect(reports[0] == reports[1])
      _ = watched.inspectLastStep(request)
      expectSame(MachineState(plain.machine), MachineState(watched.machine))
      #expect(plain.inspection == nil)
      #expect((watched.inspection == nil) == (watched.inspectionRequest == nil))
    }
  }

  /// Of a step that diverges, too: it is executed again to find the first non-finite number.
  @Test func divergedStepsAreSeenAsTheyWere() throws {
    var configuration = Configuration()
    configuration.layers = 40
    configuration.norm = Placement.none
    configuration.batch = 4
    let trainer = try Trainer(configuration)
    trainer.inspectionRequest = InspectionRequest(Sublayer(index: 79))
    var report = trainer.step()
    while !report.isDiverged, report.step < 10 { report = trainer.step() }
    #expect(report.isDiverged)
    let inspection = try #require(trainer.inspection)
    #expect(inspection.step == report.step)
    #expect(inspection.activation.total == 4 * 16 * 64)
    #expect(inspection.gradient?.total == 4 * 16 * 64)
  }

  @Test(arguments: placements) func attentionRowsSumToOne(placement: Placement) throws {
    let trainer = try Trainer(LawModels.small(placement))
    for index in 0..<4 {
      trainer.inspectionRequest = InspectionRequest(Sublayer(index: index), sequence: 4)
      _ = trainer.step()
      let inspection = try #require(trainer.inspection)
      #expect(inspection.attention.count == (index.isMultiple(of: 2) ? 3 * 5 * 5 : 0))
      for row in stride(from: 0, to: inspection.attention.count, by: 5) {
        let sum = inspection.attention[row..<row + 5].reduce(0, +)
        #expect(abs(sum - 1) < 1e-6)  // worst seen: 1.2e-7
      }
    }
  }

  /// Batch 5 on 4 shards: the second and the last sequence lie behind others in their shards.
  @Test(arguments: [0, 1, 4]) func theSequenceIsTheOneAskedFor(sequence: Int) throws {
    let trainer = try Trainer(LawModels.small(.pre))
    let sublayer = Sublayer(layer: 2, kind: .attention)
    trainer.inspectionRequest = InspectionRequest(sublayer, sequence: sequence)
    _ = trainer.step()
    let inspection = try #require(trainer.inspection)
    let machine = trainer.machine
    let slots = machine.slots.sublayers[sublayer.index]
    let all = machine.read(slots.attention.probabilities)
    #expect(inspection.attention == Array(all[sequence * 75..<(sequence + 1) * 75]))
    let tokens = machine.batch.tokens[sequence * 5..<(sequence + 1) * 5]
    #expect(inspection.tokens == tokens.map { .number(Int($0)) })
  }

  /// Against what `Evaluator` writes out of the same weights and batch: bit by bit the gradient that
  /// was there at the tap, number by number its histogram.
  @Test(arguments: placements) func gradientsAreThoseOfTheEvaluator(placement: Placement) throws {
    let configuration = LawModels.small(placement)
    for index in 0..<configuration.sublayerCount {
      let trainer = try Trainer(configuration)
      let batch = firstBatch(configuration)
      let evaluator = try Evaluator(
        configuration: configuration, parameters: trainer.parameters(), tokens: batch.tokens,
        targets: batch.targets)
      let tensors = try evaluator.run(steps: 0)
      let tap = Sublayer(index: index).description
      let gradient = try floats("gradient.\(tap)", tensors)
      let run = try MachineRun(configuration)
      run.prepare()
      var seen: [Float] = []
      run.machine.pass { operation in
        guard case .measureGradient(index + 1, let slot) = operation else { return }
        seen = run.machine.read(slot)
      }
      #expect(seen.bits == gradient.bits)
      trainer.inspectionRequest = InspectionRequest(Sublayer(index: index))
      _ = trainer.step()
      let inspection = try #require(trainer.inspection)
      let tokens = batch.countedTokens
      let expected = bruteForce(gradient.map { Double($0) * Double(tokens) })
      #expect(try HistogramCounts(#require(inspection.gradient)) == expected)
      let activation = try floats("activation.\(tap)", tensors)
      #expect(HistogramCounts(inspection.activation) == bruteForce(activation.map(Double.init)))
    }
  }

  @Test func theLastStepIsSeenWithoutItsGradient() throws {
    let trainer = try Trainer(LawModels.small(.pre))
    let request = InspectionRequest(Sublayer(index: 2), sequence: 3)
    #expect(trainer.inspectLastStep(request) == nil)
    trainer.inspectionRequest = request
    _ = trainer.step()
    var expected = try #require(trainer.inspection)
    #expect(expected.gradient != nil)
    expected.gradient = nil
    #expect(trainer.inspectLastStep(request) == expected)
    for bad in [InspectionRequest(Sublayer(index: 4)), .init(Sublayer(index: 0), sequence: 5)] {
      #expect(trainer.inspectLastStep(bad) == nil)
    }
    trainer.apply(.rewire(Array(repeating: Wiring(.none), count: 4)))
    #expect(trainer.inspectLastStep(request) == nil)
    _ = trainer.step()
    #expect(trainer.inspectLastStep(request)?.step == 1)
    trainer.apply(.reset)
    #expect(trainer.inspectLastStep(request) == nil)
  }

  /// The slots still hold another step when a saved state has come back.
  @Test func aRestoredRunHasNoLastStep() throws {
    let trainer = try Trainer(LawModels.small(.pre))
    _ = trainer.step()
    var state = TrainerState(startOf: trainer.configuration)
    trainer.save(into: &state)
    let request = InspectionRequest(Sublayer(index: 0))
    #expect(trainer.inspectLastStep(request) != nil)
    trainer.restore(state)
    #expect(trainer.inspectLastStep(request) == nil)
  }

  @Test func tokensHaveTheirNames() throws {
    var configuration = LawModels.small(.pre, batch: 3)
    configuration.task = .text(path: "-")
    configuration.vocabulary = 6
    let text = Array(String(repeating: "the cat sat. ", count: 40).utf8)
    let corpus = try TextCorpus(utf8: text.span, vocabulary: 6, sequence: 5)
    let source = BatchSource(configuration, corpus: corpus)
    #expect([0, 1, 2].map { source.name(of: $0) } == [.mask, .unknown, .character(" ")])
    configuration.task = .synthetic(.brackets)
    let brackets = BatchSource(configuration, corpus: nil)
    #expect((0..<5).map { brackets.name(of: $0) } == "()[]·".unicodeScalars.map { .character($0) })
  }

  private func firstBatch(_ configuration: Configuration) -> Batch {
    var batch = Batch(sequences: configuration.batch, sequenceLength: configuration.sequence)
    BatchSource(configuration, corpus: nil).fill(&batch, step: 0)
    return batch
  }

  private func floats(_ name: String, _ tensors: [Tensor]) throws -> [Float] {
    let tensor = try #require(tensors.first { $0.name == name })
    guard case .float(let values) = tensor.values else { return [] }
    return values
  }
}
