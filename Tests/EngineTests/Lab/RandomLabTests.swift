import TestSupport
import Testing

@testable import Engine

/// Labs that get anything at any time, held against one lane played alone.
@Suite struct RandomLabTests {
  /// What was reported, by all that it may depend on; whoever repeats it must report the same.
  private struct Record {
    struct Key: Hashable {
      var launch: Configuration
      var past: [Journal.Entry]
      var time: Int

      /// The last step of a lane.
      init(_ lane: Lane) {
        launch = lane.launch
        past = Array(lane.journal.past)
        time = lane.time
      }
    }

    var reports: [Key: StepReport] = [:]
    var repeated = 0

    /// What a lane reported of the step at a time, before it was told more.
    func report(of lane: Lane, at time: Int) -> StepReport? {
      var key = Key(lane)
      key.past.removeAll { $0.time > time }
      key.time = time + 1
      return reports[key]
    }

    mutating func note(_ unit: LabUnit, _ report: StepReport, _ lab: Lab) {
      guard let lane = lab.lane(unit.lane), !report.isDiverged else { return }
      if unit.isRepeated { #expect(reports[Key(lane)] != nil) }
      if let earlier = reports.updateValue(report, forKey: Key(lane)) {
        repeated += 1
        #expect(earlier == report)
      }
    }
  }

  private func command(_ random: inout RandomStream, _ lab: Lab) -> LabCommand {
    let id = lab.lanes[random.below(lab.lanes.count)].id
    switch random.below(13) {
    case 7:
      var launch = LawModels.small(preset: .deepnorm)
      launch.warmup = random.below(5)
      return .open(launch)
    case 0: return .twin(of: id)
    case 1: return .fork(of: id)
    case 2: return .close(id)
    case 3, 4, 5: return .rewind(toStep: random.below(lab.step + 3) - 1)
    case 6 where random.below(6) == 0: return .resetAll
    default: return .lane(id, LabModels.command(&random))
    }
  }

  @Test(arguments: LabTests.seeds)
  func anyLaneIsItsJournalPlayedAlone(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "random lab")
    let room = [0, 3, 9, 40][Int(seed % 4)]
    let lab = try LabModels.lab(threads: 1 + Int(seed % 2), snapshots: room)
    let stateBytes = Machine.stateBytes(lab.configuration)
    var record = Record()
    for _ in 0..<900 {
      if random.below(10) == 0 {
        _ = try? lab.perform(command(&random, lab))
      } else if random.below(60) == 0 {
        lab.cancel()
      }
      var report = StepReport()
      let unit = lab.advance(into: &report)
      record.note(unit, report, lab)
      let isTraveling = lab.progress != nil
      let limit = max(room, isTraveling ? lab.lanes.count : 0) * stateBytes
      #expect(lab.historyByteCount <= limit)
      #expect(lab.lanes.allSatisfy { $0.step <= lab.step })
    }
    while !lab.isLevel {
      var report = StepReport()
      record.note(lab.advance(into: &report), report, lab)
    }
    #expect(record.repeated > 0)
    for lane in lab.lanes {
      let replay = try LabModels.replayed(lane)
      expectSame(replay.lane.parameters, lane.parameters)
      #expect(replay.lane.configuration == lane.configuration)
      for (time, report) in replay.reports.enumerated() {
        if let earlier = record.report(of: lane, at: time) { #expect(earlier == report) }
      }
    }
    try checkPartings(lab)
  }

  /// The step at which lanes part by their journals is the one at which their bits do.
  private func checkPartings(_ lab: Lab) throws {
    for lane in lab.lanes.dropFirst() where lane.step == lab.lanes[0].step && lane.step > 0 {
      let distance = lab.lanes[0].trainer.machine.distance(to: lane.trainer.machine)
      let predicted = lab.lanes[0].firstDifference(from: lane)
      #expect((distance > 0) == (predicted != nil))
      guard let predicted else { continue }
      #expect(try Self.parting(lab.lanes[0], lane) == predicted)
    }
  }

  private static func parting(_ first: Lane, _ second: Lane) throws -> Int? {
    let histories = try [first, second].map { try segment($0) }
    return zip(histories[0], histories[1]).enumerated().first { $0.element.0 != $0.element.1 }?
      .offset
  }

  /// The checksums after each step of a lane's present segment.
  private static func segment(_ lane: Lane) throws -> [Checksum] {
    let ground = try LaneGround(
      lane.launch, corpus: nil, weights: nil, threads: 1, instructionSet: .tested)
    let replay = try Lane(
      id: 1, launch: lane.launch, journal: Journal(ahead: Array(lane.journal.past)),
      ground: ground)
    var sums: [Checksum] = []
    var report = StepReport()
    while replay.time < lane.time {
      replay.advance(into: &report, present: 0)
      if replay.time > lane.history.start.moment.time { sums.append(replay.checksum) }
    }
    return sums
  }
}
