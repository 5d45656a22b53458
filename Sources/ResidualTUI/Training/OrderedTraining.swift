import Engine

/// A trainer that does what a mailbox orders and tells it what was measured.
struct OrderedTraining {
  private let trainer: Trainer
  private let mailbox: Mailbox
  private var report = StepReport()

  /// Tells the mailbox that the model is there.
  init(_ trainer: Trainer, _ mailbox: Mailbox) {
    self.trainer = trainer
    self.mailbox = mailbox
    mailbox.publish(
      ModelFacts(
        parameterCount: trainer.parameterCount, guessing: trainer.guessing, chance: trainer.chance))
  }

  /// Answers whether there is more to do.
  mutating func perform(_ order: TrainingOrder) -> Bool {
    switch order {
    case .stop:
      return false
    case .command(let command):
      trainer.apply(command)
    case .step:
      let start = MonotonicTime.now
      trainer.step(into: &report)
      report.seconds = MonotonicTime.now.seconds(since: start)
      mailbox.publish(&report)
    }
    return true
  }
}
