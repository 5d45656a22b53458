import TestSupport
import Testing

@testable import Engine

/// Lanes side by side: twins, forks, catching up, cancelling.
@Suite struct LaneTests {
  private static let wiring = (try? LawModels.wiring("*=post", of: LawModels.small(.pre))) ?? []

  @Test func aTwinIsAFreshTrainerWithThePresentSettings() throws {
    let lab = try LabModels.lab()
    lab.rounds(10)
    try lab.perform(.lane(1, .rewire(Self.wiring)))
    try lab.perform(.lane(1, .warmup(20)))
    lab.rounds(5)
    #expect(try lab.perform(.twin(of: 1)) == 2)
    let twin = try #require(lab.lane(2))
    #expect(twin.launch == lab.lanes[0].configuration && twin.journal == Journal())
    let fresh = try Trainer(lab.lanes[0].configuration)
    for step in 0..<15 {
      #expect(lab.progress == LabProgress(done: step, total: 15, goal: .others))
      var report = StepReport()
      let unit = lab.advance(into: &report)
      #expect(unit.lane == 2 && unit.endsRound == (step == 14) && !unit.isRepeated)
      #expect(report == fresh.step())
    }
    #expect(lab.isLevel && lab.progress == nil && lab.step == 15)
    expectSame(twin.parameters, MachineState(fresh.machine).parameters)
  }

  @Test func aForkToldTheSameIsItsParent() throws {
    let lab = try LabModels.lab(threads: 2)
    var random = RandomStream(seed: 1, name: "fork")
    lab.rounds(30)
    try lab.perform(.lane(1, LabModels.command(&random)))
    try lab.perform(.fork(of: 1))
    for _ in 0..<60 {
      if random.below(6) == 0 {
        let command = LabModels.command(&random)
        for id in [1, 2] { try lab.perform(.lane(id, command)) }
      }
      let reports = lab.round()
      #expect(reports[1] == reports[2])
      #expect(lab.lanes[1].parting.map { $0.distance == 0 && $0.partedAt == nil } ?? true)
    }
    expectSame(lab.lanes[0].parameters, lab.lanes[1].parameters)
  }

  /// Going back to before the fork: it is there, as its parent was.
  @Test func aForkExistsAtEveryEarlierStep() throws {
    let lab = try LabModels.lab()
    lab.rounds(60)
    try lab.perform(.fork(of: 1))
    try lab.perform(.lane(2, .rewire(Self.wiring)))
    lab.rounds(20)
    let end = lab.lanes.map(\.parameters)
    #expect(lab.lanes[1].parting?.partedAt == 60 && lab.partings[1] == nil)
    #expect(lab.partings[2] == lab.lanes[1].parting)
    _ = try lab.arrive(at: 40)
    expectSame(lab.lanes[0].parameters, lab.lanes[1].parameters)
    #expect(lab.lanes[1].parting == Parting(step: 40, distance: 0, partedAt: nil))
    lab.rounds(39)
    for (lane, parameters) in zip(lab.lanes, end) { expectSame(lane.parameters, parameters) }
    #expect(lab.lanes[1].parting?.partedAt == 60)
  }

  @Test func aResetLaneCatchesUp() throws {
    let lab = try LabModels.lab()
    try lab.perform(.fork(of: 1))
    lab.rounds(20)
    try lab.perform(.lane(1, .reset))
    #expect(lab.step == 20 && lab.lanes[0].step == 0)
    #expect(lab.progress == LabProgress(done: 0, total: 20, goal: .others))
    lab.round()
    #expect(lab.lanes.map(\.step) == [20, 20])
    #expect(lab.lanes.map(\.time) == [40, 20])
    #expect(lab.lanes[0].parting == nil && lab.lanes[1].parting?.distance == 0)
    // Alone, a lane that is reset has nobody to catch up with.
    try lab.perform(.close(2))
    try lab.perform(.lane(1, .reset))
    #expect(lab.step == 0 && lab.isLevel)
  }

  @Test func resetAllStartsTogether() throws {
    let lab = try LabModels.lab()
    let first = lab.round()[1]
    lab.rounds(9)
    try lab.perform(.twin(of: 1))
    var report = StepReport()
    _ = lab.advance(into: &report)
    try lab.perform(.resetAll)
    #expect(lab.step == 0 && lab.isLevel && lab.progress == nil)
    for var report in lab.round().values {
      report.segment = 0
      #expect(report == first)
    }
  }

