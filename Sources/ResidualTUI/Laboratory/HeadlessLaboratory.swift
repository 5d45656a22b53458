import Engine
import Interface

/// The laboratory without a terminal, on one thread and in a time of its own.
///
/// Its driver and its training are those of the real one. Only nobody waits: where the real one
/// would, time goes on at once, so the same keys give the same frame on every run. Nothing is there
/// for a shell to do.
@MainActor struct HeadlessLaboratory {
  private var driver: SceneDriver
  private var training: OrderedTraining
  private var now = MonotonicTime(nanoseconds: 0)

  /// What a step takes of its time: the limit of an unlimited pace.
  private static let stepNanoseconds: Int64 = 1_000_000

  /// The opening screen: the model is built, no step is trained.
  init(_ options: LaboratoryOptions, columns: Int, rows: Int, depth: ColorDepth) throws {
    driver = SceneDriver(options, isUTF8: true, depth: depth, wakePipe: nil, start: now)
    training = try OrderedTraining(options.source, driver.mailbox)
    driver.receive(.resize(columns: columns, rows: rows))
    driver.tick(at: now)
    driver.fetch(at: now)
  }

  var scene: LaboratoryScene { driver.scene }

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
        now = driver.clock.nextTick
        driver.tick(at: now)
      }
      guard let player = scene.demo?.player, player.said > said else { continue }
      said = player.said
      show(scene)
    }
  }

  private mutating func press(_ key: Key) {
    driver.clock.wakeUp(now: now)
    driver.receive(.key(key))
    let mailbox = driver.mailbox
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
    switch driver.mailbox.due(at: now) {
    case .order(let order):
      driver.tick(at: now)
      perform(order)
    case .later(let moment):
      guard let moment else { return false }
      now = min(moment, driver.clock.nextTick)
      driver.tick(at: now)
    }
    return true
  }

  private mutating func perform(_ order: TrainingOrder) {
    _ = training.perform(order)
    driver.fetch(at: now)
    if order == .step { now = now + Self.stepNanoseconds }
  }
}
