import Engine
import Interface
import Testing

@testable import ResidualTUI

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
    while case .order(let order) = mailbox.due(at: MonotonicTime(nanoseconds: 0)) {
      _ = training.perform(order)
    }
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

  @Test func aClaimIsMeasuredAndToldOnTheWay() throws {
    var training = try training()
    mailbox.post(.measure("R1"))
    let told = work(&training).compactMap { event in
      if case .measured(let measurement) = event { measurement } else { nil }
    }
    guard case .result(let result) = told.last else {
      Issue.record("no result: \(told)")
      return
    }
    #expect(result.experiment.id == "R1" && result.isAsRecorded)
    #expect(result.evidence.allSatisfy { $0.values.count == Evidence.leastSeeds })
    let shares = told.compactMap { measurement in
      if case .progress("R1", let share) = measurement { share } else { nil }
    }
    #expect(shares.count > 1 && shares.allSatisfy { (0...1).contains($0) })
  }

  /// Whatever is asked of the trainer meanwhile ends a measurement.
  @Test func aMeasurementGivesWay() throws {
    var training = try training()
    mailbox.post(.measure("S9"))
    mailbox.post(.step)
    let events = work(&training)
    #expect(events.contains(.measured(.interrupted("S9"))))
    #expect(steps(events, lane: 1) == [0])
    mailbox.post(.run)
    _ = training.perform(.measure("S9"))
    mailbox.post(.pause)
    #expect(work(&training).contains(.measured(.interrupted("S9"))))
  }

  /// What was measured is not lost to a model that follows at once.
  @Test func aMeasurementOutlastsItsModel() throws {
    var training = try training()
    _ = training.perform(.measure("R1"))
    _ = training.perform(.rebuild(training.lab.configuration, on: .nothingStored))
    let events = work(&training)
    #expect(events.contains { if case .measured(.result) = $0 { true } else { false } })
    #expect(events.contains { if case .rebuilt = $0 { true } else { false } })
  }

  @Test func aLaneIsLaunchedWithAConfigurationOfItsOwn() throws {
    var training = try training()
    var launch = training.lab.configuration
    (launch.initialization, launch.warmup) = (.torch, 7)
    mailbox.post(.command(.open(launch)))
    let count = training.lab.lanes[0].parameterCount
    let opened = OpenedLane(id: 2, .launched(launch, parameterCount: count))
    #expect(work(&training).contains(.opened(opened)))
    launch.width = 16
    mailbox.post(.command(.open(launch)))
    let events = work(&training)
    #expect(events.contains(.closed(lane: 3)))
    #expect(events.contains { if case .refused = $0 { true } else { false } })
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

  /// A lane that is closed on its way back needs not arrive, nor be told what waited for it.
  @Test func aLaneIsClosedOnItsWay() throws {
    var training = try training()
    for order in [TrainingOrder.step, .command(.fork(of: 1)), .step, .step, .step, .step] {
      mailbox.post(order)
      _ = work(&training)
    }
    for command in [
      LabCommand.rewind(toStep: 3), .lane(2, .learningRate(0.5)), .close(2), .lane(1, .clip(2)),
    ] { mailbox.post(.command(command)) }
    let events = work(&training)
    #expect(steps(events, lane: 2, isRepeated: true).isEmpty)
    #expect(steps(events, lane: 1, isRepeated: true).last == 3)
    #expect(!events.contains { if case .refused = $0 { true } else { false } })
    #expect(training.lab.lanes.map(\.id) == [1] && training.lab.lanes[0].configuration.clip == 2)
  }

  /// What waits to be copied is copied first; what is not open yet is closed once it is.
  @Test func aLaneThatIsAwaitedIsClosedLater() throws {
    var training = try training()
    for _ in 0..<5 {
      mailbox.post(.step)
      _ = work(&training)
    }
    for command in [
      LabCommand.rewind(toStep: 1), .fork(of: 1), .twin(of: 2), .close(3), .close(2),
    ] { mailbox.post(.command(command)) }
    let events = work(&training)
    #expect(events.count { if case .opened = $0 { true } else { false } } == 2)
    #expect(training.lab.lanes.map(\.id) == [1] && training.lab.progress == nil)
  }

  /// One that was played need not be there for the end to be told.
  @Test func aReplayEndsThoughALaneWasClosed() throws {
    var training = try training()
    for order in [TrainingOrder.command(.fork(of: 1)), .step, .step, .step] {
      mailbox.post(order)
      _ = work(&training)
    }
    let run = training.lab.runFile
    let material = try TrainingMaterial(run.configuration, weights: nil)
    var replay = try OrderedTraining(
      ModelSource(run.configuration, material, weights: nil, threads: 1, .best, run: run), mailbox)
    mailbox.post(.command(.close(2)))
    let events = work(&replay)
    #expect(steps(events, lane: 1) == [0, 1, 2] && steps(events, lane: 2).isEmpty)
    let end = try #require(replay.lab.replay)
    #expect(end.outcomes.map(\.lane) == [1] && events.contains(.replayed(ReplayEnd(end))))
  }

  @Test func aFifthLaneIsRefusedInWords() throws {
    var training = try training()
    for _ in 0..<4 { mailbox.post(.command(.fork(of: 1))) }
    let events = work(&training)
    #expect(events.contains(.refused(LabError.full.text(dashes: ":"))))
    #expect(events.count { if case .opened = $0 { true } else { false } } == 3)
  }
}

extension TrainingOrder {
  /// A command for the first lane.
  static func command(_ command: TrainerCommand) -> TrainingOrder {
    .command(.lane(1, command))
  }
}
