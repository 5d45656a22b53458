import TestSupport
import Testing

@testable import Engine

/// Every number of a report, against its definition over the slots it was taken from.
@Suite struct ReportTests {
  @Test(arguments: Placement.allCases, [1, 0.5, 0] as [Float])
  func statisticsFollowTheirDefinitions(placement: Placement, scale: Float) throws {
    var configuration = LawModels.small(placement)
    configuration.residual = scale
    let trainer = try Trainer(configuration, threads: 2)
    let report = trainer.step()
    let machine = trainer.machine
    let streams = machine.program.taps.map { machine.read($0).wide }
    let (gradients, branches) = try Self.passing(configuration)
    let counted = Double(machine.countedTokens)
    #expect(report.taps.map(\.tap) == Tap.all(layers: 2))
    for (index, tap) in report.taps.enumerated() {
      expectClose(tap.activationRMS, Self.rms(streams[index]), 1e-6, "activation rms")
      #expect(tap.activationMax == Reference.moments(streams[index]).largest)
      expectClose(tap.gradientRMS, Self.rms(gradients[index]) * counted, 1e-6, "gradient rms")
      #expect(tap.gradientMax == Reference.moments(gradients[index]).largest * counted)
      let alike = Reference.similarity(
        sequences: 5, sequence: 5, width: 15, x: streams[index], embedding: streams[0])
      expectClose(tap.inputSimilarity ?? .nan, alike.input / 25, 1e-9, "input similarity")
      expectClose(tap.tokenSimilarity ?? .nan, alike.token / 5, 1e-9, "token similarity")
      // √ of a difference of nearly equal numbers where the tokens are alike.
      #expect(((tap.tokenDiversity ?? .nan) - alike.diversity / 5).magnitude < 1e-7)
      guard case .sublayer(let sublayer) = tap.tap else {
        #expect(tap.branchRMS == nil && tap.branchRatio == nil && tap.branchCosine == nil)
        continue
      }
      let raw = branches[index]
      let reaching = Self.reaching(machine, sublayer, raw)
      let stream = streams[index - 1]
      expectClose(tap.branchRMS ?? .nan, Self.rms(raw), 1e-6, "branch rms")
      expectClose(
        tap.branchRatio ?? .nan, Self.rms(reaching) / Self.rms(stream), 1e-6, "branch ratio")
      let cosine =
        Reference.dot(reaching, stream)
        / (Reference.dot(reaching, reaching) * Reference.dot(stream, stream)).squareRoot()
      #expect(((tap.branchCosine ?? .nan) - cosine).magnitude < 1e-6)
    }
    checkSpread(report)
    checkLayers(report, machine)
    checkLoss(report, machine)
  }

  /// ∂L/∂x and the raw branch of every tap in the first step, taken before they are overwritten.
  private static func passing(
    _ configuration: Configuration
  ) throws -> (gradients: [[Double]], branches: [[Double]]) {
    let trainer = try Trainer(configuration, threads: 1)
    trainer.prepareStep()
    var gradients = Array(repeating: [Double](), count: configuration.sublayerCount + 2)
    var branches = gradients
    while let instruction = trainer.machine.step() {
      switch instruction.operation {
      case .measureGradient(let tap, let slot): gradients[tap] = trainer.machine.read(slot).wide
      case .measureBranch(let tap, let raw, _, _): branches[tap] = trainer.machine.read(raw).wide
      default: break
      }
    }
    return (gradients, branches)
  }

  private static func rms(_ x: [Double]) -> Double {
    (Reference.moments(x).squares / Double(x.count)).squareRoot()
  }

  private static func reaching(
    _ machine: Machine, _ sublayer: Sublayer, _ raw: [Double]
  ) -> [Double] {
    let wiring = machine.configuration.wiring[sublayer.index]
    guard wiring.placement.normalizesBranchOutput else { return raw }
    return machine.read(machine.slots.sublayers[sublayer.index].normOut).wide
  }

