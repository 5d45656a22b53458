/// One batch through a model with given weights, and everything the engine computed, written out.
///
/// For comparing the engine with another framework tensor by tensor.
public struct Evaluator {
  private let machine: Machine
  private let batch: Batch

  /// Compiles the model around stored weights.
  ///
  /// - Parameters:
  ///   - configuration: Sizes, wiring and optimizer; its task is ignored.
  ///   - parameters: Every tensor that the wiring reads.
  ///   - tokens: `[batch, sequence]`.
  ///   - targets: `[batch, sequence]`; -1 where a token does not count.
  ///   - threads: Threads that share the work; changes no bit of the result.
  ///   - instructionSet: The kernels to use.
  /// - Throws: When a size is out of range, a tensor is missing or misshapen, an id is out of
  ///   range, or no target counts.
  public init(
    configuration: Configuration, parameters: [Tensor], tokens: [Int32], targets: [Int32],
    threads: Int = 2, instructionSet: InstructionSet
  ) throws(ConfigurationError) {
    let configuration = try configuration.validated()
    batch = try Self.batch(configuration, tokens, targets)
    machine = try Machine(configuration, kernels: instructionSet.kernels, threads: threads)
    let stored = try machine.parameters.matching(parameters, readBy: machine.program)
    for declaration in machine.parameters.declarations {
      let isGain = declaration.role == .gain
      machine.write(
        stored[declaration.name]
          ?? Array(repeating: isGain ? 1 : 0, count: declaration.count), to: declaration)
    }
  }

  private static func batch(
    _ configuration: Configuration, _ tokens: [Int32], _ targets: [Int32]
  ) throws(ConfigurationError) -> Batch {
    var batch = Batch(
      sequences: configuration.batch, sequenceLength: configuration.sequence)
    guard tokens.count == batch.tokens.count, targets.count == tokens.count else {
      throw .batch(
        .counts(tokens: tokens.count, targets: targets.count, expected: batch.tokens.count))
    }
    try check(tokens, in: 0..<configuration.vocabularySize, name: "tokens")
    try check(targets, in: -1..<configuration.classCount, name: "targets")
    batch.tokens = tokens
    batch.targets = targets
    guard batch.countedTokens > 0 else {
      throw .batch(.noTargets)
    }
    return batch
  }

  private static func check(
    _ ids: [Int32], in range: Range<Int>, name: String
  ) throws(ConfigurationError) {
    for (index, id) in ids.enumerated() where !range.contains(Int(id)) {
      throw .batch(.id(id, name: name, index: index, range: range))
    }
  }

  /// Runs one forward and backward pass, then `steps` updates on the same batch.
  ///
  /// - Returns: `loss`, `logits`, `activation.*`, `gradient.*` (raw ∂L/∂x), `branch.*`,
  ///   `parameter_gradient.*`, and with `steps > 0` `updated.*` and `losses` `[steps + 1]`.
  /// - Throws: When an update would write a number that is not finite; says where it was born.
  public func run(steps: Int) throws(ConfigurationError) -> [Tensor] {
    var tensors = passTensors(pass())
    guard steps > 0 else { return tensors }
    var losses = [machine.measurements.loss / Double(machine.countedTokens)]
    for step in 0..<steps {
      begin(step: step)
      machine.run()
      guard machine.judgement.isSound else {
        throw .nonFiniteUpdate(step + 1, slot: "\(machine.firstNonFinite())")
      }
      losses.append(machine.evaluate(batch))
    }
    tensors += machine.program.parameters.map { parameter in
      let declaration = machine.parameters[parameter]
      return tensor("updated.\(declaration.name)", declaration.shape, machine.read(declaration))
    }
    tensors.append(tensor("losses", [steps + 1], losses.map(Float.init)))
    return tensors
  }

  private func begin(step: Int) {
    let configuration = machine.configuration
    let warmup = configuration.warmup
    let share = step + 1 < warmup ? Float(step + 1) / Float(warmup) : 1
    machine.settings = UpdateSettings(
      optimizer: configuration.optimizer, rate: configuration.peakLearningRate * share,
      decay: configuration.decay, clip: configuration.clip)
    machine.begin(batch)
  }

  /// What the next sublayers overwrite, by tap.
  private struct Passing {
    var gradients: [[Float]]
    var branches: [[Float]]
  }

  /// Runs forward and backward without an update.
  private func pass() -> Passing {
    let none = Array(repeating: [Float](), count: machine.program.taps.count)
    var passing = Passing(gradients: none, branches: none)
    begin(step: 0)
    machine.pass { operation in
      switch operation {
      case .measureGradient(let tap, let slot): passing.gradients[tap] = machine.read(slot)
      case .measureBranch(let tap, let raw, _, _): passing.branches[tap] = machine.read(raw)
      default: break
      }
    }
    machine.clearOptimizer()
    return passing
  }

  private func passTensors(_ passing: Passing) -> [Tensor] {
    let program = machine.program
    let configuration = machine.configuration
    let stream = [configuration.batch, configuration.sequence, configuration.width]
    let loss = machine.measurements.loss / Double(machine.countedTokens)
    var tensors = [
      tensor("loss", [1], [Float(loss)]),
      tensor(
        "logits", [configuration.batch, configuration.sequence, configuration.classCount],
        machine.read(machine.slots.logits)),
    ]
    for (index, tap) in Tap.all(layers: configuration.layers).enumerated() {
      tensors.append(tensor("activation.\(tap)", stream, machine.read(program.taps[index])))
      tensors.append(tensor("gradient.\(tap)", stream, passing.gradients[index]))
      if case .sublayer = tap {
        tensors.append(tensor("branch.\(tap)", stream, passing.branches[index]))
      }
    }
    return tensors
      + program.parameters.map { parameter in
        let declaration = machine.parameters[parameter]
        return tensor(
          "parameter_gradient.\(declaration.name)", declaration.shape,
          machine.readGradient(declaration))
      }
  }

  private func tensor(_ name: String, _ shape: [Int], _ values: [Float]) -> Tensor {
    Tensor(name: name, shape: shape, values: .float(values))
  }
}
