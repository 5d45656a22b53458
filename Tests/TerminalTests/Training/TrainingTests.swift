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
    var budget = FrameBudget(.init(perSecond: 25), now: moment(0))
    budget.spend(at: moment(0))
    #expect(budget.earliest(forKey: true) <= moment(0))
    #expect(budget.earliest(forKey: false) == moment(50))
  }

  @Test func withReducedMotionReportsComeTwiceASecondAndKeysAtOnce() {
    var budget = FrameBudget(.init(perSecond: 25, isReduced: true), now: moment(0))
    budget.spend(at: moment(0))
    #expect(budget.earliest(forKey: true) <= moment(0))
    #expect(budget.earliest(forKey: false) == moment(500))
  }

  @Test func noMoreFramesThanAllowedForLong() {
    var budget = FrameBudget(.init(perSecond: 25), now: moment(0))
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
    mailbox.post(.pause)
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
    mailbox.post(.run)
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
      { $0.post(.pause) },
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
