import Engine
import Interface

/// One run of `verify`, from its experiments to its exit code.
struct VerifySession {
  private let plan: VerifyPlan
  private let folder: ReportFolder?
  private var output = Output(.standard)

  /// Checks that the report can be written before minutes are spent on it.
  init(_ plan: VerifyPlan) throws(Failure) {
    self.plan = plan
    folder = try plan.report.map { path throws(Failure) in try ReportFolder(path) }
  }

  /// Runs, prints, reports; answers the exit code.
  mutating func run() throws(Failure) -> Int32 {
    Interruption.listen(finishingStep: true)
    let start = MonotonicTime.now
    let runs = ExperimentRuns(
      seeds: plan.seeds, threads: plan.threads, instructionSet: plan.instructionSet)
    let progress = VerifyProgress(cost: runs.cost(of: plan.experiments))
    if plan.isJSON { try output.write(VerifyJSON.start(plan) + "\n") }
    var results: [ExperimentResult] = []
    for experiment in plan.experiments {
      try progress.begin(experiment.id, results.count, of: plan.experiments.count)
      let result = try result(of: experiment, runs, progress)
      try progress.erase()
      guard let result else { return try interrupted(results) }
      results.append(result)
      try print(result, isFirst: results.count == 1)
    }
    try printEnd(results, seconds: MonotonicTime.now.seconds(since: start))
    try folder?.write(
      ClaimsDocument(plan: plan, results: results, curves: Self.curves(results, runs)).files)
    if let failure = VerifySummary.failure(results) { throw failure }
    return 0
  }

  private func result(
    of experiment: Experiment, _ runs: ExperimentRuns, _ progress: VerifyProgress
  ) throws(Failure) -> ExperimentResult? {
    do throws(ConfigurationError) {
      return try runs.perform(experiment) { done in
        progress.advance(done)
        return Interruption.signal == 0
      }
    } catch { throw .failed(error.description) }
  }

  private mutating func print(_ result: ExperimentResult, isFirst: Bool) throws(Failure) {
    if plan.isJSON {
      try output.write(VerifyJSON.claim(result) + "\n")
    } else {
      let text = ClaimParagraph(result, language: plan.language).text
      try output.write((isFirst ? "" : "\n") + text)
    }
  }

  private mutating func printEnd(
    _ results: [ExperimentResult], seconds: Double
  ) throws(Failure) {
    if plan.isJSON {
      try output.write(VerifyJSON.end(results, reason: "done") + "\n")
    } else {
      let time = Digits.duration(seconds: seconds)
      let text = VerifySummary.text(results, seeds: plan.seeds, time: time)[plan.language]
      try output.write("\n\(text)\n")
    }
  }

  private mutating func interrupted(_ results: [ExperimentResult]) throws(Failure) -> Int32 {
    if plan.isJSON { try output.write(VerifyJSON.end(results, reason: "interrupted") + "\n") }
    return 128 + Interruption.signal
  }

  private static func curves(
    _ results: [ExperimentResult], _ runs: ExperimentRuns
  ) -> [[[Double?]]] {
    results.map { result in
      let figure = result.experiment.figure
      return figure.arms.map { figure.curve(runs.outcomes(of: $0)) }
    }
  }
}
