import Engine

/// Lines for people: progress on a terminal, every K-th step elsewhere, the verdict at the end.
///
/// The progress line goes to standard error and is gone at the end; lines that stay go to
/// standard output.
struct PlainSink: StepSink {
  private var output = Output(.standard)
  private var screen = Output(.error)
  private let showsProgress = Output(.error).isTerminal
  private let printsSteps = !(Output(.error).isTerminal && Output(.standard).isTerminal)
  private var facts: RunFacts?
  private var start = MonotonicTime.now
  private var lastDrawn: MonotonicTime?
  private var drawnCount = 0
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
      try eraseProgress()
      try output.write(Self.summary(report) + "\n")
    }
    try drawProgress(report)
  }

  mutating func end(
    _ outcome: TrainingSession.Outcome, _ configuration: Configuration
  ) throws(Failure) {
    try eraseProgress()
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

  /// At most ten times a second, cut to the terminal's width.
  private mutating func drawProgress(_ report: StepReport) throws(Failure) {
    guard showsProgress, let facts else { return }
    let now = MonotonicTime.now
    if let lastDrawn, now.seconds(since: lastDrawn) < 0.1 { return }
    lastDrawn = now
    let rate = Double(done) / max(now.seconds(since: start), 1e-9)
    let remaining = Digits.duration(seconds: Double(facts.steps - done) / rate)
    let text =
      "\(Self.summary(report))  \(Digits.fixed(rate, rate < 10 ? 1 : 0)) steps/s  \(remaining) left"
    let shown = String(text.prefix(max(1, screen.columns - 1)))
    let blanks = String(repeating: " ", count: max(0, drawnCount - shown.count))
    drawnCount = shown.count
    try screen.write("\r\(shown)\(blanks)")
  }

  private mutating func eraseProgress() throws(Failure) {
    guard drawnCount > 0 else { return }
    try screen.write("\r\(String(repeating: " ", count: drawnCount))\r")
    drawnCount = 0
  }
}
