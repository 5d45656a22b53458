@testable import Engine
import Interface
import TestSupport
import Testing

@testable import ResidualTUI

/// A walk between the training thread and the screen.
@Suite struct WalkOrderTests {
  private let mailbox = Mailbox(
    isRunning: false, pace: Pace(stepsPerSecond: nil), wakePipe: nil)

  private func training(lanes: Int = 1) throws -> OrderedTraining {
    var configuration = Configuration()
    (configuration.layers, configuration.width, configuration.heads) = (2, 8, 2)
    (configuration.batch, configuration.shards) = (4, 2)
    let material = try TrainingMaterial(configuration, weights: nil)
    var training = try OrderedTraining(
      ModelSource(configuration, material, weights: nil, threads: 1, .best), mailbox)
    for _ in 1..<lanes { _ = training.perform(.command(.twin(of: 1))) }
    return training
  }

  /// Does what is due until nothing is, and answers the events that came.
  private func work(_ training: inout OrderedTraining) -> [Event] {
    let now = MonotonicTime(nanoseconds: 1_000_000_000)
    while case .order(let order) = mailbox.due(at: now) { _ = training.perform(order) }
    var delivery = Delivery()
    mailbox.fetch(into: &delivery)
    var events: [Event] = []
    delivery.forEach { events.append($0) }
    return events
  }

  private func steps(_ events: [Event]) -> [(step: Int, loss: UInt64, gradient: UInt64)] {
    events.compactMap { event in
      guard case .report(let report, _, _) = event else { return nil }
      return (report.step, report.loss.bitPattern, report.gradientNorm.bitPattern)
    }
  }

  private func order(_ order: TrainingOrder, _ training: inout OrderedTraining) -> [Event] {
    mailbox.post(order)
    return work(&training)
  }

  /// Twelve steps; before each third one everything is looked at.
  private func train(walking: Bool, lanes: Int = 1) throws
    -> [(step: Int, loss: UInt64, gradient: UInt64)]
  {
    var training = try training(lanes: lanes)
    var events: [Event] = []
    for step in 0..<12 {
      guard walking, step % 3 == 2 else {
        events += order(.step, &training)
        continue
      }
      events += order(.walk(.open(lane: lanes)), &training)
      for request in [
        WalkRequest.show(30, WalkFocus()), .split(.batch), .show(1_000_000, WalkFocus()),
        .lesion(Lesion(.branch, of: Sublayer(index: 1))), .show(2, WalkFocus()),
        .nudge(2, WalkFocus(), by: 0.1), .show(1_000_000, WalkFocus()),
      ] {
        events += order(.walk(request), &training)
      }
      events += order(.walk(.close(finishing: step % 2 == 0)), &training)
      if step % 2 == 1 { events += order(.step, &training) }
    }
    return steps(events)
  }

  @Test(arguments: [1, 2]) func walkedStepsTrainOnToTheSameBits(lanes: Int) throws {
    let plain = try train(walking: false, lanes: lanes)
    let walked = try train(walking: true, lanes: lanes)
    #expect(plain.count == 12 * lanes && plain.count == walked.count)
    #expect(zip(plain, walked).allSatisfy { $0 == $1 })
  }

  @Test func commandsWaitForTheEndOfTheWalk() throws {
    var training = try training()
    _ = order(.walk(.open(lane: 1)), &training)
    let waiting = order(.command(.twin(of: 1)), &training)
    #expect(!waiting.contains { if case .opened = $0 { true } else { false } })
    #expect(steps(order(.step, &training)).isEmpty)
    let events = order(.walk(.close(finishing: false)), &training)
    #expect(events.contains { if case .opened = $0 { true } else { false } })
  }

  @Test func aWalkWaitsForTheEndOfAJourney() throws {
    var training = try training()
    for _ in 0..<6 { _ = order(.step, &training) }
    mailbox.post(.command(.rewind(toStep: 3)))
    mailbox.post(.walk(.open(lane: 1)))
    let events = work(&training)
    let opened = events.compactMap { event -> Int? in
      if case .walk(.opened(let opening)) = event { opening.step } else { nil }
    }
    #expect(opened == [4])
  }

