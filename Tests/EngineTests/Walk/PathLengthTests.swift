import TestSupport
import Testing

@testable import Engine

/// The gradient split by path length adds up to the gradient, and its classes are what they say.
@Suite struct PathLengthTests {
  private static func splits(
    _ configuration: Configuration, after steps: Int = 0, scope: SplitScope = .batch
  ) throws -> (walk: Walk, splits: [PathSplit]) {
    let walk = Walk(try WalkModels.twins(configuration, after: steps).walked)
    return (walk, try #require(walk.splitByPathLength(scope)))
  }

  @Test(arguments: Placement.allCases, WalkModels.scales)
  func classesAddUpToTheGradient(placement: Placement, scale: Float) throws {
    var configuration = Configuration()
    configuration.norm = placement
    configuration.residual = scale
    configuration.batch = 4
    let (walk, splits) = try Self.splits(configuration)
    #expect(splits.map(\.tap) == Tap.all(layers: 12).dropLast().reversed())
    for split in splits {
      #expect(split.residual <= 1e-5, "\(split.tap)")
      #expect(split.shares.count == split.longest + 1)
      guard split.gradientNorm > 1e-30 else { continue }
      // Rounding shrinks with the parts, not with their sum.
      let parts = split.sizes.reduce(0, +)
      #expect(abs(split.shares.reduce(0, +) - 1) <= 1e-5 * parts)
    }
    // The gradient that went along is that of the step; saturated attention costs the step digits.
    walk.move(to: walk.operations.count)
    for (split, size) in zip(splits.reversed(), walk.gradientSizes.reversed()) {
      #expect(split.tap == size.tap)
      let norm = size.rms * Double(4 * 16 * 64).squareRoot()
      #expect(norm == split.gradientNorm || abs(norm / split.gradientNorm - 1) < 1e-4)
    }
  }

  @Test(arguments: Placement.allCases) func oneLayerHasThreeClasses(placement: Placement) throws {
    var configuration = LawModels.small(placement)
    configuration.layers = 1
    let split = try #require(try Self.splits(configuration).splits.last)
    #expect(split.tap == .embedding && split.longest == 2)
    #expect(split.shares.count == 3)
    #expect(split.sizes.allSatisfy { $0 > 0 })
  }

  @Test(arguments: Placement.allCases)
  func withoutSkipsEverythingIsInTheLongestPath(placement: Placement) throws {
    for split in try Self.splits(WalkModels.model(placement, scale: 0)).splits {
      #expect(split.sizes.dropLast().allSatisfy { $0 == 0 })
      #expect(abs(split.sizes[split.longest] - 1) < 1e-12)
      #expect(abs(split.meanLength - Double(split.longest)) < 1e-9)
      #expect(split.binomial == nil)
    }
  }

  @Test func gatesAtZeroLeaveThePureSkipPath() throws {
    for split in try Self.splits(LawModels.small(preset: .rezero)).splits {
      #expect(split.sizes.dropFirst().allSatisfy { $0 == 0 })
      #expect(split.shares[0] == 1 && split.meanLength == 0 && split.residual == 0)
    }
  }

  /// k = 0 of pre is r^N times the gradient behind the last sublayer.
  @Test func thePureSkipPathOfPreIsScaledOnly() throws {
    let splits = try Self.splits(WalkModels.model(.pre, scale: 0.5), after: 2).splits
    let top = splits[0].gradientNorm
    for split in splits {
      let expected = (0..<split.longest).reduce(top) { norm, _ in norm * 0.5 }
      #expect(abs(split.sizes[0] * split.gradientNorm / expected - 1) < 1e-6)
    }
  }

  /// Each class is the sum over its paths: lesioned models with one branch left have that path alone.
  @Test(arguments: [Placement.pre, .sandwich, .branch, .none])
  func aSingleBranchIsItsOwnClass(placement: Placement) throws {
    var configuration = LawModels.small(placement)
    configuration.layers = 1
    let split = try #require(try Self.splits(configuration).splits.last)
    // Without the first skip and branch nothing of length 0 is left.
    configuration.rules = try WiringRule.parse(rules: "1.attention=\(placement.rawValue):0")
    let without = try #require(try Self.splits(configuration).splits.last)
    #expect(without.sizes[0] == 0 && without.sizes[1] > 0 && without.sizes[2] > 0)
    #expect(split.sizes[0] > 0)
  }

  @Test func aShardSeesItsOwnSequences() throws {
    let configuration = LawModels.small(.pre)
    let walk = Walk(try Trainer(configuration))
    let place = 17
    walk.move(to: place)
    let shown = walk.values(of: walk.operation.outputs[0], sequence: 4)
    let parts = try (0..<4).map { shard in
      try #require(walk.splitByPathLength(.shard(ofSequence: walk.machine.shards[shard].first)))
    }
    let all = try #require(walk.splitByPathLength(.batch))
    #expect(walk.index == place)
    #expect(walk.values(of: walk.operation.outputs[0], sequence: 4).bits == shown.bits)
    for index in all.indices {
      let squares = parts.reduce(0.0) {
        $0 + $1[index].gradientNorm * $1[index].gradientNorm
      }
      #expect(abs(squares.squareRoot() / all[index].gradientNorm - 1) < 1e-12)
    }
  }

  @Test func progressIsToldAndStops() throws {
    let walk = Walk(try Trainer(LawModels.small(.post)))
    var told: [Int] = []
    _ = walk.splitByPathLength { done, total in
      told.append(done)
      #expect(total == 14)
      return true
    }
    #expect(told == Array(1...14))
    let before = walk.seen
    #expect(walk.splitByPathLength { done, _ in done < 5 } == nil)
    #expect(walk.seen == before)
  }

  @Test func theLawSumsToOne() {
    for (n, p) in [(24, 0.1), (24, 0.9), (256, 0.5), (256, 1e-6)] {
      let law = PathSplit.binomial(n, p)
      #expect(abs(law.reduce(0, +) - 1) < 1e-12)
      let mean = zip(law.indices, law).reduce(0.0) { $0 + Double($1.0) * $1.1 }
      #expect(abs(mean / (Double(n) * p) - 1) < 1e-9)
    }
  }

  /// SCIENCE: the mean of four seeds at 12 layers, batch 4, sequence 32, reverse, Xavier.
  @Test(arguments: [(Placement.post, 7.5, 0.66), (.pre, 2.8, 0.36), (.branch, 6.4, 0.60)])
  func meanLengthsAreThoseMeasured(placement: Placement, mean: Double, factor: Double) throws {
    var lengths: [Double] = []
    var factors: [Double] = []
    for seed in 1...4 as ClosedRange<UInt64> {
      var configuration = Configuration()
      configuration.norm = placement
      configuration.sequence = 32
      configuration.batch = 4
      configuration.task = .synthetic(.reverse)
      configuration.seed = seed
      let split = try #require(try Self.splits(configuration).splits.last)
      lengths.append(split.meanLength)
      factors.append(try #require(split.pathFactor))
      #expect(split.cancellation > 0.1 && split.cancellation < 10)
    }
    #expect(abs(lengths.reduce(0, +) / 4 - mean) < 1)
    #expect(abs(factors.reduce(0, +) / 4 - factor) < 0.1)
  }
}