  @Test func numbersAreTheLowestThatAreFree() throws {
    let lab = try LabModels.lab()
    #expect(try (0..<3).map { _ in try lab.perform(.twin(of: 1)) } == [2, 3, 4])
    #expect(throws: LabError.full) { try lab.perform(.fork(of: 1)) }
    try lab.perform(.close(2))
    try lab.perform(.close(1))
    #expect(lab.lanes.map(\.id) == [3, 4])
    #expect(try lab.perform(.fork(of: 3)) == 1)
    #expect(lab.lanes.map(\.id) == [1, 3, 4])
    #expect(throws: LabError.noLane(2)) { try lab.perform(.lane(2, .reset)) }
    #expect(throws: LabError.noLane(7)) { try lab.perform(.twin(of: 7)) }
    try lab.perform(.close(1))
    try lab.perform(.close(3))
    #expect(throws: LabError.lastLane) { try lab.perform(.close(4)) }
  }

  /// Other initial weights, gates, wiring and rates, on the same batches.
  @Test(arguments: ["init=torch", "preset=rezero", "preset=deepnorm,warmup=9", "norm=none,clip=1"])
  func aLaneWithAConfigurationOfItsOwnIsAFreshTrainer(line: String) throws {
    let lab = try LabModels.lab(threads: 2)
    lab.rounds(6)
    var launch = lab.configuration
    launch.norm = nil
    for pair in line.split(separator: ",") {
      let words = pair.split(separator: "=").map(String.init)
      let key = try #require(ConfigurationKey(rawValue: words[0]))
      try launch.set(key, to: words[1])
    }
    #expect(try lab.perform(.open(launch)) == 2)
    let fresh = try Trainer(launch)
    for _ in 0..<6 {
      var report = StepReport()
      #expect(lab.advance(into: &report).lane == 2)
      // As text: behind a closed gate a cosine is not a number.
      #expect("\(report)" == "\(fresh.step())")
    }
    let reports = lab.round()
    #expect(reports[2].map { "\($0)" } == "\(fresh.step())" && lab.isLevel)
    let parting = lab.lanes[1].parting
    // Gates are parameters that the first lane lacks: there is no distance.
    #expect((parting == nil) == (line == "preset=rezero"))
    #expect(parting.map { $0.partedAt == 0 && $0.distance > 0 } ?? true)
    let file = try RunFileTests.read(lab.runFile.text)
    let again = try Lab(playing: file, threads: 1, instructionSet: .tested)
    again.playOut()
    #expect(try #require(again.replay).isSame)
  }

