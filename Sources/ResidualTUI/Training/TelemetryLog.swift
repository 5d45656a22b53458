import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `--log`: the lines of `train --json`, written while a person watches.
///
/// The training thread writes each step as it comes, so that none is missing however slow the screen
/// is. A `run` line stands first, and again where keys have changed the configuration or started the
/// run anew. A disk that refuses ends the log and not the laboratory; `finish` tells.
final class TelemetryLog: Sendable {
  private struct Content: Sendable {
    /// -1 once it is closed.
    var descriptor: Int32
    /// Whether it is a file and no device.
    var isFile: Bool
    /// Bytes of whole lines.
    var size = 0
    /// Why no more was written.
    var failure: String?
    /// What the last `run` line said.
    var facts: RunFacts?
    var segment = 0
    /// The newest step that is logged, of this start.
    var outcome = TrainingSession.Outcome(ending: .interrupted, steps: 0)
  }

  private let path: String
  private let content: Monitor<Content>

  /// Creates the file, or takes an empty one.
  ///
  /// - Throws: The reason: a name that is `-` or empty, something there that is not an empty file, a
  ///   folder that is missing or closed.
  init(_ path: String) throws(Failure) {
    guard !path.isEmpty, path != "-" else {
      throw .usage(
        "--log: expected a file, found \(path.isEmpty ? "an empty name" : "-"); the screen has "
          + "standard output, train --json writes there")
    }
    self.path = path
    // Without O_NONBLOCK a named pipe that nobody reads would keep the program waiting here.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw .file(path, "cannot write: \(System.lastError)") }
    if let problem = Self.problem(with: descriptor) {
      close(descriptor)
      throw .file(path, problem)
    }
    var status = stat()
    let isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    content = Monitor(Content(descriptor: descriptor, isFile: isFile))
  }

  private static func problem(with descriptor: Int32) -> String? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return "cannot write: \(System.lastError)" }
    switch status.st_mode & S_IFMT {
    case S_IFREG where status.st_size == 0: return nil
    case S_IFREG:
      return "expected a new or empty file, found \(Digits.bytes(Int(status.st_size))); "
        + "choose another name"
    case S_IFCHR where isatty(descriptor) == 0: return nil
    default: return "expected a file, found something else"
    }
  }

  /// Writes a step, after what has changed before it.
  func write(_ report: StepReport, _ facts: RunFacts) {
    content.change { content in
      guard content.failure == nil, content.descriptor >= 0 else { return }
      if content.facts != facts || content.segment != report.segment {
        if content.segment != report.segment { content.outcome.firstBelow = nil }
        (content.facts, content.segment) = (facts, report.segment)
        append(Telemetry.run(facts), &content)
      }
      append(report.json, &content)
      if content.failure == nil { content.outcome.take(report) }
    }
  }

  /// Writes the end and closes the file; answers what went wrong.
  ///
  /// What is trained after that is not logged. A file in which nothing stands is removed.
  func finish() -> String? {
    content.change { content in
      if content.facts != nil { append(Telemetry.end(content.outcome), &content) }
      let isClosed = close(content.descriptor) == 0
      if !isClosed, content.failure == nil {
        content.failure = "cannot write to '\(path)': \(System.lastError)"
      }
      content.descriptor = -1
      if content.isFile, content.size == 0 { unsafe unlink(path) }
      return content.failure.map { "\($0); the log holds \(Digits.bytes(content.size))" }
    }
  }

  private func append(_ line: String, _ content: inout Content) {
    guard content.failure == nil else { return }
    let bytes = Array((line + "\n").utf8)
    do throws(Failure) {
      try Output.write(bytes[...], to: content.descriptor) { "'\(path)'" }
      content.size += bytes.count
    } catch {
      content.failure = error.message
      // Half a line is worse than none.
      if content.isFile { ftruncate(content.descriptor, off_t(content.size)) }
    }
  }
}

extension TrainingSession.Outcome {
  /// What is known of a run that a person watches, after another step.
  fileprivate mutating func take(_ report: StepReport) {
    ending = report.isDiverged ? .diverged : .interrupted
    steps = report.isDiverged ? report.step : report.step + 1
    if report.loss < 0.1, firstBelow == nil { firstBelow = report.step }
    verdict = report.verdict
  }
}
