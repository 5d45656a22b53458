import Engine
import Interface

/// How the laboratory came to its end.
enum Ending: Hashable, Sendable {
  case quit
  /// A signal asked for it, or the terminal went away (SIGHUP).
  case signal(Int32)
  case failure(String)
}

/// What every shell of the laboratory drives: the scene, its way to the trainer and back, its time.
///
/// A shell adds where events come from, how long it waits for them, and what becomes of the orders
/// that each call returns.
@MainActor struct SceneDriver {
  /// What is not on the screen yet.
  enum Staleness: Comparable {
    case fresh, byEvents, byKey
  }

  private(set) var scene: LaboratoryScene
  let mailbox: Mailbox
  var clock: SceneClock
  var staleness = Staleness.byEvents
  var ending: Ending?
  /// Whether a model was asked for that is not there yet: the first one, or another.
  private(set) var isBuilding = true
  private var delivery = Delivery()
  private let recorder: CastRecorder?

  /// The opening screen, its training paused; without a pipe the trainer wakes nobody.
  init(
    _ options: LaboratoryOptions, isUTF8: Bool, depth: ColorDepth, wakePipe: WakePipe?,
    start: MonotonicTime
  ) {
    scene = LaboratoryScene(options, isUTF8: isUTF8, depth: depth)
    mailbox = Mailbox(isRunning: false, pace: options.screen.pace, wakePipe: wakePipe)
    clock = SceneClock(start: start)
    recorder = options.recorder
  }

  /// Takes in an event.
  @discardableResult mutating func receive(
    _ event: Event, _ staleness: Staleness = .byEvents
  ) -> [ShellOrder] {
    switch event {
    case .rebuilt, .answer(.refused), .answer(.unchanged): isBuilding = false
    default: break
    }
    let effects = scene.receive(event)
    if let recorder { scene.marks.forEach(recorder.mark) }
    self.staleness = max(self.staleness, staleness)
    return perform(effects)
  }

  /// Tells the time: always before other events, and by itself while somebody may be watching.
  @discardableResult mutating func tick(at now: MonotonicTime) -> [ShellOrder] {
    if scene.isPlaying { clock.wakeUp(now: now) }
    return clock.tick(now: now).map { receive(.clock(milliseconds: $0)) } ?? []
  }

  /// Takes in what the trainer has said since the last time.
  @discardableResult mutating func fetch(at now: MonotonicTime) -> [ShellOrder] {
    var orders: [ShellOrder] = []
    mailbox.fetch(into: &delivery)
    if let failure = delivery.failure { ending = ending ?? .failure(failure) }
    if let facts = delivery.facts {
      isBuilding = false
      staleness = .byKey
      clock.wakeUp(now: now)
      orders += perform(scene.modelIsReady(facts))
    }
    let inspection = delivery.inspection.take()
    let delivery = delivery
    delivery.forEach { orders += receive($0) }
    if let inspection { orders += receive(.inspection(inspection)) }
    return orders
  }

  private mutating func perform(_ effects: [Effect]) -> [ShellOrder] {
    var orders: [ShellOrder] = []
    for effect in effects {
      switch effect {
      case .training(let order):
        if case .rebuild = order { isBuilding = true }
        mailbox.post(order)
      case .shell(let order): orders.append(order)
      }
    }
    return orders
  }

  /// Ends the training: waits for the files that were asked for, the run's among them, and returns
  /// what is to be said.
  func finish(
    _ options: LaboratoryOptions
  ) -> (Ending, farewell: String?, faults: [String]) {
    let ending = ending ?? .quit
    mailbox.post(.pause)
    if let path = options.savedRun {
      mailbox.post(.write(FileRequest(path: path, replaces: true, content: .run)))
    }
    // Whoever quits right behind a :save wants the file.
    if ending == .quit || options.savedRun != nil { mailbox.waitForFiles() }
    let faults = mailbox.lastFaults()
    mailbox.post(.stop)
    TemporaryFile.removeAll()
    return (ending, options.farewell(scene.state.configuration, scene.state.verdict), faults)
  }
}
