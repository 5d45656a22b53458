import Engine
import Interface

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
    /// Whether the training thread does something, the building of the first model included.
    var isWorking = true
    /// Whether lanes have a step to go that waits for no moment.
    var isUnderWay = false
    var progress: LabProgress?
    var events: [PlacedEvent] = []
    var pacer: Pacer
    var reports = ReportRing()
    var partings: [Int: Parting]?
    var inspection: Inspection?
    var facts: ModelFacts?
    /// Whether there is nobody to do anything.
    var isForsaken = false
    var failure: String?
    /// The step after which the run pauses.
    var lastStep: Int?
    /// Files that are ordered and not written yet.
    var fileCount = 0

    /// Adds an order behind the others.
    ///
    /// One single step may wait, not more: keys that repeat faster than a slow model trains would
    /// otherwise be worked off long after. A reset or a rewiring is for now: it drops a waiting step.
    mutating func enqueue(_ order: TrainingOrder) {
      if order == .step || order.startsAnew { dropSteps() }
      if order.isRewind { orders.removeAll(where: \.isRewind) }
      // Of places that a held key passes only the last is shown.
      if order.isWalkMove { orders.removeAll(where: \.isWalkMove) }
      if order.isInspection {
        orders.removeAll(where: \.isInspection)
        inspection = nil
      }
      orders.append(order)
      if order.isAboutFile { fileCount += 1 }
    }

    /// Ends the run, and forgets the steps asked for one by one.
    mutating func pause() {
      isRunning = false
      dropSteps()
    }

    private mutating func dropSteps() {
      orders.removeAll { $0 == .step }
    }

    /// The newest progress replaces all since the last delivery.
    mutating func tell(_ progress: LabProgress?) {
      guard progress != self.progress else { return }
      self.progress = progress
      if case .progress = events.last?.event { events.removeLast() }
      events.append(PlacedEvent(place: reports.count, event: .progress(progress)))
    }

    mutating func due(at now: MonotonicTime) -> Due {
      let due = next(at: now)
      isWorking = if case .order = due { true } else { false }
      return due
    }

    private mutating func next(at now: MonotonicTime) -> Due {
      if !orders.isEmpty { return .order(orders.removeFirst()) }
      if isUnderWay { return .order(.step) }
      guard isRunning else { return .later(nil) }
      if let start = pacer.start(now: now) { return .later(start) }
      pacer.begin(at: now)
      return .order(.step)
    }

    var backlog: Backlog {
      if facts != nil || failure != nil || !events.isEmpty || reports.count >= Mailbox.capacity / 2
      {
        return .urgent
      }
      let hasNews = reports.count > 0 || partings != nil || inspection != nil
      return hasNews ? .reports : .nothing
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

  /// What the training thread may do at a moment.
  enum Due: Hashable, Sendable {
    case order(TrainingOrder)
    /// Nothing before the given moment, or before something changes.
    case later(MonotonicTime?)
  }

  private let content: Monitor<Content>
  private let wakePipe: WakePipe?

  /// A mailbox whose trainer starts `isRunning` or waiting; without a pipe it wakes nobody.
  init(isRunning: Bool, pace: Pace, wakePipe: WakePipe?) {
    content = Monitor(Content(isRunning: isRunning, pacer: Pacer(pace)))
    self.wakePipe = wakePipe
  }
}

// MARK: - The screen's side

extension Mailbox {
  /// Says what the trainer is to do: at once what changes when its steps follow each other, the rest
  /// behind what is already ordered.
  func post(_ order: TrainingOrder) {
    content.change { content in
      switch order {
      case .run:
        content.isRunning = true
        content.pacer.restart()
      case .pause: content.pause()
      case .pauseAfter(let step): content.lastStep = step
      case .pace(let pace): content.pacer.change(to: pace)
      case .command, .step, .rebuild, .set, .write, .inspect, .measure, .walk, .breakpoints, .stop:
        content.enqueue(order)
      }
    }
  }

  /// Waits until every file that was ordered is written or refused; without a model none will be.
  func waitForFiles() {
    content.wait { $0.fileCount == 0 || $0.isForsaken ? .done(()) : .again(at: nil) }
  }

  /// What went wrong with files since the last delivery.
  func lastFaults() -> [String] {
    content.change { content in
      content.events.compactMap { placed in
        switch placed.event {
        case .answer(.failed(let reason)): reason
        // Nobody is there any more to answer the question.
        case .answer(.exists(let path, let command)):
          "\(Printable.quoted(path)) exists and stays as it was: \(command)! replaces it"
        default: nil
        }
      }
    }
  }

  /// What waits to be fetched.
  var backlog: Backlog { content.change { $0.backlog } }

