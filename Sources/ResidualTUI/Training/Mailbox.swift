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
  /// Accuracy of the best constant guess.
  var chance: Double
}

/// What the training thread has to say since the last time it was asked.
struct Delivery: Sendable {
  /// In the order of the steps; their numbers tell which were lost because nobody fetched them.
  var reports: [StepReport] = []
  /// Set once, when the model has been built.
  var facts: ModelFacts?
  /// Why the model could not be built.
  var failure: String?
}

/// What passes between the screen and the training thread: orders in, reports out.
///
/// Neither side ever waits for the other. The screen is woken by the first report and by a ring that
/// is half full, so that it can fetch once per frame, or more often when steps are many. When it
/// stalls longer, because its terminal takes no more bytes, the oldest reports give way.
final class Mailbox: Sendable {
  /// Reports held for a screen that does not come.
  static let capacity = 512

  private struct Content: Sendable {
    var orders: [TrainingOrder] = []
    var isRunning: Bool
    var pacer: Pacer
    var reports = ReportRing()
    var facts: ModelFacts?
    var failure: String?

    /// Forgets the steps asked for one by one.
    mutating func dropSteps() {
      orders.removeAll { $0 == .step }
    }

    var backlog: Backlog {
      if facts != nil || failure != nil || reports.count >= Mailbox.capacity / 2 { return .urgent }
      return reports.count > 0 ? .reports : .nothing
    }
  }

  /// What waits to be fetched.
  enum Backlog: Hashable, Sendable {
    case nothing
    /// Reports that may wait for the next frame.
    case reports
    /// What should be fetched at once.
    case urgent
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
  ///
  /// One single step may wait, not more: keys that repeat faster than a slow model trains would
  /// otherwise be worked off long after. A reset or a rewiring is for now: it drops a waiting step.
  func post(_ order: TrainingOrder) {
    content.change { content in
      if order == .step || order.startsAnew { content.dropSteps() }
      content.orders.append(order)
    }
  }

  /// Lets steps follow each other; the first begins at once.
  func run() {
    content.change {
      $0.isRunning = true
      $0.pacer.restart()
    }
  }

  /// Ends the run after the step in progress, single steps that wait included.
  func pause() {
    content.change { content in
      content.isRunning = false
      content.dropSteps()
    }
  }

  /// Changes the steps per second, at once.
  func setPace(_ pace: Pace) {
    content.change { $0.pacer.change(to: pace) }
  }

  /// What waits to be fetched.
  var backlog: Backlog { content.change { $0.backlog } }

  /// Everything that arrived since the last call.
  func fetch() -> Delivery {
    content.change { content in
      defer { (content.facts, content.failure) = (nil, nil) }
      return Delivery(
        reports: content.reports.takeAll(), facts: content.facts, failure: content.failure)
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
  /// After a divergence the run pauses here, so that not one more step is tried before a person
  /// has decided. Who has reset or rewired meanwhile has decided: that was about another stack.
  func publish(_ report: StepReport) {
    deliver { content in
      if report.isDiverged, !content.orders.contains(where: \.startsAnew) {
        content.isRunning = false
        content.dropSteps()
      }
      content.reports.append(report)
    }
  }

  /// Tells that the model is there.
  func publish(_ facts: ModelFacts) {
    deliver { $0.facts = facts }
  }

  /// Tells that the model cannot be built.
  func publish(failure: String) {
    deliver { $0.failure = failure }
  }

  private func deliver(_ change: (inout Content) -> Void) {
    let mustWake = content.change { content in
      let before = content.backlog
      change(&content)
      return content.backlog != before
    }
    if mustWake { wakePipe.wake() }
  }
}

extension TrainingOrder {
  /// Whether what comes after it is trained by another stack than what came before.
  fileprivate var startsAnew: Bool {
    switch self {
    case .command(.reset), .command(.rewire): true
    default: false
    }
  }
}

/// The newest reports, up to the mailbox's capacity.
private struct ReportRing: Sendable {
  private var reports: [StepReport] = []
  private var oldest = 0

  var count: Int { reports.count }

  /// Adds one, in the place of the oldest when there is no other.
  mutating func append(_ report: StepReport) {
    guard reports.count == Mailbox.capacity else { return reports.append(report) }
    reports[oldest] = report
    oldest = (oldest + 1) % reports.count
  }

  /// All of them, oldest first.
  mutating func takeAll() -> [StepReport] {
    defer { (reports, oldest) = ([], 0) }
    return oldest == 0 ? reports : Array(reports[oldest...] + reports[..<oldest])
  }
}
