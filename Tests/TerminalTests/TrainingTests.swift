import CTermGuard
@testable import Engine
import Interface
import Testing

@testable import ResidualTUI

private func moment(_ milliseconds: Int64) -> MonotonicTime {
  MonotonicTime(nanoseconds: 1_000_000_000 + milliseconds * 1_000_000)
}

@Suite struct PacerTests {
  @Test func lateStartsDoNotAddUp() {
    var pacer = Pacer(Pace(stepsPerSecond: 20))
    pacer.begin(at: moment(0))
    #expect(pacer.start(now: moment(1)) == moment(50))
    pacer.begin(at: moment(53))
    #expect(pacer.start(now: moment(60)) == moment(100))
    pacer.begin(at: moment(104))
    #expect(pacer.start(now: moment(105)) == moment(150))
  }

  @Test func slowStepsAreNotCaughtUp() {
    var pacer = Pacer(Pace(stepsPerSecond: 20))
    pacer.begin(at: moment(0))
    #expect(pacer.start(now: moment(500)) == nil)
    pacer.begin(at: moment(500))
    #expect(pacer.start(now: moment(501)) == moment(550))
  }

  @Test func anUnlimitedPaceNeverWaits() {
    var pacer = Pacer(Pace(stepsPerSecond: nil))
    pacer.begin(at: moment(0))
    #expect(pacer.start(now: moment(0)) == nil)
  }

  @Test func anotherPaceCountsFromTheLastStep() {
    var pacer = Pacer(Pace(stepsPerSecond: 1))
    pacer.begin(at: moment(0))
    pacer.change(to: Pace(stepsPerSecond: 10))
    #expect(pacer.start(now: moment(20)) == moment(100))
    pacer.change(to: Pace(stepsPerSecond: nil))
    #expect(pacer.start(now: moment(20)) == nil)
  }

  @Test func aRestartBeginsAtOnce() {
    var pacer = Pacer(Pace(stepsPerSecond: 1))
    pacer.begin(at: moment(0))
    pacer.restart()
    #expect(pacer.start(now: moment(1)) == nil)
  }
}

@Suite struct FrameBudgetTests {
  @Test func keysMayBeDrawnAtOnceAndReportsWait() {
    var budget = FrameBudget(framesPerSecond: 25, now: moment(0))
    budget.spend(at: moment(0))
    #expect(budget.earliest(forKey: true) <= moment(0))
    #expect(budget.earliest(forKey: false) == moment(50))
  }

  @Test func withReducedMotionReportsComeTwiceASecondAndKeysAtOnce() {
    var budget = FrameBudget(framesPerSecond: 25, reducesMotion: true, now: moment(0))
    budget.spend(at: moment(0))
    #expect(budget.earliest(forKey: true) <= moment(0))
    #expect(budget.earliest(forKey: false) == moment(500))
  }

  @Test func noMoreFramesThanAllowedForLong() {
    var budget = FrameBudget(framesPerSecond: 25, now: moment(0))
    var now = moment(0)
    var frames = 0
    while now < moment(10_000) {
      now = max(now, budget.earliest(forKey: true))
      budget.spend(at: now)
      frames += 1
    }
    #expect((250...255).contains(frames))
  }
}

@Suite struct MailboxTests {
  private func mailbox(isRunning: Bool) throws -> Mailbox {
    Mailbox(
      isRunning: isRunning, pace: Pace(stepsPerSecond: nil),
      wakePipe: try WakePipe())
  }

  /// What one delivery brings, by the numbers of the steps.
  private func fetch(_ mailbox: Mailbox) -> [Int] {
    var delivery = Delivery()
    mailbox.fetch(into: &delivery)
    return (0..<delivery.reports.count).map { delivery.reports[$0].report.step }
  }

  private static let unit = LabUnit(lane: 1, isRepeated: false, endsRound: true, progress: nil)

  private func publish(_ step: Int, diverged: Bool = false, to mailbox: Mailbox) {
    var report = StepReport()
    report.step = step
    if diverged { report.firstNonFinite = "layer1.attention.sum" }
    mailbox.publish(&report, Self.unit, isOver: diverged)
  }

