import Foundation

/// What this process has used.
enum ProcessorTime {
  /// Seconds of all its threads.
  static var ofThisProcess: Double {
    let usage = usage
    let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  /// The most memory that it had at once.
  ///
  /// On Linux `ru_maxrss` would begin with what the parent had when it started this process.
  static var peakResidentBytes: Int {
    #if canImport(Darwin)
      return usage.ru_maxrss
    #else
      return peakResidentBytes(ofProcess: "self") ?? 0
    #endif
  }

  /// Peak memory of another process that still runs; `nil` where the system does not tell.
  static func peakResidentBytes(ofProcess identifier: String) -> Int? {
    #if canImport(Darwin)
      return nil
    #else
      let path = "/proc/\(identifier)/status"
      let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
      return kilobytes.flatMap { Int($0) }.map { $0 * 1024 }
    #endif
  }

  private static var usage: rusage {
    var usage = rusage()
    #if canImport(Darwin)
      unsafe getrusage(RUSAGE_SELF, &usage)
    #else
      unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #endif
    return usage
  }
}
