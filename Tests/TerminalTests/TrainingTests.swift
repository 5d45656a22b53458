import Engine
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
  private func report(_ step: Int, diverged: Bool = false) -> StepReport {
    StepReport(
      step: step, loss: 1, accuracy: 0, learningRate: 0, gradientNorm: 0, gradientSpread: 0,
      taps: [], layers: [], verdict: Verdict(state: .healthy, number: 0, threshold: 0), wiring: [],
      firstNonFinite: diverged ? "layer1.attention.sum" : nil)
  }

  private func mailbox(isRunning: Bool) throws -> Mailbox {
    Mailbox(
      isRunning: isRunning, pace: Pace(stepsPerSecond: nil),
      wakePipe: try WakePipe())
  }

  @Test func ordersComeBeforeStepsAndInTheirOrder() throws {
    let mailbox = try mailbox(isRunning: true)
    mailbox.post(.command(.reset))
    mailbox.post(.step)
    #expect(mailbox.nextOrder() == .command(.reset))
    #expect(mailbox.nextOrder() == .step)
    #expect(mailbox.nextOrder() == .step)
    mailbox.pause()
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
  }

  @Test func everyReportArrivesOnceAndInOrder() throws {
    let mailbox = try mailbox(isRunning: true)
    for step in 0..<100 { mailbox.publish(report(step)) }
    #expect(mailbox.fetch().reports.map(\.step) == Array(0..<100))
    #expect(mailbox.fetch().reports.isEmpty)
  }

  @Test func aFullRingLosesTheOldestAndCountsThem() throws {
    let mailbox = try mailbox(isRunning: true)
    for step in 0..<Mailbox.capacity + 7 { mailbox.publish(report(step)) }
    let delivery = mailbox.fetch()
    #expect(delivery.reports.first?.step == 7)
    #expect(delivery.reports.count == Mailbox.capacity)
    #expect(delivery.lostReports == 7)
  }

  @Test func aDivergencePauses() throws {
    let mailbox = try mailbox(isRunning: true)
    mailbox.publish(report(3, diverged: true))
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
    mailbox.post(.step)
    #expect(mailbox.nextOrder() == .step)
  }
}
