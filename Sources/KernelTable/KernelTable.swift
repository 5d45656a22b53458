/// The kernels of one instruction set.
@safe public struct KernelTable: Sendable {
  /// The name that `--isa` takes: `baseline`.
  public let instructionSet: StaticString
  /// Names the set.
  public init(instructionSet: StaticString) { self.instructionSet = instructionSet }
}
