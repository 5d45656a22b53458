import Engine

/// `--log`: the lines of `train --json`, written while a person watches.
///
/// The training thread writes each step as it comes, so that none is missing however slow the screen
/// is. A `run` line stands first, and again where keys have changed the configuration or started the
/// run anew.
final class TelemetryLog: Sendable {
  private struct Content: Sendable {
    var file: StreamedFile
    /// What the last `run` line said.
    var facts: RunFacts?
    var segment = 0
    /// The newest step that is logged, of this start.
    var outcome = TrainingSession.Outcome(ending: .interrupted, steps: 0)
  }

  private let content: Monitor<Content>

  /// Creates the file, or takes an empty one.
  init(_ path: String) throws(Failure) {
    let hint = ", train --json writes there"
    content = Monitor(
      Content(file: try StreamedFile(path, for: "--log", insteadOfOutput: hint)))
  }

  /// Writes a step, after what has changed before it.
  func write(_ report: StepReport, _ facts: RunFacts) {
    content.change { content in
      guard content.file.isOpen else { return }
      if content.facts != facts || content.segment != report.segment {
        if content.segment != report.segment { content.outcome.firstBelow = nil }
        (content.facts, content.segment) = (facts, report.segment)
        content.file.append(Telemetry.run(facts))
      }
      content.file.append(report.json)
      if content.file.isOpen { content.outcome.take(report) }
    }
  }

  /// Writes the end and closes the file; answers what went wrong.
  ///
  /// What is trained after that is not logged.
  func finish() -> String? {
    content.change { content in
      if content.facts != nil { content.file.append(Telemetry.end(content.outcome)) }
      return content.file.close().map {
        "\($0); the log holds \(Digits.bytes(content.file.size))"
      }
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
