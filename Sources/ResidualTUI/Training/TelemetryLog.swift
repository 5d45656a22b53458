import Engine

/// `--log` and `:log`: the lines of `train --json`, written while a person watches.
///
/// The training thread writes each step as it comes, so that none is missing however slow the screen
/// is. A `run` line comes before a lane's first step, and again where keys have changed its
/// configuration or restarted it. Without a file nothing happens.
final class TelemetryLog: Sendable {
  /// What was written of one lane.
  fileprivate struct Record: Sendable {
    /// What the last `run` line said.
    var facts: RunFacts
    var segment: Int
    /// The newest step that is logged, of this start.
    var outcome = RunOutcome(ending: .interrupted)
  }

  fileprivate struct Content: Sendable {
    var file: StreamedFile
    /// By the numbers of the lanes.
    var records: [Int: Record] = [:]
  }

  private let content = Monitor<Content?>(nil)

  /// The file that is written; `nil` where there is none.
  var path: String? { content.change { $0?.file.path } }

  /// Creates a file, or takes an empty one, and finishes the one before.
  ///
  /// - Returns: What went wrong with the one before.
  /// - Throws: The reason, and all stays as it is: a name that is `-` or empty, something there that
  ///   is not an empty file, a folder that is missing or closed.
  @discardableResult func begin(_ path: String, for flag: String) throws(Failure) -> String? {
    let hint = ", train --json writes there"
    var fresh = Content(file: try StreamedFile(path, for: flag, insteadOfOutput: hint))
    return content.change { content in
      // An empty one may be named again.
      if let open = content?.file, open.isSame(as: fresh.file) {
        fresh.file.abandon()
        return nil
      }
      let fault = content?.finish()
      content = fresh
      return fault
    }
  }

  /// Writes a lane's step, after what has changed before it.
  func write(_ report: StepReport, _ facts: RunFacts, lane: Int = 1) {
    content.change { content -> Void in content?.write(report, facts, lane: lane) }
  }

  /// Writes the end of a lane that goes away.
  func end(lane: Int) {
    content.change { content -> Void in content?.end(lane) }
  }

  /// Writes the ends of all lanes but the first: that one goes on with another model.
  func startAnew() {
    content.change { content -> Void in content?.startAnew() }
  }

  /// Writes the ends and closes the file; answers what went wrong.
  ///
  /// Later steps are not logged. An empty file is removed.
  func finish() -> String? {
    content.change { content in
      defer { content = nil }
      return content?.finish()
    }
  }
}

extension TelemetryLog.Content {
  fileprivate mutating func write(_ report: StepReport, _ facts: RunFacts, lane: Int) {
    guard file.isOpen else { return }
    var record = records[lane] ?? TelemetryLog.Record(facts: facts, segment: report.segment)
    if records[lane] == nil || record.facts != facts || record.segment != report.segment {
      if record.segment != report.segment { record.outcome.firstSolvedStep = nil }
      (record.facts, record.segment) = (facts, report.segment)
      file.append(Telemetry.run(facts, lane: lane))
    }
    file.append(report.json(lane: lane))
    if file.isOpen { record.outcome.fold(report) }
    records[lane] = record
  }

  fileprivate mutating func end(_ lane: Int) {
    guard let record = records.removeValue(forKey: lane) else { return }
    file.append(Telemetry.end(record.outcome, lane: lane))
  }

  fileprivate mutating func startAnew() {
    for lane in records.keys.sorted() where lane > 1 { end(lane) }
    records = [:]
  }

  fileprivate mutating func finish() -> String? {
    for lane in records.keys.sorted() { end(lane) }
    return file.close().map { "\($0); the log holds \(ByteCount.text(file.size))" }
  }
}

extension RunOutcome {
  /// Adds another step of a run that a person watches.
  fileprivate mutating func fold(_ report: StepReport) {
    ending = report.isDiverged ? .diverged : .interrupted
    steps = report.isDiverged ? report.step : report.step + 1
    if report.isSolved, firstSolvedStep == nil {
      firstSolvedStep = report.step
    }
    verdict = report.verdict
  }
}
