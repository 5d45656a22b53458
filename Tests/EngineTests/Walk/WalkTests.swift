import TestSupport
import Testing

@testable import Engine

/// Models of the walk's laws.
enum WalkModels {
  static let scales: [Float] = [1, 0, 0.5]

  static func model(
    _ placement: Placement, scale: Float = 1, kind: NormKind = .layer
  ) -> Configuration {
    var configuration = LawModels.small(placement)
    configuration.residual = scale
    configuration.normKind = kind
    return configuration
  }

  /// A trainer a few steps into its run, and another one of the same bits.
  static func twins(
    _ configuration: Configuration, after steps: Int = 2
  ) throws -> (walked: Trainer, plain: Trainer) {
    let twins = (try Trainer(configuration), try Trainer(configuration))
    for _ in 0..<steps {
      _ = twins.0.step()
      _ = twins.1.step()
    }
    return twins
  }
}

extension Machine {
  /// Every slot of every shard, and every gradient of every shard, by name.
  var bits: [String: [UInt32]] {
    var result: [String: [UInt32]] = [:]
    for index in slots.declarations.indices {
      result[slots.declarations[index].name] = read(Slot(index: index)).bits
    }
    for declaration in parameters.declarations {
      for shard in shards.indices {
        result["\(declaration.name) \(shard)"] =
          unsafe Array(
            UnsafeBufferPointer(
              start: arena.gradient(declaration, shard: shard), count: declaration.count)
          ).bits
      }
    }
    return result
  }
}

extension Walk {
  /// What the present operation reads and writes of one sequence, bit by bit.
  var seen: [[UInt32]] {
    (operation.inputs + operation.outputs).map { values(of: $0, sequence: 3).bits }
  }
}

/// A walk shows the step that training runs, and leaves no trace.
@Suite struct WalkTests {
  @Test(arguments: Placement.allCases, WalkModels.scales)
  func walkedStepIsTheStepThatRuns(placement: Placement, scale: Float) throws {
    for kind in NormKind.allCases {
      let (walked, plain) = try WalkModels.twins(
        WalkModels.model(placement, scale: scale, kind: kind))
      let before = MachineState(walked.machine).parameters
      let walk = Walk(walked)
      for index in walk.operations.indices { walk.move(to: index) }
      let forwards = MachineState(walk.machine)
      let slots = walk.machine.bits
      for index in walk.operations.indices.reversed() where index % 7 == 3 { walk.move(to: index) }
      walk.move(to: 0)
      for index in walk.operations.indices { walk.move(to: index) }
      expectSame(MachineState(walk.machine), forwards)
      expectSame(walk.machine.bits, slots)

      walk.close()
      expectSame(MachineState(walked.machine).parameters, before)
      let reports = [walked.step(), plain.step()]
      #expect(reports[0] == reports[1])
      expectSame(MachineState(walked.machine), MachineState(plain.machine))
      expectSame(MachineState(walked.machine), forwards)
      expectSame(walked.machine.bits, slots)
    }
  }

  /// From every operation of the walk: what is seen after moving back is what was seen before.
  @Test func movingBackShowsTheSameNumbers() throws {
    let walk = Walk(try Trainer(LawModels.small(.sandwich)))
    let forwards = walk.operations.indices.map { index in
      walk.move(to: index)
      return walk.seen
    }
    for index in walk.operations.indices.reversed() {
      walk.move(to: index)
      #expect(walk.seen == forwards[index], "\(walk.operation.kind)")
    }
  }

  /// Opened anywhere in the step and closed there.
  @Test(arguments: [0, 10, 60, 120, 1000], [Preset?.none, .rezero, .deepnorm])
  func abandoningLeavesTheStateUntouched(place: Int, preset: Preset?) throws {
    let (walked, plain) = try WalkModels.twins(LawModels.small(preset: preset))
    let walk = Walk(walked)
    walk.move(to: place)
    #expect(walk.index == min(place, walk.operations.count - 1))
    walk.close()
    for _ in 0..<3 {
      #expect(walked.step() == plain.step())
      expectSame(MachineState(walked.machine), MachineState(plain.machine))
    }
  }