  /// Overwrites a delivery by everything that arrived since the last one.
  ///
  /// The reports of the last one go back, for their memory.
  func fetch(into delivery: inout Delivery) {
    content.change { content in
      swap(&content.reports, &delivery.reports)
      content.reports.clear()
      swap(&content.events, &delivery.events)
      content.events.removeAll(keepingCapacity: true)
      delivery.partings = content.partings.take()
      delivery.inspection = content.inspection.take()
      (delivery.facts, delivery.failure) = (content.facts, content.failure)
      (content.facts, content.failure) = (nil, nil)
    }
  }
}

// MARK: - The training thread's side

extension Mailbox {
  /// Waits for something to do: orders first, then, while running, the next step's moment.
  func nextOrder() -> TrainingOrder {
    content.wait { content in
      switch content.due(at: .now) {
      case .order(let order): .done(order)
      case .later(let moment): .again(at: moment)
      }
    }
  }

  /// What is due at `now`, for callers with a clock of their own; an order is handed out once.
  func due(at now: MonotonicTime) -> Due {
    content.change { $0.due(at: now) }
  }

  /// Whether there is an order that does not wait for its moment.
  var hasOrders: Bool { content.change { !$0.orders.isEmpty } }

  /// Whether all that was ordered is done and told.
  var isIdle: Bool { content.change { $0.orders.isEmpty && !$0.isWorking } }

  /// Whether anything is to be done beside what is being done.
  var wantsMore: Bool { content.change { !$0.orders.isEmpty || $0.isRunning } }

  /// Hands over a step's measurements, in exchange for a report to overwrite by the next ones.
  ///
  /// Once every lane has diverged the run is over and pauses here, so that not one more step is tried
  /// before a person has decided. Who has reset or rewired meanwhile has decided: that was about
  /// another stack.
  func publish(_ report: inout StepReport, _ unit: LabUnit, isOver: Bool) {
    deliver { content in
      // A step of the previous run that was still under way when the user restarted does not count.
      let isOld = content.orders.contains(where: \.startsAnew)
      if isOver, !isOld { content.pause() }
      if let last = content.lastStep, report.step >= last, unit.endsRound, unit.progress == nil,
        !isOld
      {
        content.lastStep = nil
        content.pause()
      }
      content.isUnderWay = !unit.endsRound || unit.progress != nil
      content.reports.exchange(&report, lane: unit.lane, isRepeated: unit.isRepeated)
      content.tell(unit.progress)
    }
  }

  /// Tells that another model has taken the place of the one before, whose reports are of no use.
  func publish(_ model: BuiltModel) {
    deliver { content in
      content.reports.clear()
      (content.isUnderWay, content.progress, content.partings) = (false, nil, nil)
      content.events = content.events.filter(\.outlastsTheModel).map {
        PlacedEvent(place: 0, event: $0.event)
      }
      content.events.append(PlacedEvent(place: 0, event: .rebuilt(model)))
    }
  }

  /// Notes that a file is written or refused.
  func noteWritten() {
    content.change { $0.fileCount -= 1 }
  }

  /// Tells how far lanes have come that are on their way.
  func publish(_ progress: LabProgress?) {
    deliver { content in
      content.isUnderWay = progress != nil
      content.tell(progress)
    }
  }

  /// Tells something, behind the reports so far.
  func publish(_ event: Event) {
    deliver { $0.events.append(PlacedEvent(place: $0.reports.count, event: event)) }
  }

  /// Whether a look into the next step would be seen: while running not before the last was fetched.
  var isInspectionDue: Bool { content.change { $0.inspection == nil || !$0.isRunning } }

  /// Tells how far lanes have parted; the newest wins.
  func publish(_ partings: [Int: Parting]) {
    deliver { $0.partings = partings }
  }

  /// Hands over a look into a step; the newest wins.
  func publish(_ inspection: Inspection) {
    deliver { $0.inspection = inspection }
  }

  /// Tells that the model is there.
  func publish(_ facts: ModelFacts) {
    deliver { $0.facts = facts }
  }

  /// Tells that the model cannot be built.
  func publish(failure: String) {
    deliver { ($0.failure, $0.isForsaken) = (failure, true) }
  }

  private func deliver(_ change: (inout Content) -> Void) {
    let mustWake = content.change { content in
      let before = content.backlog
      change(&content)
      return content.backlog != before
    }
    if mustWake { wakePipe?.wake() }
  }
}

// MARK: - What the mailbox knows of orders

extension TrainingOrder {
  fileprivate var isInspection: Bool {
    if case .inspect = self { true } else { false }
  }

  fileprivate var isAboutFile: Bool {
    switch self {
    case .write, .set(.log): true
    default: false
    }
  }

  fileprivate var isWalkMove: Bool {
    if case .walk(.show) = self { true } else { false }
  }

  /// Whether what comes after it is trained by another stack than what came before.
  fileprivate var startsAnew: Bool {
    switch self {
    case .command(.lane(_, .reset)), .command(.lane(_, .rewire)), .command(.resetAll),
      .command(.rewind), .rebuild:
      true
    default: false
    }
  }

  fileprivate var isRewind: Bool {
    if case .command(.rewind) = self { true } else { false }
  }
}
