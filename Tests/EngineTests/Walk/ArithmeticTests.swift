import TestSupport
import Testing

@testable import Engine

/// What a walk shows of an operation: its numbers, and the laws that they obey.
@Suite struct ArithmeticTests {
  private static let focuses = [
    WalkFocus(), WalkFocus(sequence: 4, token: 3, feature: 9, column: 2),
    WalkFocus(sequence: 2, token: 99, feature: 99, column: 99),
  ]

  /// Every operation of the step: the formula, computed again from the numbers shown, gives the
  /// number that the engine stored.
  @Test(arguments: Placement.allCases, WalkModels.scales)
  func reevaluatesToTheStoredResult(placement: Placement, scale: Float) throws {
    for kind in NormKind.allCases {
      let trainer = try WalkModels.twins(
        WalkModels.model(placement, scale: scale, kind: kind)
      ).walked
      try expectReevaluation(Walk(trainer))
    }
  }

  @Test(arguments: Activation.allCases, [OptimizerKind.sgd, .adamw])
  func reevaluatesUnderOtherSettings(activation: Activation, optimizer: OptimizerKind) throws {
    var configuration = LawModels.small(preset: .rezero)
    configuration.activation = activation
    configuration.optimizer = optimizer
    configuration.clip = 0.1
    configuration.shards = 3
    try expectReevaluation(Walk(try WalkModels.twins(configuration, after: 3).walked))
    // Wide enough for every tile of a product.
    configuration.width = 72
    configuration.heads = 2
    configuration.ffn = 150
    configuration.sequence = 19
    try expectReevaluation(Walk(try WalkModels.twins(configuration, after: 1).walked))
  }

