import Engine

/// One run of `train`, from its files to its exit code.
struct TrainingSession {
  /// Why a run ended.
  enum Ending: String, Hashable, Sendable {
    case steps, diverged, interrupted
  }

  /// What is known at the end.
  struct Outcome: Hashable, Sendable {
    var ending: Ending
    /// Updates applied.
    var steps: Int
    /// The first step whose loss was below 0.1.
    var firstSolvedStep: Int?
    /// That of the last step; `nil` when none was made.
    var verdict: Verdict?
  }

  private let plan: TrainingPlan
  private let material: TrainingMaterial
  private let trainer: Trainer
  private let target: FileOutput?

  /// Reads the files and draws the initial weights.
  init(_ plan: TrainingPlan) throws {
    self.plan = plan
    target = try plan.save.map { path throws(Failure) in
      try FileOutput(path, sparing: plan.inputs)
    }
    material = try TrainingMaterial(plan.configuration, weights: plan.weights)
    do throws(ConfigurationError) {
      trainer = try material.trainer(
        plan.configuration, threads: plan.threads, plan.instructionSet)
    } catch { throw Failure.failed(error.description) }
  }

  /// Trains, prints, saves; answers the exit code.
  func run() throws(Failure) -> Int32 {
    Interruption.listen(finishingStep: true)
    if let remark = material.remark(on: plan.configuration) { Output.printError(remark) }
    var sink = makeSink()
    try sink.begin(RunFacts(trainer, steps: plan.steps))
    let outcome = try train(&sink)
    // Weights are saved even when the last line cannot be printed.
    let printing = Result { () throws(Failure) in try sink.end(outcome, plan.configuration) }
    try save(outcome)
    try printing.get()
    if Interruption.signal != 0 { return 128 + Interruption.signal }
    try checkExpectation(outcome)
    return 0
  }

  private func train(_ sink: inout any StepSink) throws(Failure) -> Outcome {
    var outcome = Outcome(ending: .steps, steps: 0)
    var report = StepReport()
    for step in 0..<plan.steps {
      if Interruption.signal != 0 {
        outcome.ending = .interrupted
        break
      }
      let start = MonotonicTime.now
      trainer.step(into: &report)
      report.seconds = MonotonicTime.now.seconds(since: start)
      if report.isSolved, outcome.firstSolvedStep == nil {
        outcome.firstSolvedStep = step
      }
      try sink.step(report, isShown: step.isMultiple(of: plan.every))
      if report.isDiverged {
        outcome.ending = .diverged
        break
      }
      outcome.steps = step + 1
    }
    if outcome.steps > 0 || outcome.ending == .diverged { outcome.verdict = report.verdict }
    return outcome
  }

  private func makeSink() -> any StepSink {
    switch plan.format {
    case .json: JSONSink()
    case .csv: CSVSink()
    case .plain: PlainSink()
    }
  }

  /// Saves whatever was reached, an interrupted run's weights too: they are whole.
  private func save(_ outcome: Outcome) throws(Failure) {
    guard let target else { return }
    let file = SafeTensors(
      tensors: trainer.parameters(),
      metadata: material.metadata(plan.configuration, steps: outcome.steps))
    try target.write { (sink) throws(Failure) in try file.write(sink) }
  }

  private func checkExpectation(_ outcome: Outcome) throws(Failure) {
    guard let expected = plan.expectation, outcome.verdict?.state != expected else { return }
    let found = outcome.verdict.map { VerdictLine.text($0, plan.configuration) } ?? "no step"
    throw Failure(
      message: "--expect: expected \(expected.rawValue), found \(found)", code: .expectation)
  }
}

/// What is known before the first step.
struct RunFacts: Hashable, Sendable {
  var configuration: Configuration
  /// 0 where nobody has said how many.
  var steps: Int
  var parameterCount: Int
  var guessing: Double

}

extension RunFacts {
  /// Of a run that trains so many steps.
  init(_ trainer: Trainer, steps: Int) {
    self.init(
      configuration: trainer.configuration, steps: steps, parameterCount: trainer.parameterCount,
      guessing: trainer.guessing)
  }
}

/// Prints a run as it goes.
protocol StepSink {
  /// Before the first step.
  mutating func begin(_ facts: RunFacts) throws(Failure)
  /// After every step; `isShown` for those that `--every` picks.
  mutating func step(_ report: StepReport, isShown: Bool) throws(Failure)
  /// After the last one.
  mutating func end(
    _ outcome: TrainingSession.Outcome, _ configuration: Configuration
  ) throws(Failure)
}
