import CTermGuard
import Engine

/// Builds the model and trains it, on a thread of its own for the life of the program.
///
/// The trainer never leaves this thread. Threads it starts inherit the signal mask and the niceness.
struct TrainingThread: Sendable {
  private let mailbox: Mailbox
  private let makeTrainer: @Sendable () throws -> Trainer

  /// Starts training as the mailbox orders; `makeTrainer` runs on the new thread.
  @discardableResult init(
    mailbox: Mailbox, niceness: Int32, makeTrainer: @escaping @Sendable () throws -> Trainer
  ) throws(TerminalError) {
    self.mailbox = mailbox
    self.makeTrainer = makeTrainer
    let context = unsafe Unmanaged.passRetained(Box(self)).toOpaque()
    let body: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().thread.run()
    }
    guard unsafe termguard_spawn(body, context, niceness) == 0 else {
      unsafe Unmanaged<Box>.fromOpaque(context).release()
      throw .system("thread")
    }
  }

  private final class Box: Sendable {
    let thread: TrainingThread
    init(_ thread: TrainingThread) { self.thread = thread }
  }

  private func run() {
    do {
      let trainer = try makeTrainer()
      mailbox.publish(
        ModelFacts(
          parameterCount: trainer.parameterCount, guessing: trainer.guessing,
          chance: trainer.chance))
      var work = Work(trainer: trainer)
      while perform(mailbox.nextOrder(), &work) {}
    } catch {
      mailbox.publish(failure: "\(error)")
    }
  }

  /// What the thread owns.
  private struct Work {
    let trainer: Trainer
    var report = StepReport()
    /// What is to be looked into.
    var request: InspectionRequest?
  }

  /// Answers whether there is more to do.
  private func perform(_ order: TrainingOrder, _ work: inout Work) -> Bool {
    let trainer = work.trainer
    switch order {
    case .stop:
      return false
    case .command(let command):
      trainer.apply(command)
    case .step:
      let isSeen = work.request != nil && mailbox.isInspectionDue
      trainer.inspectionRequest = isSeen ? work.request : nil
      let start = MonotonicTime.now
      trainer.step(into: &work.report)
      work.report.seconds = MonotonicTime.now.seconds(since: start)
      // First, so that the report does not come to the screen without it.
      trainer.inspection.map { mailbox.publish($0) }
      mailbox.publish(&work.report)
    case .inspect(let request):
      work.request = request
      request.flatMap { trainer.inspectLastStep($0) }.map { mailbox.publish($0) }
    }
    return true
  }
}
