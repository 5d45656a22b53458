import Engine

/// One run of `train`, from its files to its exit code.
struct TrainingSession {
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
    material = try TrainingMaterial(
      plan.configuration, weights: plan.weights, isFresh: plan.startsFresh)
    do throws(ConfigurationError) {
      trainer = try material.trainer(
        plan.configuration, threads: plan.threads, plan.instructionSet)
    } catch { throw Failure.failed(error.description) }
  }

  /// Trains, prints, saves; answers the exit code.
  func run() throws(Failure) -> Int32 {
    Interruption.listen(finishingStep: true)
    for remark in material.remarks(on: plan.configuration) { Output.printError(remark) }
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

  private func train(_ sink: inout any StepSink) throws(Failure) -> RunOutcome {
    var outcome = RunOutcome(ending: .steps)
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
  private func save(_ outcome: RunOutcome) throws(Failure) {
    guard let target else { return }
    let file = SafeTensors(
      tensors: trainer.tensors(),
      metadata: material.metadata(plan.configuration, steps: trainer.totalSteps))
    try target.write { (sink) throws(Failure) in try file.write(sink) }
  }

  private func checkExpectation(_ outcome: RunOutcome) throws(Failure) {
    guard let expected = plan.expectation, outcome.verdict?.state != expected else { return }
    let found = outcome.verdict.map { VerdictLine.text($0, plan.configuration) } ?? "no step"
    throw Failure(
      message: "--expect: expected \(expected.rawValue), found \(found)", code: .expectation)
  }
}
