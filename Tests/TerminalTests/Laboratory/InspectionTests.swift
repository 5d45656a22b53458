import Engine
import Interface
import TestSupport
import Testing

@testable import ResidualTUI

/// A look into a step between the training thread and the screen.
@Suite struct InspectionMailboxTests {
  private func mailbox(isRunning: Bool) throws -> Mailbox {
    Mailbox(isRunning: isRunning, pace: Pace(stepsPerSecond: nil), wakePipe: try WakePipe())
  }

  private func inspection(_ step: Int) -> Inspection {
    Inspection(
      request: InspectionRequest(Sublayer(index: 0)), step: step, wiring: [], tokens: [],
      attention: [], activation: Histogram(), gradient: nil,
      likeness: TokenLikeness(cosines: [], singularValues: nil, diversity: nil))
  }

  private func fetch(_ mailbox: Mailbox) -> Int? {
    var delivery = Delivery()
    mailbox.fetch(into: &delivery)
    return delivery.inspection?.step
  }

  @Test func theNewestQuestionWins() throws {
    let mailbox = try mailbox(isRunning: false)
    let requests = (0..<3).map { InspectionRequest(Sublayer(index: $0)) }
    mailbox.post(.inspect(requests[0]))
    mailbox.post(.step)
    mailbox.publish(inspection(4))
    mailbox.post(.inspect(requests[1]))
    mailbox.post(.inspect(requests[2]))
    #expect(fetch(mailbox) == nil)
    #expect(mailbox.nextOrder() == .step)
    #expect(mailbox.nextOrder() == .inspect(requests[2]))
    mailbox.post(.stop)
    #expect(mailbox.nextOrder() == .stop)
  }

  @Test func theNewestAnswerWinsAndArrivesOnce() throws {
    let mailbox = try mailbox(isRunning: false)
    #expect(mailbox.backlog == .nothing)
    mailbox.publish(inspection(1))
    mailbox.publish(inspection(2))
    #expect(mailbox.backlog == .reports)
    #expect(fetch(mailbox) == 2)
    #expect(fetch(mailbox) == nil)
  }

  /// Steps that nobody could see are not looked into; the last one before a pause may be.
  @Test func whileRunningALookWaitsForTheScreen() throws {
    let mailbox = try mailbox(isRunning: true)
    #expect(mailbox.isInspectionDue)
    mailbox.publish(inspection(1))
    #expect(!mailbox.isInspectionDue)
    #expect(fetch(mailbox) == 1)
    #expect(mailbox.isInspectionDue)
    mailbox.publish(inspection(2))
    mailbox.post(.pause)
    #expect(mailbox.isInspectionDue)
  }
}

extension RealTerminal {
  @Suite struct InspectTests {
    /// Post-norm: every token of the stream has RMS 1 behind a sublayer, and 16384 numbers.
    @Test func fourShowsMeasuredNumbersOfTheRun() throws {
      let terminal = try PseudoTerminal(["--layers", "2"], columns: 100, rows: 30)
      try terminal.wait(forText: title)
      try terminal.type("4")
      try terminal.wait(forText: "head 4  H")
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      try terminal.type("m.")
      try terminal.wait(forText: "activation · RMS    1.00")
      try terminal.wait(forText: "gradient · RMS")
      try terminal.type("m")
      try terminal.wait(forText: "64×64")
      try terminal.type("m")
      try terminal.wait(forText: "above 1% of the largest")
      // While paused, another sublayer can be inspected too, except its gradient, which needs one more step.
      try terminal.type("l\u{1b}[Z\u{1b}[Z")
      try terminal.wait(forText: "no gradient is kept after its step")
      try terminal.type(".")
      try terminal.wait(forText: "gradient · RMS")
      try terminal.type("\u{1b}")
      try terminal.wait(forText: "loss")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }
  }
}
