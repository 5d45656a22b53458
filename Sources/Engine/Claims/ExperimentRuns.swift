/// Runs what experiments need, several arms and seeds at a time, and keeps what they measured: a run
/// that two claims need is made once.
///
/// Each run has one thread, so the numbers do not depend on how runs are scheduled.
public final class ExperimentRuns {
  private let seeds: [UInt64]
  private let instructionSet: InstructionSet
  private let workers: Workers
  private var outcomes: [Run: ArmResult] = [:]

  /// One arm with one seed.
  fileprivate struct Run: Hashable, Sendable {
    var arm: Arm
    var seed: UInt64
  }

  /// Runs with seeds 1…`seeds`.
  public init(seeds: Int, threads: Int, instructionSet: InstructionSet) {
    self.seeds = (1...max(seeds, 1)).map(UInt64.init)
    self.instructionSet = instructionSet
    workers = Workers(threads: threads)
  }

  /// What the runs of some experiments may cost together, in the units of `perform`'s progress.
  public func cost(of experiments: [Experiment]) -> Double {
    Set(experiments.flatMap(\.arms)).reduce(0) { $0 + $1.cost } * Double(seeds.count)
  }

  /// Makes the runs of an experiment that are not made yet, and judges them.
  ///
  /// - Parameters:
  ///   - experiment: What to run.
  ///   - progress: Called on any thread after every step with what was done since its last call; the
  ///     runs end where it answers false.
  /// - Returns: `nil` where `progress` said no.
  /// - Throws: When a configuration is out of range or memory is refused.
  public func perform(
    _ experiment: Experiment, progress: @escaping @Sendable (_ done: Double) -> Bool = { _ in true }
  ) throws(ConfigurationError) -> ExperimentResult? {
    let missing = experiment.arms.sorted { $0.cost > $1.cost }.flatMap { arm in
      seeds.map { Run(arm: arm, seed: $0) }
    }.filter { outcomes[$0] == nil }
    let work = ExperimentWork(missing, instructionSet, progress)
    workers.perform(missing.count, work)
    for place in work.places {
      if let error = place.error { throw error }
      guard let outcome = place.outcome else { return nil }
      outcomes[place.run] = outcome
    }
    return experiment.result(
      experiment.findings.map { finding in
        seeds.map { seed in finding.statistic.value(outcomes(of: finding.arms, seed: seed)) }
      })
  }

  /// What was measured of an arm, by seed; empty before it was run.
  public func outcomes(of arm: Arm) -> [ArmResult] {
    seeds.compactMap { outcomes[Run(arm: arm, seed: $0)] }
  }

  private func outcomes(of arms: [Arm], seed: UInt64) -> [ArmResult] {
    arms.compactMap { outcomes[Run(arm: $0, seed: seed)] }
  }
}

/// Runs as parts of one work: each writes its own place.
private final class ExperimentWork: ParallelWork {
  final class Place {
    let run: ExperimentRuns.Run
    var outcome: ArmResult?
    var error: ConfigurationError?

    init(_ run: ExperimentRuns.Run) { self.run = run }
  }

  let places: [Place]
  private let instructionSet: InstructionSet
  private let progress: @Sendable (Double) -> Bool

  init(
    _ runs: [ExperimentRuns.Run], _ instructionSet: InstructionSet,
    _ progress: @escaping @Sendable (Double) -> Bool
  ) {
    places = runs.map(Place.init)
    self.instructionSet = instructionSet
    self.progress = progress
  }

  func perform(part: Int) {
    let place = places[part]
    let arm = place.run.arm
    let share = arm.cost / Double(arm.steps + 1)
    var rest = arm.cost
    guard progress(0) else { return }
    do throws(ConfigurationError) {
      place.outcome = try arm.run(
        seed: place.run.seed, instructionSet: instructionSet,
        while: { _ in
          rest -= share
          return progress(share)
        })
    } catch { place.error = error }
    _ = progress(rest)
  }
}
