import Engine
import CProcessor
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the machine is and what its last call said.
enum System {
  /// Processors that the program may run on; at least 1.
  static var processorCount: Int { Int(processor_count()) }

  /// Bytes of physical memory.
  static var memoryBytes: Int {
    Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
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
