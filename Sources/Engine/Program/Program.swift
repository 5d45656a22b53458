/// A training step, compiled: a flat list of instructions over named slots.
public struct Program: Sendable {
  /// forward, loss, backward: executed once per shard.
  let sharded: [Instruction]
  /// One `reduceGradient` per parameter that is read.
  let reductions: [Instruction]
  /// The single `judgeUpdate`.
  let judgement: Instruction
  /// One `update` per parameter that is read.
  let updates: [Instruction]
  /// The parameters that the forward pass reads, in layout order; no other is updated.
  let parameters: [Parameter]
  /// The slots of the taps: embedding, every sublayer's stream, final.
  let taps: [Slot]

  /// The whole step in order.
  public var instructions: [Instruction] { sharded + reductions + [judgement] + updates }
}
