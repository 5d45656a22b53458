import TestSupport
import Testing

@testable import Engine

/// A machine driven by hand through the batches of its configuration, and its state by bits.
final class MachineRun {
  let machine: Machine
  private let source: BatchSource
  private var batch: Batch
  private(set) var updates = 0

  init(
    _ configuration: Configuration, corpus: TextCorpus? = nil, threads: Int = 1,
    instructionSet: InstructionSet = .tested
  ) throws {
    machine = try Machine(
      configuration.validated(), kernels: instructionSet.kernels, threads: threads)
    source = BatchSource(configuration, corpus: corpus)
    batch = Batch(sequences: configuration.batch, sequenceLength: configuration.sequence)
    let initialization = Initialization(configuration)
    for declaration in machine.parameters.declarations {
      machine.write(initialization.values(of: declaration), to: declaration)
    }
  }

  /// Puts the batch and the settings of the next step in place.
  func prepare(measuresSimilarity: Bool = false) {
    source.fill(&batch, step: updates)
    let configuration = machine.configuration
    machine.settings = UpdateSettings(
      optimizer: configuration.optimizer, rate: configuration.peakLearningRate,
      decay: configuration.decay, clip: configuration.clip)
    machine.measuresSimilarity = measuresSimilarity
    machine.begin(batch)
  }

  /// One step; the first `count` instructions are executed singly, all of them if `nil`.
  func step(single count: Int? = 0, measuresSimilarity: Bool = false) {
    prepare(measuresSimilarity: measuresSimilarity)
    var done = 0
    while done < count ?? .max, machine.step() != nil { done += 1 }
    machine.run()
    updates += 1
  }

  /// Every slot of every shard, by name.
  var slots: [String: [UInt32]] {
    Dictionary(
      machine.slots.declarations.indices.map { index in
        (machine.slots.declarations[index].name, machine.read(Slot(index: index)).bits)
      }, uniquingKeysWith: { first, _ in first })
  }

  var state: MachineState { MachineState(machine) }
}

/// Everything that the next step depends on, and the loss, bit for bit.
struct MachineState: Equatable {
  var parameters: [String: ParameterState] = [:]
  var loss: UInt64

  struct ParameterState: Equatable {
    var weights: [UInt32]
    var transposed: [UInt32]
    var first: [UInt32]
    var second: [UInt32]
    var count: Int
  }

  init(_ machine: Machine) {
    loss = machine.measurements.loss.bitPattern
    for (index, declaration) in machine.parameters.declarations.enumerated() {
      func bits(_ start: UnsafeMutablePointer<Float>) -> [UInt32] {
        unsafe Array(UnsafeBufferPointer(start: start, count: declaration.count)).bits
      }
      parameters[declaration.name] = unsafe ParameterState(
        weights: bits(machine.arena.weights(declaration)),
        transposed: bits(machine.arena.transposed(declaration)),
        first: bits(machine.arena.firstMoment(declaration)),
        second: bits(machine.arena.secondMoment(declaration)),
        count: machine.updateCounts[index])
    }
  }

  /// Whether every weight is finite.
  var isFinite: Bool {
    parameters.values.allSatisfy { $0.weights.allSatisfy { Float(bitPattern: $0).isFinite } }
  }
}

extension [Float] {
  /// The bits, in which NaN equals itself and -0 differs from 0.
  var bits: [UInt32] { map(\.bitPattern) }
}

/// Expects the same bits, and names the first tensor in which they differ.
func expectSame(
  _ a: MachineState, _ b: MachineState, sourceLocation: SourceLocation = #_sourceLocation
) {
  expectSame(a.parameters, b.parameters, sourceLocation: sourceLocation)
  #expect(a.loss == b.loss, "the losses differ", sourceLocation: sourceLocation)
}

/// Bytes of the parameters alone.
func expectSame(
  _ a: [String: MachineState.ParameterState], _ b: [String: MachineState.ParameterState],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let different = a.keys.sorted().first { a[$0] != b[$0] }
  #expect(
    a.count == b.count && different == nil, "\(different ?? "the set of names") differs",
    sourceLocation: sourceLocation)
}

/// Slots of these names.
func expectSame(
  _ a: [String: [UInt32]], _ b: [String: [UInt32]],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let different = a.keys.sorted().first { a[$0] != b[$0] }
  #expect(
    a.count == b.count && different == nil, "\(different ?? "the set of names") differs",
    sourceLocation: sourceLocation)
}

/// Models for the laws: small, odd, everything switched on.
enum LawModels {
  static func small(
    _ placement: Placement = .post, batch: Int = 5, preset: Preset? = nil
  ) -> Configuration {
    var configuration = Configuration()
    configuration.layers = 2
    configuration.width = 15
    configuration.heads = 3
    configuration.ffn = 22
    configuration.sequence = 5
    configuration.batch = batch
    configuration.vocabulary = 7
    configuration.norm = preset == nil ? placement : nil
    configuration.preset = preset
    configuration.learningRate = 0.01
    return configuration
  }

  /// Wirings to jump to and fro between, by their rules; every parameter is unread in one of them.
  static let rewirings = [
    "*=pre", "*=none", "*=sandwich:0", "*=branch:0.5", "1.attention=none:0",
    "1=pre;2.feedforward=sandwich:2", "2.feedforward=none", "*=post:0",
  ]

  static func wiring(_ rules: String, of configuration: Configuration) throws -> [Wiring] {
    var rewired = configuration
    rewired.rules = try WiringRule.parse(rules: rules)
    return rewired.wiring
  }
}