  @Test(arguments: ["width=16", "batch=4", "task=reverse", "seed=2", "optimizer=sgd", "layers=3"])
  func aLaneOfAnotherSizeOrTaskIsRefused(line: String) throws {
    let lab = try LabModels.lab()
    var launch = lab.configuration
    let words = line.split(separator: "=").map(String.init)
    try launch.set(try #require(ConfigurationKey(rawValue: words[0])), to: words[1])
    #expect(throws: LabError.foreign) { try lab.perform(.open(launch)) }
    #expect(lab.lanes.count == 1)
  }

  @Test func unsoundCommandsAreRefusedAndChangeNothing() throws {
    let lab = try LabModels.lab()
    lab.rounds(3)
    let bad: [TrainerCommand] = [
      .rewire([]), .rewire([Wiring(.post, skipScale: .nan)] + Self.wiring.dropFirst()),
      .warmup(-1), .learningRate(0), .learningRate(.nan), .learningRate(.infinity),
      .weightDecay(-1), .weightDecay(.nan), .clip(-1), .clip(.infinity),
    ]
    for command in bad {
      #expect(throws: LabError.self) { try lab.perform(.lane(1, command)) }
    }
    #expect(lab.lanes[0].journal == Journal())
  }

  // MARK: Cancelling

  @Test(arguments: [0, 3, 1000])
  func aCancelledRewindChangesNothing(snapshots: Int) throws {
    let lab = try LabModels.lab(snapshots: snapshots)
    let never = try LabModels.lab()
    for each in [lab, never] {
      each.rounds(50)
      try each.perform(.fork(of: 1))
      try each.perform(.lane(2, .rewire(Self.wiring)))
      each.rounds(49)
      try each.perform(.lane(1, .learningRate(0.02)))
    }
    for (first, second, units) in [(30, 30, 1), (90, 10, 15), (60, 5, 3), (97, 30, 12)] {
      try lab.perform(.rewind(toStep: first))
      try lab.perform(.rewind(toStep: second))
      var report = StepReport()
      for _ in 0..<units { _ = lab.advance(into: &report) }
      #expect(throws: LabError.rewinding) { try lab.perform(.lane(1, .reset)) }
      lab.cancel()
      #expect(lab.step == 99 && lab.isLevel)
      for (lane, other) in zip(lab.lanes, never.lanes) {
        expectSame(lane.parameters, other.parameters)
        #expect(lane.journal == other.journal && lane.configuration == other.configuration)
      }
    }
    _ = try lab.arrive(at: 98)
    for _ in 0..<5 { #expect(lab.round() == never.round()) }
  }

  @Test func aCancelledTwinIsClosed() throws {
    let lab = try LabModels.lab()
    lab.rounds(30)
    let before = lab.lanes[0].parameters
    try lab.perform(.twin(of: 1))
    var report = StepReport()
    for _ in 0..<7 { _ = lab.advance(into: &report) }
    lab.cancel()
    #expect(lab.lanes.map(\.id) == [1] && lab.isLevel && lab.step == 30)
    expectSame(lab.lanes[0].parameters, before)
    lab.cancel()
    // Once it has caught up there is nothing to cancel.
    try lab.perform(.twin(of: 1))
    lab.round()
    lab.cancel()
    #expect(lab.lanes.count == 2)
  }

  @Test func aCancelledResetIsUndone() throws {
    let lab = try LabModels.lab()
    lab.rounds(3)
    try lab.perform(.fork(of: 1))
    try lab.perform(.lane(2, .warmup(20)))
    lab.rounds(30)
    let before = lab.lanes[1].parameters
    let journal = lab.lanes[1].journal
    let never = lab.round()
    _ = try lab.arrive(at: 32)
    try lab.perform(.lane(2, .reset))
    var report = StepReport()
    for _ in 0..<20 { _ = lab.advance(into: &report) }
    lab.cancel()
    #expect(lab.lanes[1].step == 33 && lab.lanes[1].journal == journal)
    expectSame(lab.lanes[1].parameters, before)
    #expect(lab.round() == never)
    #expect(try lab.arrive(at: 10)[2]?.step == 10)
  }

  // MARK: Closing on the way

  /// The others arrive as if the closed lane had not been; nothing more of it is trained.
  @Test func aLaneThatIsClosedOnARewindTrainsNoMore() throws {
    let lab = try LabModels.lab(snapshots: 0)
    let alone = try LabModels.lab(snapshots: 0)
    for each in [lab, alone] { each.rounds(20) }
    try lab.perform(.fork(of: 1))
    try lab.perform(.lane(2, .rewire(Self.wiring)))
    for each in [lab, alone] { each.rounds(20) }
    for each in [lab, alone] { try each.perform(.rewind(toStep: 30)) }
    var report = StepReport()
    for _ in 0..<5 { _ = lab.advance(into: &report) }
    #expect(lab.accepts(.close(2)))
    try lab.perform(.close(2))
    let rest = try #require(lab.progress)
    #expect(rest.total - rest.done == 31 - lab.lanes[0].step)
    lab.round()
    alone.round()
    #expect(lab.isLevel && lab.progress == nil && lab.step == 31)
    expectSame(lab.lanes[0].parameters, alone.lanes[0].parameters)
  }

  @Test func closingTheLaneThatTravelsEndsTheWay() throws {
    let lab = try LabModels.lab(snapshots: 0)
    lab.rounds(20)
    try lab.perform(.twin(of: 1))
    var report = StepReport()
    _ = lab.advance(into: &report)
    try lab.perform(.close(2))
    #expect(lab.isLevel && lab.progress == nil && lab.step == 20)
    // A rewind that is called back after a lane was closed leads to the present that was left.
    try lab.perform(.fork(of: 1))
    lab.rounds(20)
    let before = lab.lanes[0].parameters
    try lab.perform(.rewind(toStep: 5))
    _ = lab.advance(into: &report)
    try lab.perform(.close(2))
    lab.cancel()
    #expect(lab.step == 40 && lab.isLevel)
    expectSame(lab.lanes[0].parameters, before)
  }

  // MARK: Looking into a copy

  @Test func aForkShowsTheLastStepOfItsSource() throws {
    let lab = try LabModels.lab()
    lab.rounds(5)
    try lab.perform(.fork(of: 1))
    let request = InspectionRequest(Sublayer(index: 1))
    func seen(_ id: Int) -> Inspection? { lab.lane(id)?.inspectLastStep(request) }
    #expect(seen(1)?.step == 4 && seen(2) == seen(1))
    // Under another wiring it is no step of that lane's.
    try lab.perform(.lane(2, .rewire(Self.wiring)))
    #expect(seen(2) == nil && seen(1) != nil)
    lab.rounds(1)
    #expect(seen(2)?.step == 5 && seen(2) != seen(1))
    // A closed source takes its step with it.
    try lab.perform(.fork(of: 1))
    #expect(seen(3)?.step == 5 && seen(3) == seen(1))
    try lab.perform(.close(1))
    #expect(seen(3) == nil)
  }

  // MARK: Settings

  /// Any number of threads, changed at any time, gives the same bits.
  @Test func threadsChangeNoBit() throws {
    let (lab, never) = (try LabModels.lab(threads: 1), try LabModels.lab(threads: 1))
    for threads in [2, 4, 1, 3] {
      lab.share(among: threads)
      if threads == 4 { for each in [lab, never] { try each.perform(.twin(of: 1)) } }
      for _ in 0..<5 { #expect(lab.round() == never.round()) }
    }
    for (lane, other) in zip(lab.lanes, never.lanes) {
      expectSame(lane.parameters, other.parameters)
    }
  }

  @Test func theRoomForSnapshotsShrinksAtOnce() throws {
    let lab = try LabModels.lab(snapshots: 40)
    lab.rounds(200)
    try lab.perform(.fork(of: 1))
    let (full, bytes) = (lab.historyByteCount, lab.historyBytes)
    lab.historyBytes = bytes / 8
    #expect(lab.historyByteCount <= bytes / 8 && lab.historyByteCount > 0 && full > bytes / 2)
    lab.historyBytes = 0
    #expect(lab.historyByteCount == 0)
    #expect(try lab.arrive(at: 40)[1]?.step == 40)
    lab.historyBytes = bytes
    lab.rounds(50)
    #expect(lab.historyByteCount > bytes / 8)
  }

  // MARK: Divergence

  /// A command of one lane makes it diverge; the other trains on; a second command revives it.
  @Test func aDivergedLaneRestsAndCatchesUp() throws {
    let lab = try LabModels.lab(LawModels.small(.none))
    try lab.perform(.fork(of: 1))
    lab.rounds(10)
    try lab.perform(.lane(2, .learningRate(3e38)))
    var report = StepReport()
    repeat { _ = lab.advance(into: &report) } while !report.isDiverged && lab.step < 30
    let rest = lab.lanes[1].step
    #expect(lab.lanes[1].isResting && lab.isLevel && rest < 30)
    let before = lab.lanes[1].parameters
    lab.rounds(20)
    #expect(lab.lanes[0].step > rest + 15 && lab.lanes[1].step == rest)
    expectSame(lab.lanes[1].parameters, before)
    // A rewind to where it never was leaves it, an earlier one takes it along.
    _ = try lab.arrive(at: rest + 5)
    #expect(lab.lanes[1].isResting && lab.lanes[0].step == rest + 6)
    _ = try lab.arrive(at: 5)
    #expect(lab.lanes.map(\.step) == [6, 6] && !lab.lanes[1].isResting)
    lab.rounds(30)
    #expect(lab.lanes[1].isResting && lab.lanes[1].step == rest)
    expectSame(lab.lanes[1].parameters, before)
    try lab.perform(.lane(2, .learningRate(0.001)))
    #expect(lab.progress != nil && !lab.lanes[1].isResting)
    _ = lab.advance(into: &report)
    lab.cancel()
    #expect(lab.lanes[1].isResting && lab.lanes[1].step == rest)
    expectSame(lab.lanes[1].parameters, before)
  }

  /// Alone, each call tries the step again, as a trainer does.
  @Test func aLoneDivergedLaneIsTriedAgain() throws {
    var configuration = LawModels.small(.post)
    configuration.optimizer = .sgd
    configuration.learningRate = .greatestFiniteMagnitude
    configuration.weightDecay = 10
    let lab = try LabModels.lab(configuration)
    for _ in 0..<3 {
      #expect(lab.round()[1]?.isDiverged == true)
      #expect(lab.lanes[0].step == 0 && lab.step == 1 && lab.isLevel)
    }
    try lab.perform(.lane(1, .learningRate(0.01)))
    #expect(lab.round()[1]?.isDiverged == false)
    #expect(lab.lanes[0].journal.entries.map(\.time) == [0])
    let replay = try LabModels.replayed(lab.lanes[0])
    expectSame(replay.lane.parameters, lab.lanes[0].parameters)
  }
}
