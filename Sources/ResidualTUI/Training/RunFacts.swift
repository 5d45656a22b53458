import Engine

/// What is known before the first step.
struct RunFacts: Hashable, Sendable {
  var configuration: Configuration
  /// 0 where nobody has said how many.
  var steps = 0
  var parameterCount: Int
  var guessing: Double
}

extension RunFacts {
  /// A run of a given number of steps.
  init(_ trainer: Trainer, steps: Int) {
    self.init(
      configuration: trainer.configuration, steps: steps, parameterCount: trainer.parameterCount,
      guessing: trainer.guessing)
  }

  /// A lane as it is now.
  init(_ lane: Lane) {
    self.init(
      configuration: lane.configuration, parameterCount: lane.parameterCount,
      guessing: lane.guessing)
  }
}

/// What is known at the end of a run.
struct RunOutcome: Hashable, Sendable {
  /// Why it ended.
  enum Ending: String, Hashable, Sendable {
    case steps, diverged, interrupted
  }

  var ending: Ending
  /// Updates applied.
  var steps = 0
  /// The first step whose loss was below 0.1.
  var firstSolvedStep: Int?
  /// The verdict on the last step; `nil` when none was made.
  var verdict: Verdict?
}

/// Prints a run as it goes.
protocol StepSink {
  /// Before the first step.
  mutating func begin(_ facts: RunFacts) throws(Failure)
  /// After every step; `isShown` for those that `--every` picks.
  mutating func step(_ report: StepReport, isShown: Bool) throws(Failure)
  /// After the last one.
  mutating func end(_ outcome: RunOutcome, _ configuration: Configuration) throws(Failure)
}
