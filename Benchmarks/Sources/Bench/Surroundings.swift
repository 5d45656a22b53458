@testable import Engine
import Figures
import Foundation

/// Where and with what was measured.
enum EnvironmentReport {
  static func text() -> String {
    let day = Date.now.formatted(.iso8601.year().month().day())
    let commit = firstLine("git", "describe", "--always", "--dirty", "--exclude=*") ?? "unknown"
    return [
      "\(day), commit \(commit)",
      "\(processor), \(ProcessInfo.processInfo.activeProcessorCount) processors,"
        + " \(ProcessInfo.processInfo.operatingSystemVersionString)",
      firstLine("swift", "--version") ?? "",
      "instruction set of the engine: \(InstructionSet.best.rawValue)",
      "processes that wanted a processor before it began, mean of a minute: \(load)",
    ].map { "- " + $0 }.joined(separator: "\n")
  }

  private static var load: String {
    var mean = 0.0
    return unsafe getloadavg(&mean, 1) == 1 ? String(format: "%.1f", mean) : "unknown"
  }

  private static var processor: String {
    let table = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = table.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? firstLine("sysctl", "-n", "machdep.cpu.brand_string") ?? "unknown processor"
  }

  /// The first line that a command prints; `nil` where it fails.
  private static func firstLine(_ command: String...) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }
}
