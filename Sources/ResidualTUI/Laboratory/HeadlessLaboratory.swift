import Engine
import Interface

/// The laboratory without a terminal, on one thread and in a time of its own.
///
/// It is carried by the parts that carry the real one: the scene, the mailbox with its pace, the
/// training, the clock. Only nobody waits: where the real one would, time goes on at once. So the
/// same keys give the same frame on every run.
@MainActor struct HeadlessLaboratory {
  private(set) var scene: LaboratoryScene
  private let mailbox: Mailbox
  private var training: OrderedTraining
  private var delivery = Delivery()
  private var now = MonotonicTime(nanoseconds: 0)
  private var clock: SceneClock

  /// What a step takes of its time: the limit of an unlimited pace.
  private static let stepNanoseconds: Int64 = 1_000_000

  /// The opening screen: the model is built, no step is trained.
  init(_ options: LaboratoryOptions, columns: Int, rows: Int, depth: ColorDepth) throws {
    scene = LaboratoryScene(options, isUTF8: true, depth: depth)
    mailbox = Mailbox(isRunning: false, pace: options.screen.pace, wakePipe: nil)
    training = try OrderedTraining(options.source, mailbox)
    clock = SceneClock(start: now)
    feed(.resize(columns: columns, rows: rows))
    tick()
    takeDelivery()
  }

  /// Plays a script, then trains until `last` is on the screen.
  mutating func play(_ script: KeyScript, until last: Int?) throws(Failure) {
    for (index, item) in script.items.enumerated() {
      switch item {
      case .key(let key): press(key)
      case .step(let step): try train(to: step, asked: "--keys, key \(index + 1)")
      }
    }
    if let last { try train(to: last, asked: "--at") }
  }

  /// Plays the demo that it was given to its end, and hands out each caption's frame.
  mutating func playDemo(_ show: (LaboratoryScene) -> Void) {
    var said = 0
    while scene.isPlaying {
      if !goOn() {
        now = clock.nextTick
        tick()
      }
      guard let player = scene.demo?.player, player.said > said else { continue }
      said = player.said
      show(scene)
    }
  }

  private mutating func press(_ key: Key) {
    clock.wakeUp(now: now)
    feed(.key(key))
    while mailbox.hasOrders, case .order(let order) = mailbox.due(at: now) { perform(order) }
  }

  private mutating func train(to step: Int, asked: String) throws(Failure) {
    while scene.state.step ?? -1 < step {
      guard goOn() else {
        let found = scene.state.step.map { "at step \($0)" } ?? "before its first step"
        throw .usage(
          "\(asked): expected a run that reaches step \(step), found one that stands \(found); "
            + "space lets a paused run go on, i starts a diverged one again")
      }
    }
  }

  /// Does the next order, or lets time go on to the next step or clock event; false when no step
  /// can follow.
  private mutating func goOn() -> Bool {
    switch mailbox.due(at: now) {
    case .order(let order):
      tick()
      perform(order)
    case .later(let moment):
      guard let moment else { return false }
      now = min(moment, clock.nextTick)
      tick()
    }
    return true
  }

  private mutating func perform(_ order: TrainingOrder) {
    _ = training.perform(order)
    takeDelivery()
    if order == .step { now = now + Self.stepNanoseconds }
  }

  private mutating func tick() {
    if scene.isPlaying { clock.wakeUp(now: now) }
    if let milliseconds = clock.tick(now: now) { feed(.clock(milliseconds: milliseconds)) }
  }

  private mutating func takeDelivery() {
    mailbox.fetch(into: &delivery)
    if let facts = delivery.facts { perform(scene.modelIsReady(facts)) }
    let inspection = delivery.inspection.take()
    let delivery = delivery
    delivery.forEach { feed($0) }
    if let inspection { feed(.inspection(inspection)) }
  }

  private mutating func feed(_ event: Event) {
    perform(scene.receive(event))
  }

  private func perform(_ effects: [Effect]) {
    for case .training(let order) in effects { mailbox.post(order) }
  }
}
