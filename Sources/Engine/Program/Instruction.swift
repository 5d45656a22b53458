/// The four parts of a training step.
public enum Phase: String, CaseIterable, Hashable, Sendable {
  case forward, loss, backward, update
}

/// One operation of a step's program, on one shard of the batch (or, in the update, on one tensor).
public struct Instruction: Hashable, Sendable {
  /// What is computed, from which slots into which.
  let operation: Operation
  /// Where in the stack; `nil` outside it.
  public let sublayer: Sublayer?
  /// The part of the step.
  public let phase: Phase
}