  @Test func ordersComeBeforeStepsAndInTheirOrder() throws {
    let mailbox = try mailbox(isRunning: true)
    mailbox.post(.command(.resetAll))
    mailbox.post(.step)
    #expect(mailbox.nextOrder() == .command(.resetAll))
    #expect(mailbox.nextOrder() == .step)
    #expect(mailbox.nextOrder() == .step)
    mailbox.pause()
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
  }

  @Test func everyReportArrivesOnceAndInOrder() throws {
    let mailbox = try mailbox(isRunning: true)
    for step in 0..<100 { publish(step, to: mailbox) }
    #expect(fetch(mailbox) == Array(0..<100))
    #expect(fetch(mailbox) == [])
  }

  @Test func aFullRingLosesTheOldest() throws {
    let mailbox = try mailbox(isRunning: true)
    let end = 2 * Mailbox.capacity + 7
    for step in 0..<end { publish(step, to: mailbox) }
    #expect(fetch(mailbox) == Array(end - Mailbox.capacity..<end))
    publish(end, to: mailbox)
    #expect(fetch(mailbox) == [end])
  }

  /// What was read comes back to be overwritten: nobody allocates a report per step.
  @Test func reportsThatWereReadComeBack() throws {
    let mailbox = try mailbox(isRunning: true)
    var delivery = Delivery()
    var report = StepReport()
    var seen: [Int] = []
    for step in 0..<8 {
      seen.append(report.step)
      report.step = step
      mailbox.publish(&report, Self.unit, isOver: false)
      if step % 2 == 1 { mailbox.fetch(into: &delivery) }
    }
    // Two rings of two slots each, at first empty.
    #expect(seen == [0, 0, 0, 0, 0, 0, 1, 2])
  }

  @Test func reportsWaitForAFrameUntilTheRingIsHalfFull() throws {
    let mailbox = try mailbox(isRunning: true)
    #expect(mailbox.backlog == .nothing)
    publish(0, to: mailbox)
    #expect(mailbox.backlog == .reports)
    for step in 1..<Mailbox.capacity / 2 { publish(step, to: mailbox) }
    #expect(mailbox.backlog == .urgent)
    _ = fetch(mailbox)
    #expect(mailbox.backlog == .nothing)
    mailbox.publish(failure: "no memory")
    #expect(mailbox.backlog == .urgent)
  }

  @Test func theScreenIsWokenForTheFirstReportAndForAHalfFullRing() throws {
    let pipe = try WakePipe()
    let mailbox = Mailbox(isRunning: true, pace: Pace(stepsPerSecond: nil), wakePipe: pipe)
    func wakes() -> Int32 { termguard_wait(pipe.readEnd, pipe.readEnd, 0) }
    for step in 0..<Mailbox.capacity / 2 {
      publish(step, to: mailbox)
      #expect((wakes() != 0) == (step == 0 || step == Mailbox.capacity / 2 - 1))
      pipe.drain()
    }
  }

  @Test func aDivergencePauses() throws {
    let mailbox = try mailbox(isRunning: true)
    publish(3, diverged: true, to: mailbox)
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
    mailbox.post(.step)
    #expect(mailbox.nextOrder() == .step)
  }

  @Test(arguments: [LabCommand.lane(1, .reset), .lane(1, .rewire([])), .resetAll])
  func aDivergenceDoesNotPauseAnotherStack(command: LabCommand) throws {
    let mailbox = try mailbox(isRunning: true)
    #expect(mailbox.nextOrder() == .step)
    mailbox.post(.command(command))
    publish(3, diverged: true, to: mailbox)
    #expect(mailbox.nextOrder() == .command(command))
    #expect(mailbox.nextOrder() == .step)
    // It is about what was trained, so that the next one counts again.
    publish(4, diverged: true, to: mailbox)
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
  }

  @Test func aDivergencePausesThoughARateWasChanged() throws {
    let mailbox = try mailbox(isRunning: true)
    mailbox.post(.command(.learningRate(0.1)))
    publish(3, diverged: true, to: mailbox)
    #expect(mailbox.nextOrder() == .command(.learningRate(0.1)))
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
  }

  @Test func runningLiftsThePauseOfADivergence() throws {
    let mailbox = try mailbox(isRunning: true)
    publish(3, diverged: true, to: mailbox)
    mailbox.run()
    #expect(mailbox.nextOrder() == .step)
  }

