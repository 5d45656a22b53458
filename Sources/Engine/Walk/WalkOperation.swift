/// One operation of a step as a person walks through it: what it is, where, and what it reads and
/// writes.
public struct WalkOperation: Hashable, Sendable {
  /// The place in `Walk.operations`.
  public let index: Int
  /// What is computed.
  public let kind: OperationKind
  /// How a number of its first output comes about.
  public let form: ArithmeticForm
  /// The part of the step.
  public let phase: Phase
  /// Where in the stack; in the update, the parameter's place; `nil` outside the stack.
  public let sublayer: Sublayer?
  /// The part of the model whose parameters it is about, if any.
  public let module: Module?
  /// The tap whose stream, or whose gradient, is there once the operation is done.
  public let tap: Tap?
  /// What it reads, in the order that its kind states.
  public let inputs: [WalkTensor]
  /// What it writes, in the order that its kind states.
  public let outputs: [WalkTensor]
  /// The constant in its formula: α of ⊕ and of the fork, 1/√head width of a softmax.
  public let scale: Float?

  /// The forward operation through which it takes the gradient back.
  let gradientOf: OperationKind?
  let operation: Operation
  /// Its instruction and the measurements behind it, in the program's order.
  let instructions: Range<Int>
}

extension WalkOperation {
  /// The operations of a machine's program, measurements folded into what they measure.
  static func all(of machine: Machine) -> [WalkOperation] {
    let program = machine.program.instructions
    var result: [WalkOperation] = []
    for (start, instruction) in program.enumerated() {
      guard let kind = instruction.operation.kind,
        let description = machine.description(of: instruction.operation)
      else { continue }
      let measurements = program[(start + 1)...].prefix { $0.operation.isMeasurement }
      let tensors = description.reads + description.writes
      let owner = tensors.lazy.compactMap(\.place.parameter).first.map { machine.parameters[$0] }
      func named(_ operand: Operand) -> WalkTensor {
        machine.walkTensor(operand, in: instruction.sublayer)
      }
      result.append(
        WalkOperation(
          index: result.count, kind: kind, form: description.form, phase: instruction.phase,
          sublayer: instruction.sublayer ?? owner?.sublayer, module: owner?.module,
          tap: tap(measurements, layers: machine.configuration.layers),
          inputs: description.reads.map(named), outputs: description.writes.map(named),
          scale: description.scale, gradientOf: description.gradientOf,
          operation: instruction.operation, instructions: start..<measurements.endIndex))
    }
    return result
  }

  /// The parameters among its tensors.
  var parameters: Set<Parameter> { Set((inputs + outputs).compactMap(\.place.parameter)) }

  /// Whether this takes back the gradient that flows through `forward`.
  func isGradient(of forward: WalkOperation) -> Bool {
    gradientOf == forward.kind && sublayer == forward.sublayer
      && parameters.isSubset(of: forward.parameters)
  }

  private static func tap(_ measurements: ArraySlice<Instruction>, layers: Int) -> Tap? {
    for instruction in measurements {
      if case .measureActivation(let tap, _) = instruction.operation {
        return Tap(index: tap, layers: layers)
      }
      if case .measureGradient(let tap, _) = instruction.operation {
        return Tap(index: tap, layers: layers)
      }
    }
    return nil
  }
}