  private func expectReevaluation(_ walk: Walk) throws {
    var kinds: Set<OperationKind> = []
    for operation in walk.operations {
      walk.move(to: operation.index)
      kinds.insert(operation.kind)
      for focus in Self.focuses {
        let arithmetic = walk.arithmetic(at: focus)
        let stored = operation.outputs.first.map {
          walk.values(of: $0, sequence: focus.sequence)[arithmetic.position]
        }
        #expect(stored == nil || stored?.bitPattern == arithmetic.result.bitPattern)
        let error = abs(arithmetic.evaluated - Double(arithmetic.result))
        #expect(
          error <= arithmetic.tolerance,
          "\(operation.kind) in \(operation.outputs.first?.name ?? ""): \(arithmetic.evaluated)")
      }
    }
    // Without skips and norms six are missing.
    #expect(kinds.count >= 17)
  }

  /// Against the arena, slot by slot: what stands in the list is what the operation reads and writes.
  @Test func valuesAreThoseOfTheArena() throws {
    let trainer = try Trainer(LawModels.small(.pre))
    let walk = Walk(trainer)
    for operation in walk.operations where operation.phase != .update {
      walk.move(to: operation.index)
      for tensor in operation.inputs + operation.outputs where !tensor.isOverwritten {
        guard case .slot(let slot) = tensor.place else { continue }
        for sequence in 0..<5 {
          #expect(
            walk.values(of: tensor, sequence: sequence).bits
              == walk.machine.read(slot, sequence: sequence).bits)
        }
        #expect(tensor.shape.reduce(1, *) == walk.values(of: tensor).count)
      }
    }
  }

  /// What lies between inputs and outputs leads to the outputs.
  @Test(arguments: NormKind.allCases) func partsLeadToTheOutputs(kind: NormKind) throws {
    let walk = Walk(try WalkModels.twins(WalkModels.model(.sandwich, kind: kind)).walked)
    for operation in walk.operations {
      walk.move(to: operation.index)
      let page = walk.page(at: WalkFocus(sequence: 3))
      #expect(page.operation == operation && page.count == walk.operations.count)
      #expect(
        page.outputs.map(\.values.bits) + page.inputs.map(\.values.bits)
          == (operation.outputs + operation.inputs).map { walk.values(of: $0, sequence: 3).bits })
      let parts = Dictionary(uniqueKeysWithValues: page.parts.map { ($0.kind, $0.values) })
      let output = page.outputs.first?.values ?? []
      switch operation.kind {
      case .normalize:
        let gain = page.inputs[1].values
        let bias = page.inputs.count > 2 ? page.inputs[2].values : gain.map { _ in 0 }
        let normalized = try #require(parts[.normalized])
        let made = normalized.enumerated().map { Double($1 * gain[$0 % 15] + bias[$0 % 15]) }
        #expect(Closeness.error(output, made, "normalize") < 1e-6)
      case .normalizeGradient:
        let rstd = page.inputs[3].values
        let kept = try #require(parts[.kept])
        let made = kept.enumerated().map { Double($1 * rstd[$0 / 15]) }
        #expect(Closeness.error(output, made, "gradient") < 1e-5)
      case .crossEntropy:
        #expect(try #require(parts[.losses]).count == 5)
        let sums = try #require(parts[.probabilities]).reduce(0, +)
        #expect(abs(sums - 5) < 1e-5)
      default: #expect(page.parts.isEmpty)
      }
    }
  }

  @Test(arguments: Placement.allCases, WalkModels.scales)
  func identitiesHold(placement: Placement, scale: Float) throws {
    for kind in NormKind.allCases {
      let trainer = try WalkModels.twins(
        WalkModels.model(placement, scale: scale, kind: kind)
      ).walked
      let walk = Walk(trainer)
      walk.move(to: 5)
      let checks = walk.allIdentityChecks(phases: [.forward, .backward])
      #expect(walk.index == 5)
      for check in checks {
        #expect(check.holds, "\(check)")
      }
      let laws = Set(checks.map(\.law))
      #expect(laws.contains(.sum) == (scale != 0))
      #expect(laws.contains(.variance) == (placement != .none))
      #expect(laws.contains(.mean) == (placement != .none && kind == .layer))
    }
  }

  /// A sum that is one unit off, or a norm fed another row, is no identity.
  @Test func brokenNumbersAreFound() throws {
    let walk = Walk(try Trainer(LawModels.small(.post)))
    let machine = walk.machine
    let add = try #require(walk.operations.first { $0.kind == .residualAdd })
    walk.move(to: add.index)
    guard case .residualAdd(_, _, _, let sum) = add.operation else { return }
    let number = unsafe machine.at(sum, 2) + 7
    unsafe number.pointee = number.pointee.nextUp.nextUp
    #expect(walk.identityChecks.map(\.holds) == [false])
    let norm = try #require(walk.operations.first { $0.kind == .normalize })
    walk.move(to: norm.index)
    #expect(walk.identityChecks.map(\.holds) == [true, true])
    guard case .normalize(_, _, _, let mean, let rstd) = norm.operation else { return }
    unsafe machine.at(mean, 1)[0] += 0.01
    #expect(walk.identityChecks.map(\.holds) == [false, true])
    unsafe machine.at(rstd, 1)[0] *= 1.001
    #expect(walk.identityChecks.map(\.holds) == [false, false])
  }

  @Test(arguments: Placement.allCases) func forkSharesAddUp(placement: Placement) throws {
    let walk = Walk(try WalkModels.twins(WalkModels.model(placement, scale: 0.5)).walked)
    var forks = 0
    for operation in walk.operations where operation.phase == .backward {
      walk.move(to: operation.index)
      #expect((walk.forkShares != nil) == (operation.kind == .forkAdd))
      guard let shares = walk.forkShares else { continue }
      forks += 1
      let skip = try #require(shares.skipShare)
      let branch = try #require(shares.branchShare)
      #expect(abs(skip + branch - 1) < 1e-12)
      let sum = walk.squares(of: operation.outputs[0], sequence: 0).sum.squareRoot()
      #expect(abs(shares.totalNorm / sum - 1) < 1e-6)
      let skipInput = walk.squares(of: operation.inputs[0], sequence: 0).sum.squareRoot()
      #expect(abs(shares.skipNorm / (0.5 * skipInput) - 1) < 1e-6)
    }
    #expect(forks == 4)
  }

  /// The kept part times rstd is the gradient that leaves the norm.
  @Test(arguments: NormKind.allCases) func normsRemoveMeanAndDirection(kind: NormKind) throws {
    let walk = Walk(try WalkModels.twins(WalkModels.model(.pre, kind: kind)).walked)
    for operation in walk.operations where operation.kind == .normalizeGradient {
      walk.move(to: operation.index)
      let removal = try #require(walk.normRemoval)
      let sum = removal.meanShare + removal.directionShare + removal.keptShare
      // x̂ has a mean square of v/(v + ε) instead of 1.
      #expect(abs(sum - 1) < 1e-3)
      #expect((removal.meanShare == 0) == (kind == .rms))
      #expect(removal.directionShare > 0 && removal.meanRstd > 0)
    }
  }
}
