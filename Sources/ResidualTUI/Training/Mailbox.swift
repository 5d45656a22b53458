import Engine
import Interface

/// What the training thread is to do next.
enum TrainingOrder: Hashable, Sendable {
  case command(TrainerCommand)
  case step
  case stop
}

/// What is known once the model has been built.
struct ModelFacts: Hashable, Sendable {
  var parameterCount: Int
  var guessing: Double
}

/// What the training thread has to say since the last time it was asked.
struct Delivery: Sendable {
  /// In the order of the steps.
  var reports: [StepReport] = []
  /// Reports lost since the start because nobody fetched them in time.
  var lostReports = 0
  /// Set once, when the model has been built.
  var facts: ModelFacts?
  /// Why the model could not be built.
  var failure: String?
}

/// What passes between the screen and the training thread: orders in, reports out.
///
/// Neither side ever waits for the other. Reports go through a ring of `capacity`: drained at the
/// frame rate it holds every step up to 15,000 steps/s; when the screen stalls longer, because its
/// terminal takes no more bytes, the oldest reports give way and are counted.
final class Mailbox: Sendable {
  /// Reports held for a screen that does not come.
  static let capacity = 512

  private struct Content: Sendable {
    var orders: [TrainingOrder] = []
    var isRunning: Bool
    var pacer: Pacer
    var delivery = Delivery()
    var isWakePending = false
  }

  private let content: Monitor<Content>
  private let wakePipe: WakePipe

  /// A mailbox whose trainer starts `isRunning` or waiting.
  init(isRunning: Bool, pace: Pace, wakePipe: WakePipe) {
    content = Monitor(Content(isRunning: isRunning, pacer: Pacer(pace)))
    self.wakePipe = wakePipe
  }
}

/// The screen's side.
extension Mailbox {
  /// Adds a command or a single step behind what is already ordered.
  func post(_ order: TrainingOrder) {
    content.change { $0.orders.append(order) }
  }

  /// Lets steps follow each other; the first begins at once.
  func run() {
    content.change {
      $0.isRunning = true
      $0.pacer.restart()
    }
  }

  /// Ends the run after the step in progress.
  func pause() {
    content.change { $0.isRunning = false }
  }

  /// Changes the steps per second, at once.
  func setPace(_ pace: Pace) {
    content.change { $0.pacer.change(to: pace) }
  }

  /// Everything that arrived since the last call.
  func fetch() -> Delivery {
    content.change { content in
      let delivery = content.delivery
      content.delivery = Delivery(lostReports: delivery.lostReports)
      content.isWakePending = false
      return delivery
    }
  }
}

/// The training thread's side.
extension Mailbox {
  /// Waits for something to do: orders first, then, while running, the next step's moment.
  func nextOrder() -> TrainingOrder {
    content.wait { content in
      if !content.orders.isEmpty { return .done(content.orders.removeFirst()) }
      guard content.isRunning else { return .again(at: nil) }
      let now = MonotonicTime.now
      if let start = content.pacer.start(now: now) { return .again(at: start) }
      content.pacer.begin(at: now)
      return .done(.step)
    }
  }

  /// Hands over a step's measurements.
  ///
  /// After a divergence the run pauses here, so that not one
  /// more step is tried before a person has decided.
  func publish(_ report: StepReport) {
    deliver { content in
      if report.isDiverged { content.isRunning = false }
      if content.delivery.reports.count == Self.capacity {
        content.delivery.reports.removeFirst()
        content.delivery.lostReports += 1
      }
      content.delivery.reports.append(report)
    }
  }

  /// Tells that the model is there.
  func publish(_ facts: ModelFacts) {
    deliver { $0.delivery.facts = facts }
  }

  /// Tells that the model cannot be built.
  func publish(failure: String) {
    deliver { $0.delivery.failure = failure }
  }

  private func deliver(_ change: (inout Content) -> Void) {
    let mustWake = content.change { content in
      change(&content)
      defer { content.isWakePending = true }
      return !content.isWakePending
    }
    if mustWake { wakePipe.wake() }
  }
}
