import Engine

/// Lines for people: progress on a terminal, every K-th step elsewhere, the verdict at the end.
///
/// The progress line goes to standard error and is gone at the end; lines that stay go to
/// standard output.
struct PlainSink: StepSink {
  private var output = Output(.standard)
  private var progress = ProgressLine()
  private let printsSteps = !(Output(.error).isTerminal && Output(.standard).isTerminal)
  private var facts: RunFacts?
  private var start = MonotonicTime.now
  private var done = 0

  mutating func begin(_ facts: RunFacts) throws(Failure) {
    self.facts = facts
    start = MonotonicTime.now
    try output.write(
      "\(ShellWord.configFlag(facts.configuration))\n"
        + "\(facts.parameterCount) parameters, guessing \(Digits.fixed(facts.guessing, 2))\n")
  }

  mutating func step(_ report: StepReport, isShown: Bool) throws(Failure) {
    done += 1
    if isShown, printsSteps {
      try progress.erase()
      try output.write(Self.summary(report) + "\n")
    }
    try drawProgress(report)
  }

  mutating func end(_ outcome: RunOutcome, _ configuration: Configuration) throws(Failure) {
    try progress.erase()
    switch outcome.ending {
    case .steps: break
    case .diverged: try output.write("diverged at step \(outcome.steps)\n")
    case .interrupted: try output.write("interrupted after \(outcome.steps) steps\n")
    }
    guard let verdict = outcome.verdict else { return }
    try output.write(VerdictLine.text(verdict, configuration) + "\n")
  }

  private static func summary(_ report: StepReport) -> String {
    var text = "step \(report.step)  loss \(Digits.fixed(report.loss, 4))"
    text += "  accuracy \(Digits.fixed(100 * report.accuracy, 1)) %"
    if let held = report.evaluationLoss { text += "  held out \(Digits.fixed(held, 4))" }
    return text + "  \(report.verdict.state.rawValue)"
  }

  private mutating func drawProgress(_ report: StepReport) throws(Failure) {
    guard let facts else { return }
    let (start, done) = (start, done)
    try progress.draw { now in
      let rate = Double(done) / max(now.seconds(since: start), 1e-9)
      let remaining = Digits.duration(seconds: Double(facts.steps - done) / rate)
      let digits = rate < 10 ? 1 : 0
      return "\(Self.summary(report))  \(Digits.fixed(rate, digits)) steps/s  \(remaining) left"
    }
  }
}
