/// The memory that models may take together, and what limits it.
public struct MemoryBudget: Hashable, Sendable {
  /// What sets a limit.
  public enum Origin: Hashable, Sendable {
    /// The memory that is installed.
    case machine
    /// The limit of a control group, as containers and batch systems set it.
    case controlGroup
    /// `ulimit -v`.
    case addressSpace
    /// `ulimit -d`.
    case dataSegment
  }

  /// Bytes that the process may have at most.
  public var limit: Int
  /// What sets the limit.
  public var origin: Origin

  /// A limit and what sets it.
  public init(limit: Int, origin: Origin) {
    (self.limit, self.origin) = (limit, origin)
  }

  /// No limit at all.
  public static let unlimited = MemoryBudget(limit: .max, origin: .machine)

  /// Bytes that models may take: 80 % of the limit.
  public var bytes: Int { limit / 5 * 4 }
}

/// Models that take more than the budget allows.
public struct MemoryExcess: Hashable, Sendable {
  /// Models of one shape, one for each lane.
  var lanes: Int
  /// Bytes that they need.
  var needed: Int
  /// Bytes of the lanes that there are until the new ones have been built.
  var beside: Int
  var budget: MemoryBudget
}

extension MemoryExcess {
  /// `2 lanes of this model need 19.5 GB, and 80 % of this machine's memory is 16.0 GB; try …`.
  func text(dashes: String) -> LocalizedText {
    let (bytes, most) = (ByteCount.text(needed), ByteCount.text(budget.bytes))
    let need =
      lanes == 1
      ? LocalizedText("this model needs \(bytes)", "该模型需要 \(bytes)")
      : LocalizedText("\(lanes) lanes of this model need \(bytes)", "该模型的 \(lanes) 条通道需要 \(bytes)")
    let present = ByteCount.text(beside)
    let presence =
      beside == 0
      ? LocalizedText(same: "")
      : LocalizedText(
        " beside the \(present) of the present one, which stays until it is built",
        "，现有模型的 \(present) 在其建成之前仍被占用")
    let name = budget.origin.name
    return need + presence
      + LocalizedText(
        ", and 80 % of \(name.english) is \(most)", "，而\(name.chinese)的 80 % 是 \(most)")
      + LocalizedText(
        "; try a smaller \(dashes)batch, \(dashes)layers, \(dashes)width or \(dashes)sequence",
        "；请减小 \(dashes)batch、\(dashes)layers、\(dashes)width 或 \(dashes)sequence")
  }
}

extension MemoryBudget.Origin {
  /// `this machine's memory`.
  package var name: LocalizedText {
    switch self {
    case .machine: LocalizedText("this machine's memory", "本机内存")
    case .controlGroup: LocalizedText("the control group's memory limit", "控制组内存上限")
    case .addressSpace:
      LocalizedText("the limit of address space (ulimit -v)", "地址空间上限（ulimit -v）")
    case .dataSegment: LocalizedText("the limit of data (ulimit -d)", "数据段上限（ulimit -d）")
    }
  }
}
