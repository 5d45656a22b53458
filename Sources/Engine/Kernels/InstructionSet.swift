import KernelTable
import Kernels

/// The instruction sets that kernels are built for; `--isa` names one.
public enum InstructionSet: String, CaseIterable, Hashable, Sendable {
  /// What every processor of the architecture has: SSE2 on x86-64, NEON on arm64.
  case baseline

  /// The best set of this machine.
  public static var best: InstructionSet { .baseline }

  var kernels: KernelTable {
    switch self {
    case .baseline: Kernels.table
    }
  }
}