  @Test func oneSingleStepWaitsAndNotMore() throws {
    let mailbox = try mailbox(isRunning: false)
    for _ in 0..<20 { mailbox.post(.step) }
    #expect(mailbox.nextOrder() == .step)
    for _ in 0..<20 { mailbox.post(.step) }
    mailbox.post(.command(.warmup(7)))
    #expect(mailbox.nextOrder() == .step)
    #expect(mailbox.nextOrder() == .command(.warmup(7)))
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
  }

  @Test func whatIsForNowDropsTheStepThatWaits() throws {
    let reactions: [(Mailbox) -> Void] = [
      { $0.pause() },
      { $0.post(.command(.resetAll)) },
      { $0.post(.command(.rewire([]))) },
      { [publish] in publish(3, true, $0) },
    ]
    for react in reactions {
      let mailbox = try mailbox(isRunning: false)
      mailbox.post(.step)
      react(mailbox)
      mailbox.post(.stop)
      var orders = [mailbox.nextOrder()]
      while orders.last != .stop { orders.append(mailbox.nextOrder()) }
      #expect(!orders.contains(.step))
    }
  }
}

/// What lanes need of the mailbox, and the lab that does its orders.
@Suite struct LaneTrainingTests {
  private let mailbox = Mailbox(
    isRunning: false, pace: Pace(stepsPerSecond: 1), wakePipe: nil)

  private func training() throws -> OrderedTraining {
    var configuration = Configuration()
    (configuration.layers, configuration.width, configuration.heads) = (1, 8, 2)
    (configuration.batch, configuration.shards) = (4, 2)
    let material = try TrainingMaterial(configuration, weights: nil)
    return try OrderedTraining(
      ModelSource(configuration, material, weights: nil, threads: 1, .best), mailbox)
  }

  /// Does what is due until nothing is, and answers the events that came.
  private func work(_ training: inout OrderedTraining) -> [Event] {
    while case .order(let order) = mailbox.due(at: moment(0)) { _ = training.perform(order) }
    var delivery = Delivery()
    mailbox.fetch(into: &delivery)
    var events: [Event] = []
    delivery.forEach { events.append($0) }
    return events
  }

  private func steps(_ events: [Event], lane: Int, isRepeated: Bool = false) -> [Int] {
    events.compactMap { event in
      guard case .report(let report, lane, isRepeated) = event else { return nil }
      return report.step
    }
  }

