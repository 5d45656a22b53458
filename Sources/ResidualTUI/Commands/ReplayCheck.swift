import Engine

/// A saved run played without a screen, to tell whether its bits are the same.
struct ReplayCheck {
  private let run: RunFile
  private let lab: Lab

  /// Builds the lanes at their launches.
  init(_ run: RunFile, _ source: ModelSource) throws(Failure) {
    self.run = run
    do throws(ConfigurationError) { lab = try source.lab() } catch {
      throw .failed(error.description)
    }
  }

  /// Plays, tells of each lane, and answers the exit code: 0 for the same bits, else 1.
  func exitCode() throws(Failure) -> Int32 {
    Interruption.listen(finishingStep: true)
    var progress = ProgressLine()
    var report = StepReport()
    while lab.isReplaying, Interruption.signal == 0 {
      _ = lab.advance(into: &report)
      try progress.draw { [lab] _ in
        "replaying \(lab.progress?.done ?? 0) of \(lab.progress?.total ?? 0) steps"
      }
    }
    try progress.erase()
    if Interruption.signal != 0 { return 128 + Interruption.signal }
    guard let replay = lab.replay else { return 0 }
    var output = Output(.standard)
    for outcome in replay.outcomes.sorted(by: { $0.lane < $1.lane }) {
      try output.write(line(outcome) + "\n")
    }
    if replay.isSame { return 0 }
    throw .failed(reasons(replay))
  }

  private func line(_ outcome: Replay.Outcome) -> String {
    let start = "lane \(outcome.lane): \(outcome.steps) steps, \(outcome.checksum)"
    if outcome.isSame { return "\(start), the same bits" }
    let saved = run.lanes.first { $0.id == outcome.lane }
    return "\(start), saved was \(saved.map { "\($0.steps) steps, \($0.checksum)" } ?? "nothing")"
  }

  private func reasons(_ replay: Replay) -> String {
    let reasons = replay.mismatches.map { mismatch in
      switch mismatch {
      case .instructionSet(let saved, let present):
        "it was saved on \(saved.rawValue), this is \(present.rawValue)"
      case .text: "the text is another; --text names the one that it was trained on"
      case .start: "the initial weights are others; --weights names those that it started from"
      }
    }
    let why = reasons.isEmpty ? "another build of the program may have saved it" : nil
    return "expected the saved bits, found others: "
      + (why ?? reasons.joined(separator: "; "))
  }
}
