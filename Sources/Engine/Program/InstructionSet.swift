import CProcessor
import KernelTable
import Kernels

#if arch(x86_64)
  import X86V3Kernels
  import X86V4Kernels
#endif

/// The instruction sets that kernels are built for, lowest first; `--isa` names one.
public enum InstructionSet: String, CaseIterable, Hashable, Sendable {
  /// What every processor of the architecture has: SSE2 on x86-64, NEON on arm64.
  case baseline
  /// Level 3 of the x86-64 psABI: AVX2 and FMA.
  case x86V3 = "x86-64-v3"
  /// Level 4 of the x86-64 psABI: AVX-512.
  case x86V4 = "x86-64-v4"

  /// The sets that this machine has, lowest first.
  public static let available: [InstructionSet] = {
    let level = processor_x86_64_level()
    return allCases.filter { $0.level <= level }
  }()

  /// The best set of this machine.
  public static var best: InstructionSet { available[available.count - 1] }

  /// What a person may want to know of the set: `AVX-512`.
  public var features: String {
    switch self {
    case .baseline:
      #if arch(x86_64)
        "SSE2"
      #elseif arch(arm64)
        "NEON"
      #else
        "128 bits"
      #endif
    case .x86V3: "AVX2 and FMA"
    case .x86V4: "AVX-512"
    }
  }

  /// The level of the x86-64 psABI that a processor must have for the set.
  private var level: Int32 {
    switch self {
    case .baseline: 0
    case .x86V3: 3
    case .x86V4: 4
    }
  }

  var kernels: KernelTable {
    #if arch(x86_64)
      switch self {
      case .baseline: Kernels.table
      case .x86V3: X86V3Kernels.table
      case .x86V4: X86V4Kernels.table
      }
    #else
      Kernels.table
    #endif
  }
}