  @Test func aTwinCatchesUpWhilePaused() throws {
    var training = try training()
    for _ in 0..<5 {
      mailbox.post(.step)
      _ = work(&training)
    }
    mailbox.post(.command(.twin(of: 1)))
    let events = work(&training)
    let place = try #require(
      events.firstIndex(of: .opened(OpenedLane(id: 2, .twin(of: 1)))))
    #expect(steps(Array(events[place...]), lane: 2) == [0, 1, 2, 3, 4])
    #expect(steps(events, lane: 1).isEmpty && events.contains(.progress(nil)))
    mailbox.post(.step)
    let together = work(&training)
    #expect(steps(together, lane: 1) == [5] && steps(together, lane: 2) == [5])
  }

  @Test func aRewindRepeatsItsStepAndTheNewestRewindCounts() throws {
    var training = try training()
    for _ in 0..<9 {
      mailbox.post(.step)
      _ = work(&training)
    }
    mailbox.post(.command(.rewind(toStep: 7)))
    mailbox.post(.command(.rewind(toStep: 3)))
    let back = work(&training)
    #expect(steps(back, lane: 1, isRepeated: true).last == 3)
    #expect(!steps(back, lane: 1, isRepeated: true).contains(7))
    mailbox.post(.command(.lane(1, .learningRate(0.5))))
    mailbox.post(.step)
    #expect(steps(work(&training), lane: 1) == [4])
  }

  /// The settings on the screen are those of the step that one went back to.
  @Test func aRewindTellsTheSettingsOfItsTime() throws {
    var training = try training()
    for step in 0..<8 {
      if step == 5 {
        mailbox.post(.command(.lane(1, .learningRate(0.5))))
        mailbox.post(.command(.lane(1, .clip(2))))
      }
      mailbox.post(.step)
      _ = work(&training)
    }
    for (goal, rate, clip) in [(3, Float(1e-3), Float(0)), (7, 0.5, 2)] {
      mailbox.post(.command(.rewind(toStep: goal)))
      let told = work(&training).compactMap { event -> Configuration? in
        if case .tuned(1, let configuration) = event { configuration } else { nil }
      }.last
      #expect(told?.peakLearningRate == rate && told?.clip == clip)
    }
  }

  /// The other lanes, the way, and at its end whether the bits are the same.
  @Test func aSavedRunIsPlayed() throws {
    var training = try training()
    let orders: [TrainingOrder] = [
      .step, .command(.fork(of: 1)), .command(.lane(2, .learningRate(0.5))), .step,
    ]
    for order in orders {
      mailbox.post(order)
      _ = work(&training)
    }
    let run = training.lab.runFile
    let material = try TrainingMaterial(run.configuration, weights: nil)
    var replay = try OrderedTraining(
      ModelSource(run.configuration, material, weights: nil, threads: 1, .best, run: run), mailbox)
    let events = work(&replay)
    let second = try #require(run.lanes.last)
    #expect(second.commands.count == 1 && run.lanes.count == 2)
    #expect(events.contains { if case .opened(let lane) = $0 { lane.id == 2 } else { false } })
    for lane in [1, 2] { #expect(steps(events, lane: lane) == [0, 1]) }
    let rates = events.compactMap { event in
      if case .tuned(2, let configuration) = event { configuration.peakLearningRate } else { nil }
    }
    #expect(rates == [1e-3, 0.5])
    let end = try #require(replay.lab.replay)
    #expect(end.isSame && events.contains(.replayed(ReplayEnd(end))))
  }

  @Test func aLaneThatPartsIsToldOnce() throws {
    var training = try training()
    mailbox.post(.command(.twin(of: 1)))
    var told: [[Int: Parting]] = []
    for step in 0..<4 {
      if step == 2 { mailbox.post(.command(.lane(2, .learningRate(0.5)))) }
      mailbox.post(.step)
      for case .partings(let partings) in work(&training) { told.append(partings) }
    }
    #expect(told.compactMap { $0[2]?.partedAt }.first == 2)
    #expect(told.allSatisfy { $0[1] == nil })
    mailbox.post(.command(.resetAll))
    #expect(work(&training).contains(.partings([:])))
    #expect(!work(&training).contains(.partings([:])))
  }

  @Test func aRestartKeepsATwinThatCatchesUp() throws {
    var training = try training()
    for _ in 0..<5 {
      mailbox.post(.step)
      _ = work(&training)
    }
    for command in [LabCommand.twin(of: 1), .resetAll] { mailbox.post(.command(command)) }
    #expect(!work(&training).contains(.closed(lane: 2)))
    mailbox.post(.step)
    let together = work(&training)
    #expect(steps(together, lane: 1) == [0] && steps(together, lane: 2) == [0])
  }

  @Test func aTwinThatARewindAndARestartCutShortIsTakenAway() throws {
    var training = try training()
    for _ in 0..<5 {
      mailbox.post(.step)
      _ = work(&training)
    }
    for command in [LabCommand.twin(of: 1), .rewind(toStep: 2), .resetAll] {
      mailbox.post(.command(command))
    }
    #expect(work(&training).contains(.closed(lane: 2)))
  }

  @Test func aFifthLaneIsRefusedInWords() throws {
    var training = try training()
    for _ in 0..<4 { mailbox.post(.command(.fork(of: 1))) }
    let events = work(&training)
    #expect(events.contains(.refused("\(LabError.full)")))
    #expect(events.count { if case .opened = $0 { true } else { false } } == 3)
  }
}

@Suite struct SceneClockTests {
  @Test func stoppedTimeIsLeftOut() {
    var clock = SceneClock(start: moment(0))
    #expect(clock.tick(now: moment(100)) == 100)
    clock.skip(nanoseconds: 60_000_000_000)
    #expect(clock.nextTick == moment(60_150))
    #expect(clock.tick(now: moment(60_100)) == nil)
    #expect(clock.tick(now: moment(60_130)) == 130)
  }
}

extension TrainingOrder {
  /// A command for the first lane.
  fileprivate static func command(_ command: TrainerCommand) -> TrainingOrder {
    .command(.lane(1, command))
  }
}