  @Test func anotherOrderEndsASplit() throws {
    var training = try training()
    _ = order(.walk(.open(lane: 1)), &training)
    mailbox.post(.walk(.split(.batch)))
    mailbox.post(.walk(.show(0, WalkFocus())))
    let splits = work(&training).compactMap { event -> Bool? in
      if case .walk(.split(let splits)) = event { splits != nil } else { nil }
    }
    #expect(splits == [false])
  }

  /// On its way a lane reports the wirings of that time; the screen knows from which step another counts.
  @Test func aRewiringIsToldWhenTheLaneHasIt() throws {
    var training = try training()
    for _ in 0..<6 { _ = order(.step, &training) }
    _ = order(.command(.rewind(toStep: 0)), &training)
    mailbox.post(.command(.rewind(toStep: 5)))
    let wiring = training.lab.lanes[0].configuration.wiring.map {
      Wiring($0.placement, skipScale: 0)
    }
    mailbox.post(.command(.lane(1, .rewire(wiring))))
    let events = work(&training)
    #expect(steps(events).last?.step == 5)
    let told = try #require(events.firstIndex(of: .rewired(lane: 1)))
    let last = try #require(events.lastIndex { if case .report = $0 { true } else { false } })
    #expect(told > last && training.lab.lanes[0].configuration.wiring == wiring)
  }

  @Test func aBreakpointStopsOnceWhereItBeginsToHold() throws {
    var training = try training()
    let breakpoint = try Breakpoint("step >= 3", layers: 2)
    _ = order(.breakpoints([breakpoint]), &training)
    mailbox.post(.run)
    let events = work(&training)
    #expect(steps(events).map(\.step) == [0, 1, 2, 3])
    #expect(events.contains(.broke(breakpoint, lane: 1, step: 3, isDiverged: false)))
    let next = order(.step, &training)
    #expect(steps(next).map(\.step) == [4])
    #expect(!next.contains { if case .broke = $0 { true } else { false } })
  }

  /// What held before a restart says nothing of the run after it; other lanes' runs go on.
  @Test(arguments: [LabCommand.resetAll, .lane(1, .reset)])
  func aBreakpointStopsAgainAfterARestart(restart: LabCommand) throws {
    var training = try training(lanes: 2)
    let breakpoint = try Breakpoint("loss > 0", layers: 2)
    _ = order(.breakpoints([breakpoint]), &training)
    func broken(_ events: [Event]) -> [Int] {
      events.compactMap { if case .broke(_, let lane, 0, _) = $0 { lane } else { nil } }
    }
    func twoSteps() -> [Event] { order(.step, &training) + order(.step, &training) }
    #expect(broken(twoSteps()) == [1, 2] && broken(twoSteps()).isEmpty)
    // A lane that starts again alone catches up at once.
    let events = order(.command(restart), &training) + twoSteps()
    #expect(broken(events) == (restart == .resetAll ? [1, 2] : [1]))
    let configuration = training.lab.lanes[0].configuration
    _ = order(.rebuild(configuration), &training)
    #expect(broken(order(.step, &training)) == [1])
  }
}

extension RealTerminal {
  @Suite struct StepThroughTests {
    @Test func walksAndLeaves() throws {
      let terminal = try PseudoTerminal(["--width", "16"], columns: 100, rows: 30)
      try terminal.wait(forText: title)
      // The first numbers: the model is there.
      try terminal.type("2")
      try terminal.wait(forText: "embed ┊")
      try terminal.type("s")
      try terminal.wait(forText: "operation 1 of")
      try terminal.type("J")
      try terminal.wait(forText: "layer 1 attention")
      try terminal.type("/fork_add\r")
      try terminal.wait(forText: "skip")
      try terminal.type("p")
      try terminal.wait(forText: "mean k")
      try terminal.type("s")
      try terminal.wait(forText: "enter finishes the step")
      try terminal.type("\r")
      try terminal.wait(forText: "running")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }
  }
}