  private func checkSpread(_ report: StepReport) {
    let gradients = report.taps.dropLast().map(\.gradientRMS)
    let spread = Logarithm.base10((gradients.max() ?? 1) / (gradients.min() ?? 1))
    expectClose(report.gradientSpread, spread, 1e-12, "spread")
  }

  private func checkLayers(_ report: StepReport, _ machine: Machine) {
    for (index, layer) in report.layers.enumerated() {
      let names =
        ["query", "key", "value", "output"].map { "attention.\($0)" }
        + ["feedforward.expand", "feedforward.contract"]
      #expect(layer.matrices.map(\.name) == names.map { "layers.\(index).\($0).weight" })
      let norms = layer.matrices.map { matrix in
        machine.parameters.declarations.first { $0.name == matrix.name }
          .map { Reference.moments(machine.readGradient($0).wide).squares.squareRoot() } ?? .nan
      }
      for (matrix, norm) in zip(layer.matrices, norms) {
        expectClose(matrix.gradientNorm, norm, 1e-6, "matrix gradient")
      }
      expectClose(layer.gradientNorm, Self.rms(norms), 1e-6, "layer gradient")
      expectClose(layer.queryValueRatio, norms[0] / norms[2], 1e-5, "query/value")
      expectClose(
        layer.updateRatio ?? .nan, Self.rms(layer.matrices.compactMap(\.updateRatio)), 1e-12,
        "layer update")
    }
  }

  private func checkLoss(_ report: StepReport, _ machine: Machine) {
    let exact = Reference.crossEntropy(
      classes: 7, logits: machine.read(machine.slots.logits).wide, targets: machine.batch.targets,
      weight: 1)
    let counted = Double(machine.countedTokens)
    expectClose(report.loss, exact.sum / counted, 1e-6, "loss")
    #expect(report.accuracy == exact.correct / counted)
  }

  /// Doubling the batch by repeating it moves no per-token number.
  @Test func gradientsPerTokenDoNotDependOnTheBatch() throws {
    let small = try MachineRun(LawModels.small(.pre, batch: 2))
    let large = try MachineRun(LawModels.small(.pre, batch: 4))
    small.prepare()
    var doubled = small.machine.batch
    doubled.tokens += doubled.tokens
    doubled.targets += doubled.targets
    large.machine.begin(doubled)
    for run in [small, large] { run.machine.run() }
    for tap in 0..<6 {
      let rms = [(small, 10.0), (large, 20.0)].map { run, tokens in
        (run.machine.measurements.sum(tap, .gradientSquare) / tokens).squareRoot() * tokens
      }
      expectClose(rms[1], rms[0], 1e-6, "per token")
    }
  }

  @Test func likenessIsAbsentWhereItMeansNothing() throws {
    var configuration = LawModels.small(.none)
    configuration.sequence = 1
    let single = try Trainer(configuration, threads: 1).step()
    #expect(single.taps.allSatisfy { $0.tokenDiversity == nil && $0.inputSimilarity == nil })
    configuration = LawModels.small(.none)
    configuration.residual = 0
    configuration.layers = 48
    configuration.initGain = 0.3
    let vanished = try Trainer(configuration, threads: 1).step()
    for tap in vanished.taps {
      #expect((tap.tokenDiversity == nil) == (tap.activationRMS < 1e-15))
    }
    #expect(vanished.taps.contains { $0.tokenDiversity == nil })
  }

  @Test func likenessIsMeasuredEveryKSteps() throws {
    let trainer = try Trainer(LawModels.small(.pre), threads: 1)
    for step in 0..<2 * trainer.similarityInterval + 1 {
      let isMeasured = trainer.step().taps[0].tokenDiversity != nil
      #expect(isMeasured == step.isMultiple(of: trainer.similarityInterval))
    }
    #expect(Trainer.similarityInterval(of: Configuration()) >= 1)
  }
}