  @Test func operationsAreTheProgramWithoutItsMeasurements() throws {
    let walk = Walk(try Trainer(LawModels.small(.pre)))
    let program = walk.machine.program.instructions
    #expect(
      walk.operations.map(\.operation)
        == program.map(\.operation).filter { !$0.isMeasurement })
    #expect(walk.operations.map(\.index) == Array(walk.operations.indices))
    #expect(walk.operations.first?.tap == .embedding)
    let taps = walk.operations.filter { $0.phase == .forward }.compactMap(\.tap)
    #expect(taps == Tap.all(layers: 2))
    let gradients = walk.operations.filter { $0.phase == .backward }.compactMap(\.tap)
    #expect(gradients == Tap.all(layers: 2).reversed())
  }

  @Test func sublayersAreTheStepsOfTheFold() throws {
    let walk = Walk(try Trainer(LawModels.small(.post)))
    var starts: [Int] = [0]
    while let next = walk.nextSublayer {
      walk.move(to: next)
      starts.append(next)
    }
    let places = starts.map { walk.operations[$0] }
    #expect(places[1].sublayer == Sublayer(index: 0) && places[1].phase == .forward)
    #expect(places[4].sublayer == Sublayer(index: 3))
    for start in starts.dropLast().reversed() {
      #expect(walk.previousSublayer == start)
      walk.move(to: start)
    }
    #expect(walk.previousSublayer == nil)
  }

  @Test(arguments: Placement.allCases) func gradientsLeadBack(placement: Placement) throws {
    let walk = Walk(try Trainer(LawModels.small(placement)))
    for operation in walk.operations where operation.phase == .forward {
      let gradient = try #require(walk.counterpart(of: operation.index))
      #expect(walk.operations[gradient].phase == .backward)
      #expect(walk.counterpart(of: gradient) == operation.index)
    }
    for operation in walk.operations where operation.kind == .update {
      let gradient = try #require(walk.counterpart(of: operation.index))
      #expect(walk.operations[gradient].phase == .backward)
    }
  }

  /// A step that diverges is walked like any other, and its update changes nothing.
  @Test func aDivergingStepIsWalked() throws {
    var configuration = Configuration()
    configuration.layers = 40
    configuration.norm = Placement.none
    configuration.batch = 4
    let (walked, plain) = try WalkModels.twins(configuration, after: 0)
    var report = walked.step()
    _ = plain.step()
    while !report.isDiverged, report.step < 10 {
      report = walked.step()
      _ = plain.step()
    }
    let before = MachineState(walked.machine).parameters
    let walk = Walk(walked)
    walk.move(to: .max)
    expectSame(MachineState(walked.machine).parameters, before)
    walk.close()
    #expect("\(walked.step())" == "\(plain.step())")
    expectSame(MachineState(walked.machine).parameters, before)
  }

  @Test func sizesAreThoseOfTheReport() throws {
    let (walked, plain) = try WalkModels.twins(LawModels.small(.branch))
    let report = plain.step()
    let walk = Walk(walked)
    let tokens = 25.0
    for operation in walk.operations where operation.tap != nil {
      walk.move(to: operation.index)
      let tap = try #require(report.taps.first { $0.tap == operation.tap })
      let isForward = operation.phase == .forward
      let rms = isForward ? tap.activationRMS : tap.gradientRMS / tokens
      let sizes = walk.sizes()
      #expect(abs(try #require(sizes.outputRMS) / rms - 1) < 1e-12)
      let line = isForward ? walk.streamSizes : walk.gradientSizes
      #expect(line.last?.tap == operation.tap && line.last?.product == sizes.product)
    }
  }
}
