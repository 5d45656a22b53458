/// What nudging one activation does to the loss, measured and predicted.
public struct NudgeReport: Hashable, Sendable {
  /// The operation whose first output was nudged.
  public var operation: Int
  /// The activation.
  public var activation: Float
  /// ε as it could be added: activation + ε is a Float.
  public var epsilon: Double
  /// L(x + ε) − L(x), L the mean loss of the step.
  public var change: Double
  /// (L(x + ε) − L(x − ε))/2, without the curvature.
  public var centralChange: Double
  /// ε·∂L/∂x, what the gradient says.
  public var predicted: Double
}

extension Walk {
  /// Adds ε to one number that an operation of the forward part writes, and runs the rest of the
  /// forward part.
  ///
  /// The number is where `arithmetic(at:)` has it for the same focus. Losses are sums of Float
  /// exponentials, so a change below about 1e-7 of the loss is rounding.
  ///
  /// - Returns: `nil` where the operation is no forward operation or its output has no gradient in
  ///   the program. The walk stays where it was.
  /// - Complexity: Two steps, and three forward passes of one shard.
  public func nudge(
    _ operation: Int, at focus: WalkFocus = WalkFocus(), by epsilon: Float
  ) -> NudgeReport? {
    guard operations.indices.contains(operation), operations[operation].phase == .forward,
      case .slot(let slot)? = operations[operation].outputs.first?.place
    else { return nil }
    let place = index
    defer { move(to: place) }
    move(to: operation)
    let position = arithmetic(at: focus).position
    guard let gradient = gradient(of: operation, position, focus.sequence) else { return nil }
    return aside {
      let target = NudgeTarget(
        end: operations[operation].instructions.lowerBound, slot: slot, position: position,
        sequence: min(max(focus.sequence, 0), configuration.batch - 1))
      let plain = forward(target) { $0 }
      let above = forward(target) { $0 + epsilon }
      let below = forward(target) { $0 - epsilon }
      let step = (Double(above.value) - Double(below.value)) / 2
      return NudgeReport(
        operation: operation, activation: plain.value,
        epsilon: Double(above.value) - Double(plain.value), change: above.loss - plain.loss,
        centralChange: (above.loss - below.loss) / 2, predicted: step * Double(gradient))
    }
  }

  /// ∂L/∂ a number of an operation's first output.
  private func gradient(of operation: Int, _ position: Int, _ sequence: Int) -> Float? {
    if operations[operation].outputs.first?.place == .slot(machine.slots.logits) {
      guard let loss = operations.first(where: { $0.kind == .crossEntropy }) else { return nil }
      move(to: loss.index)
      return loss.outputs.first.map { values(of: $0, sequence: sequence)[position] }
    }
    guard let counterpart = counterpart(of: operation) else { return nil }
    move(to: counterpart)
    return operations[counterpart].inputs.first.map { values(of: $0, sequence: sequence)[position] }
  }

  private struct NudgeTarget {
    /// The instruction that writes the number.
    var end: Int
    var slot: Slot
    /// In the slot's part of one sequence.
    var position: Int
    var sequence: Int
  }

  /// The mean loss with one number changed once it is written, and what it was changed to; other
  /// shards do not see it, so their losses are left out.
  private func forward(
    _ target: NudgeTarget, _ change: (Float) -> Float
  ) -> (value: Float, loss: Double) {
    let shard = shard(of: target.sequence)
    let declaration = machine.slots[target.slot]
    let count = declaration.rowsPerSequence * declaration.columns
    let offset = (target.sequence - machine.shards[shard].first) * count + target.position
    machine.begin { _ in }
    var value: Float = 0
    for (index, instruction) in machine.program.sharded.enumerated()
    where instruction.phase != .backward && !instruction.operation.isMeasurement {
      machine.execute(instruction.operation, shard: shard)
      guard index == target.end else { continue }
      let number = unsafe machine.at(target.slot, shard) + offset
      value = unsafe change(number.pointee)
      unsafe number.pointee = value
    }
    let sums = unsafe machine.measurements.lossSums(shard: shard)
    return (value, unsafe sums[0] / Double(machine.countedTokens))
  }
}
