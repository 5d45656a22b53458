import Figures
import Foundation
@testable import TestSupport

/// A process that has trained one step and goes on, round by round, on request.
///
/// Between its rounds it waits for a line, and uses no processor.
final class Contestant {
  /// Why there is no such contestant.
  struct Absence: Error, CustomStringConvertible {
    let description: String
  }

  let name: String
  /// Whether it failed in some round; it is then asked no more.
  private(set) var hasFailed = false
  /// What it calls itself.
  private(set) var version = ""
  /// From its start to the end of its first step.
  private(set) var secondsToFirstStep = Double.nan
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  /// What it writes on standard error.
  private let complaints = FileManager.default.temporaryDirectory
    .appending(path: "residual-tui-bench-\(UUID().uuidString).log")
  private var unread: [UInt8] = []

  /// Starts `command` and waits for its first step.
  init(name: String, command: [String], environment: [String: String] = [:]) throws {
    self.name = name
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    _ = FileManager.default.createFile(atPath: complaints.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: complaints)
    let watch = Stopwatch()
    do {
      try process.run()
      let first: FirstStep = try Line.read(try answer(within: 600))
      version = first.version
    } catch {
      throw absence(error)
    }
    secondsToFirstStep = watch.seconds
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: complaints)
  }

  /// Lets it train for a time.
  func round(seconds: Double) throws -> Round {
    do {
      // Nobody reads what is written to one that has died: then no answer comes.
      try? input.fileHandleForWriting.write(contentsOf: Data("\(seconds)\n".utf8))
      let round: Round = try Line.read(try answer(within: seconds + 120))
      guard round.loss.isFinite else { throw Absence(description: "loss \(round.loss)") }
      return round
    } catch {
      hasFailed = true
      throw absence(error)
    }
  }

  /// In its own words, if it left some.
  private func absence(_ error: any Error) -> Absence {
    let text = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
    let words = text.split(separator: "\n").last { $0.contains("rror") }.map(String.init)
    return Absence(description: words ?? "\(error)")
  }

  /// The next line that it writes.
  private func answer(within limit: Double) throws -> String {
    let descriptor = output.fileHandleForReading.fileDescriptor
    let watch = Stopwatch()
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeSubrange(...end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      var readable = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard watch.seconds < limit else { throw Absence(description: "no answer") }
      guard unsafe poll(&readable, 1, 1000) > 0 else { continue }
      let count = unsafe read(descriptor, &piece, piece.count)
      guard count > 0 else { throw Absence(description: "it ended") }
      unread += piece[..<count]
    }
  }
}
