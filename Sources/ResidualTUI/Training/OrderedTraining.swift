import Engine
import Interface

/// A trainer that does what a mailbox orders and tells it what was measured.
struct OrderedTraining {
  private var source: ModelSource
  private var trainer: Trainer
  private let mailbox: Mailbox
  private let log: TelemetryLog?
  private var report = StepReport()
  /// Updates since the last start.
  private var steps = 0

  /// Builds the model and tells the mailbox that it is there.
  init(_ source: ModelSource, _ mailbox: Mailbox, log: TelemetryLog? = nil) throws {
    self.source = source
    self.mailbox = mailbox
    self.log = log
    trainer = try source.trainer()
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
      if command == .reset { steps = 0 }
    case .rebuild(let configuration): rebuild(configuration)
    case .write(let request): write(request)
    case .step: step()
    }
    return true
  }

  private mutating func step() {
    let start = MonotonicTime.now
    trainer.step(into: &report)
    report.seconds = MonotonicTime.now.seconds(since: start)
    if !report.isDiverged { steps = report.step + 1 }
    if let log { log.write(report, RunFacts(trainer)) }
    mailbox.publish(&report)
  }

  /// Another model at its start; when it cannot be built, the present one stays as it is.
  private mutating func rebuild(_ configuration: Configuration) {
    do {
      let next = try source.changed(to: configuration)
      let trainer = try next.trainer()
      (source, self.trainer, steps) = (next, trainer, 0)
      mailbox.publish(
        BuiltModel(
          configuration: configuration, parameterCount: trainer.parameterCount,
          guessing: trainer.guessing, chance: trainer.chance))
    } catch let failure as Failure {
      mailbox.publish(.refused(failure.message))
    } catch {
      mailbox.publish(.refused("\(error)"))
    }
  }

  private func write(_ request: FileRequest) {
    let answer = request.answer(sparing: source.inputs) {
      SafeTensors(
        tensors: trainer.parameters(),
        metadata: source.metadata(trainer.configuration, steps: steps))
    }
    mailbox.publish(answer)
    mailbox.noteWritten()
  }
}
