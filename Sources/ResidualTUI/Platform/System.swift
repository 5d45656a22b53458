import Engine
import CProcessor
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

#if canImport(Darwin)
  private let (addressSpace, dataSegment) = (RLIMIT_AS, RLIMIT_DATA)
#else
  private let (addressSpace, dataSegment) = (
    Int32(RLIMIT_AS.rawValue), Int32(RLIMIT_DATA.rawValue)
  )
#endif

/// What the machine is and what its last call said.
enum System {
  /// Processors that the program may run on; at least 1.
  static var processorCount: Int { Int(processor_count()) }

  /// Processors' worth of time that control groups grant; `nil` where they set no limit.
  static var processorQuota: Double? { ControlGroups.present.processorQuota }

  /// Worker threads for a number that was asked for, else for all processors that are granted.
  ///
  /// Threads spin while they wait for each other, so there are never more than processors.
  static func threadCount(asked: Int?) -> Int {
    let granted = processorQuota.map { max(Int($0.rounded(.up)), 1) }
    return min(asked ?? granted ?? .max, processorCount)
  }

  /// Bytes of memory that are installed.
  static var installedBytes: Int {
    Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The smallest of all limits of memory.
  static var memory: MemoryBudget {
    let limits = [
      MemoryBudget(limit: installedBytes, origin: .machine),
      ControlGroups.present.memoryBytes.map { MemoryBudget(limit: $0, origin: .controlGroup) },
      limit(addressSpace, .addressSpace), limit(dataSegment, .dataSegment),
    ]
    return limits.compactMap(\.self).min { $0.limit < $1.limit } ?? .unlimited
  }

  private static func limit(
    _ resource: Int32, _ origin: MemoryBudget.Origin
  ) -> MemoryBudget? {
    var limits = rlimit()
    guard unsafe getrlimit(resource, &limits) == 0 else { return nil }
    return Int(exactly: limits.rlim_cur).map { MemoryBudget(limit: $0, origin: origin) }
  }

  /// The reason of the call that failed last: `No such file or directory`.
  static var lastError: String { unsafe String(cString: strerror(errno)) }

  /// The language of the user's locale, asked for in the order that POSIX gives messages.
  static var language: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first
    return Language(locale: locale ?? "")
  }

  /// The value of an environment variable; `nil` when it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe String(cString: value)
  }
}
