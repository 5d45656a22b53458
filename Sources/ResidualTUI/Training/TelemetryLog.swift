import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `--log` and `:log`: the lines of `train --json`, written while a person watches.
///
/// The training thread writes each step as it comes, so that none is missing however slow the screen
/// is. A `run` line stands before a lane's first step, and again where keys have changed its
/// configuration or started it anew. A disk that refuses ends the log and not the laboratory;
/// `finish` tells. Without a file nothing happens.
final class TelemetryLog: Sendable {
  /// What was written of one lane.
  fileprivate struct Record: Sendable {
    /// What the last `run` line said.
    var facts: RunFacts
    var segment: Int
    /// The newest step that is logged, of this start.
    var outcome = TrainingSession.Outcome(ending: .interrupted, steps: 0)
  }

  fileprivate struct File: Sendable {
    let path: String
    let descriptor: Int32
    /// Whether it is a file and no device.
    let isFile: Bool
    /// Bytes of whole lines.
    var size = 0
    /// Why no more was written.
    var failure: String?
    /// By the numbers of the lanes.
    var records: [Int: Record] = [:]
  }

  private let content = Monitor<File?>(nil)

  /// The file that is written; `nil` where there is none.
  var path: String? { content.change { $0?.path } }

  /// Creates a file, or takes an empty one, and finishes the one before.
  ///
  /// - Returns: What went wrong with the one before.
  /// - Throws: The reason, and all stays as it is: a name that is `-` or empty, something there that
  ///   is not an empty file, a folder that is missing or closed.
  @discardableResult func begin(_ path: String, for flag: String) throws(Failure) -> String? {
    let file = try Self.created(path, for: flag)
    return content.change { content in
      let fault = Self.finish(&content)
      content = file
      return fault
    }
  }

  /// Writes a lane's step, after what has changed before it.
  func write(_ report: StepReport, _ facts: RunFacts, lane: Int = 1) {
    content.change { file -> Void in file?.write(report, facts, lane: lane) }
  }

  /// Writes the end of a lane that goes away.
  func end(lane: Int) {
    content.change { file -> Void in file?.end(lane) }
  }

  /// Writes the ends of all lanes but the first: that one goes on with another model.
  func startAnew() {
    content.change { file -> Void in file?.startAnew() }
  }

  /// Writes the ends and closes the file; answers what went wrong.
  ///
  /// What is trained after that is not logged. A file in which nothing stands is removed.
  func finish() -> String? {
    content.change { Self.finish(&$0) }
  }

  private static func finish(_ content: inout File?) -> String? {
    defer { content = nil }
    return content?.finish()
  }
}

// MARK: - Opening

extension TelemetryLog {
  private static func created(_ path: String, for flag: String) throws(Failure) -> File {
    guard !path.isEmpty, path != "-" else {
      throw .usage(
        "\(flag): expected a file, found \(path.isEmpty ? "an empty name" : "-"); the screen has "
          + "standard output, train --json writes there")
    }
    // Without O_NONBLOCK a named pipe that nobody reads would keep the program waiting here.
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK
    let descriptor = unsafe open(path, flags, 0o666)
    guard descriptor >= 0 else { throw .file(path, "cannot write: \(System.lastError)") }
    if let problem = problem(with: descriptor) {
      close(descriptor)
      throw .file(path, problem)
    }
    var status = stat()
    let isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    return File(path: path, descriptor: descriptor, isFile: isFile)
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
}

// MARK: - Writing

extension TelemetryLog.File {
  fileprivate mutating func write(_ report: StepReport, _ facts: RunFacts, lane: Int) {
    guard failure == nil else { return }
    var record = records[lane] ?? TelemetryLog.Record(facts: facts, segment: report.segment)
    if records[lane] == nil || record.facts != facts || record.segment != report.segment {
      if record.segment != report.segment { record.outcome.firstBelow = nil }
      (record.facts, record.segment) = (facts, report.segment)
      append(Telemetry.run(facts, lane: lane))
    }
    append(report.json(lane: lane))
    if failure == nil { record.outcome.take(report) }
    records[lane] = record
  }

  fileprivate mutating func end(_ lane: Int) {
    guard let record = records.removeValue(forKey: lane) else { return }
    append(Telemetry.end(record.outcome, lane: lane))
  }

  fileprivate mutating func startAnew() {
    for lane in records.keys.sorted() where lane > 1 { end(lane) }
    records = [:]
  }

  fileprivate mutating func finish() -> String? {
    for lane in records.keys.sorted() { end(lane) }
    let isClosed = close(descriptor) == 0
    if !isClosed, failure == nil { failure = "cannot write to '\(path)': \(System.lastError)" }
    if isFile, size == 0 { unsafe unlink(path) }
    return failure.map { "\($0); the log holds \(Digits.bytes(size))" }
  }

  private mutating func append(_ line: String) {
    guard failure == nil else { return }
    let bytes = Array((line + "\n").utf8)
    do throws(Failure) {
      try Output.write(bytes[...], to: descriptor) { "'\(path)'" }
      size += bytes.count
    } catch {
      failure = error.message
      // Half a line is worse than none.
      if isFile { ftruncate(descriptor, off_t(size)) }
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
