import Engine

/// A trainer that does what a mailbox orders and tells it what was measured.
struct OrderedTraining {
  private let trainer: Trainer
  private let mailbox: Mailbox
  private let log: TelemetryLog?
  private var report = StepReport()
  /// What is to be looked into.
  private var request: InspectionRequest?

  /// Tells the mailbox that the model is there.
  init(_ trainer: Trainer, _ mailbox: Mailbox, log: TelemetryLog? = nil) {
    self.trainer = trainer
    self.mailbox = mailbox
    self.log = log
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
      trainer.inspectionRequest = mailbox.isInspectionDue ? request : nil
      let start = MonotonicTime.now
      trainer.step(into: &report)
      report.seconds = MonotonicTime.now.seconds(since: start)
      if let log { log.write(report, RunFacts(trainer)) }
      // First, so that the report does not come to the screen without it.
      trainer.inspection.map { mailbox.publish($0) }
      mailbox.publish(&report)
    case .inspect(let request):
      self.request = request
      request.flatMap { trainer.inspectLastStep($0) }.map { mailbox.publish($0) }
    }
    return true
  }
}
