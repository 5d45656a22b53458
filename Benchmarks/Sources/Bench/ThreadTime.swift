import Foundation

/// Processor time of another process's threads, where the system tells: on Linux.
enum ThreadTime {
  /// Seconds of the main thread.
  static func ofMainThread(_ process: Int32) -> Double? {
    seconds("/proc/\(process)/task/\(process)/schedstat")
  }

  /// Seconds of all threads together.
  static func ofProcess(_ process: Int32) -> Double? {
    let tasks = "/proc/\(process)/task"
    guard let threads = try? FileManager.default.contentsOfDirectory(atPath: tasks) else {
      return nil
    }
    return threads.reduce(0) { $0 + (seconds("\(tasks)/\($1)/schedstat") ?? 0) }
  }

  private static func seconds(_ path: String) -> Double? {
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    return text?.split(separator: " ").first.flatMap { Double($0) }.map { $0 / 1e9 }
  }
}
