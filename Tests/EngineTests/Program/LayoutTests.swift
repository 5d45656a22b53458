import KernelTable
import TestSupport
import Testing

@testable import Engine

/// Names, places and sizes of everything in the arena, and the length of the program.
@Suite struct LayoutTests {
  static let configurations: [Configuration] =
    [1, 3, 4, 5, 7].map { LawModels.small(.sandwich, batch: $0) }
    + [LawModels.small(preset: .rezero), LawModels.small(preset: .deepnorm), Configuration()]

  @Test(arguments: configurations)
  func namesAreUnique(configuration: Configuration) {
    let slots = SlotLayout(configuration).declarations.map(\.name)
    let parameters = ParameterLayout(configuration).declarations.map(\.name)
    #expect(Set(slots).count == slots.count)
    #expect(Set(parameters).count == parameters.count)
  }

  private struct Region {
    var name: String
    var start: Int
    var end: Int
  }

  /// Every region of the arena, in bytes from its lowest.
  private static func regions(_ machine: Machine) -> [Region] {
    var regions: [Region] = []
    func add(_ name: String, _ pointer: UnsafeMutablePointer<Float>, _ count: Int) {
      let start = Int(bitPattern: pointer)
      regions.append(Region(name: name, start: start, end: start + 4 * count))
    }
    for declaration in machine.parameters.declarations {
      let (name, count) = (declaration.name, declaration.count)
      unsafe add("weights \(name)", machine.arena.weights(declaration), count)
      if declaration.transposedOffset != nil {
        unsafe add("transposed \(name)", machine.arena.transposed(declaration), count)
      }
      unsafe add("first \(name)", machine.arena.firstMoment(declaration), count)
      unsafe add("second \(name)", machine.arena.secondMoment(declaration), count)
      for shard in machine.shards.indices {
        unsafe add(
          "gradient \(name) \(shard)", machine.arena.gradient(declaration, shard: shard), count)
      }
    }
    for shard in machine.shards.indices {
      unsafe add(
        "kernels' scratch \(shard)", machine.kernelScratch(shard), KernelTable.scratchCount)
    }
    for (index, slot) in machine.slots.declarations.enumerated() {
      for shard in machine.shards.indices {
        unsafe add(
          "\(slot.name) \(shard)", machine.at(Slot(index: index), shard),
          machine.count(Slot(index: index), shard))
      }
    }
    return regions.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  @Test(arguments: configurations)
  func regionsOfTheArenaDoNotOverlap(configuration: Configuration) throws {
    let machine = try Machine(
      configuration, kernels: InstructionSet.tested.kernels, threads: 1)
    let regions = Self.regions(machine)
    for (region, next) in zip(regions, regions.dropFirst()) where next.start < region.end {
      // norm_out and norm_add share their floats: no placement has both.
      let names = [region.name, next.name].map { $0.replacing("norm_add", with: "norm_out") }
      #expect(names[0] == names[1], "\(region.name) overlaps \(next.name)")
      #expect(region.name != next.name)
    }
    #expect(regions.allSatisfy { $0.start.isMultiple(of: 64) })
    let extent = (regions.map(\.end).max() ?? 0) - (regions.first?.start ?? 0)
    #expect(extent <= configuration.memoryBytes)
    #expect(extent > configuration.memoryBytes - 64 * 1024)
  }

  /// Shards hold every sequence once, in order, and differ by one at most.
  @Test(arguments: 1...9, [1, 2, 4, 64])
  func shardsShareOutTheBatch(batch: Int, shards: Int) throws {
    var configuration = LawModels.small(batch: batch)
    configuration.shards = shards
    let machine = try Machine(
      configuration, kernels: InstructionSet.tested.kernels, threads: 1)
    #expect(machine.shards.count == min(batch, shards))
    var next = 0
    for shard in machine.shards {
      #expect(shard.first == next)
      #expect(shard.sequences >= 1 && shard.sequences <= machine.slots.sequences)
      next += shard.sequences
    }
    #expect(next == batch)
  }

  /// The opening program's length: a change here is a change of what a step does.
  ///
  /// With n norms per sublayer and s = 1 where the skip is on, 0 elsewhere, a layer takes
  ///
  ///     forward 10 + backward 16 + measuring 8 + ⊕ and fork 4·s + norms 4·n
  ///
  /// sharded instructions and 6·2 + 4·n updates. Around the stack there are 12 and 4, and where
  /// there is a final norm, 2 more of each.
  @Test(arguments: [
    (Placement.post, 1 as Float, 516, 196), (.pre, 1, 518, 198), (.sandwich, 1, 566, 246),
    (.branch, 1, 518, 198), (.none, 1, 468, 148), (.post, 0, 468, 196), (.pre, 0, 470, 198),
    (.sandwich, 0, 518, 246), (.branch, 0, 470, 198), (.none, 0, 420, 148),
  ])
  func programLengthIsKnown(placement: Placement, scale: Float, sharded: Int, updates: Int) {
    var configuration = Configuration()
    configuration.norm = placement
    configuration.residual = scale
    let program = ProgramBuilder.build(
      configuration.wiring, parameters: ParameterLayout(configuration),
      slots: SlotLayout(configuration))
    #expect(program.sharded.count == sharded, "\(placement) \(scale)")
    #expect(program.updates.count == updates, "\(placement) \(scale)")
    #expect(program.reductions.count == program.updates.count)
    #expect(program.instructions.count == sharded + 2 * updates + 1)
    #expect(program.taps.count == 26)
  }

  @Test(arguments: Placement.allCases, [1, 12, 96])
  func programLengthIsLinearInTheLayers(placement: Placement, layers: Int) {
    for skip in [0, 1] {
      var configuration = Configuration()
      configuration.layers = layers
      configuration.norm = placement
      configuration.residual = Float(skip)
      let program = ProgramBuilder.build(
        configuration.wiring, parameters: ParameterLayout(configuration),
        slots: SlotLayout(configuration))
      let norms = placement == .none ? 0 : placement == .sandwich ? 2 : 1
      let ends = placement.needsFinalNorm ? 2 : 0
      #expect(program.sharded.count == layers * (34 + 4 * skip + 4 * norms) + 12 + ends)
      #expect(program.updates.count == layers * (12 + 4 * norms) + 4 + ends)
    }
  }

  /// The benchmarks' models, in bytes: a change here is a change of what a model takes.
  @Test(arguments: [
    ("tiny", "layers=6,width=32,ffn=128,sequence=16,batch=16,vocabulary=64", 8_046_336),
    ("medium", "layers=12,width=64,ffn=256,sequence=32,batch=32,vocabulary=64", 96_254_208),
    ("deep", "layers=48,width=64,ffn=256,sequence=32,batch=32,vocabulary=64", 363_029_760),
    (
      "wide", "layers=12,width=256,heads=8,ffn=1024,sequence=64,batch=16,vocabulary=64",
      608_431_872
    ),
  ])
  func memoryIsKnown(name: String, line: String, bytes: Int) throws {
    var configuration = try Configuration(line: line)
    #expect(configuration.memoryBytes == bytes, "\(name)")
    // As much for every layer.
    let sizes = [1, 2, 3].map { multiple in
      configuration.layers = 12 * multiple
      return configuration.memoryBytes
    }
    #expect(sizes[2] - sizes[1] == sizes[1] - sizes[0])
  }

  /// Nothing is read before the step wrote it: no instruction looks at an earlier step.
  @Test(arguments: Placement.allCases)
  func aStepDependsOnNoEarlierSlot(placement: Placement) throws {
    let clean = try MachineRun(LawModels.small(placement))
    let soiled = try MachineRun(LawModels.small(placement))
    for (index, slot) in soiled.machine.slots.declarations.enumerated() {
      for shard in soiled.machine.shards.indices {
        let start = unsafe soiled.machine.at(Slot(index: index), shard)
        let count = soiled.machine.slots.sequences * slot.rowsPerSequence * slot.columns
        unsafe start.update(repeating: .nan, count: count)
      }
    }
    for shard in soiled.machine.shards.indices {
      unsafe soiled.machine.kernelScratch(shard).update(
        repeating: .nan, count: KernelTable.scratchCount)
    }
    for declaration in soiled.machine.parameters.declarations {
      for shard in soiled.machine.shards.indices {
        let start = unsafe soiled.machine.arena.gradient(declaration, shard: shard)
        unsafe start.update(repeating: .nan, count: declaration.count)
      }
    }
    for _ in 0..<2 {
      clean.step()
      soiled.step()
      expectSame(clean.state, soiled.state)
    }
  }
}
