import CTermGuard
import Engine

/// Builds the model and trains it, on a thread of its own for the life of the program.
///
/// The trainer never leaves this thread. Threads it starts inherit the signal mask.
struct TrainingThread: Sendable {
  private let mailbox: Mailbox
  private let log: TelemetryLog
  private let source: ModelSource

  /// Starts training as the mailbox orders; the model is built on the new thread.
  @discardableResult init(
    mailbox: Mailbox, log: TelemetryLog, source: ModelSource
  ) throws(TerminalError) {
    self.mailbox = mailbox
    self.log = log
    self.source = source
    let context = unsafe Unmanaged.passRetained(Box(self)).toOpaque()
    let body: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().thread.run()
    }
    guard unsafe termguard_spawn(body, context) == 0 else {
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
      var training = try OrderedTraining(source, mailbox, log: log)
      while training.perform(mailbox.nextOrder()) {}
    } catch {
      mailbox.publish(failure: "\(error)")
    }
  }
}
