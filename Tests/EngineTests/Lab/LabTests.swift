import TestSupport
import Testing

@testable import Engine

/// A lane is a function of its configuration, its journal and its length.
@Suite struct LabTests {
  static let seeds: [UInt64] = Closeness.isSoaking ? Array(1...200) : [1, 2, 3, 4, 5, 6, 21]

  /// One lane, random commands; its reports.
  private func randomRun(
    _ lab: Lab, seed: UInt64, steps: Int, often: Int = 8
  ) throws -> [StepReport] {
    var random = RandomStream(seed: seed, name: "lab")
    return try (0..<steps).map { _ in
      while random.below(often) == 0 { try lab.perform(.lane(1, LabModels.command(&random))) }
      return try #require(lab.round()[1])
    }
  }

  @Test(arguments: seeds, [1, 2])
  func aReplayHasTheSameBitsAndReports(seed: UInt64, threads: Int) throws {
    let lab = try LabModels.lab(threads: threads, snapshots: Int(seed % 3) * 2)
    let reports = try randomRun(lab, seed: seed, steps: 120)
    let replay = try LabModels.replayed(lab.lanes[0], threads: 3 - threads)
    #expect(replay.reports == reports)
    expectSame(replay.lane.parameters, lab.lanes[0].parameters)
    #expect(replay.lane.checksum == lab.lanes[0].checksum)
  }

  @Test(arguments: OptimizerKind.allCases)
  func aLabsLaneIsATrainer(optimizer: OptimizerKind) throws {
    var configuration = LawModels.small(.sandwich)
    configuration.optimizer = optimizer
    let lab = try LabModels.lab(configuration)
    let trainer = try Trainer(configuration)
    for step in 0..<40 {
      if step == 20 {
        try lab.perform(.lane(1, .reset))
        trainer.apply(.reset)
      }
      #expect(lab.round()[1] == trainer.step())
    }
    expectSame(lab.lanes[0].parameters, MachineState(trainer.machine).parameters)
  }

  /// Rewound to any step, the report comes out again; played on, the run was never rewound.
  @Test(arguments: seeds, [0, 2, 5, 1000])
  func rewindingAndPlayingChangesNothing(seed: UInt64, snapshots: Int) throws {
    let lab = try LabModels.lab(snapshots: snapshots)
    _ = try randomRun(lab, seed: seed, steps: 30)
    try lab.perform(.lane(1, .reset))
    var random = RandomStream(seed: seed, name: "rewinds")
    var reports: [StepReport] = []
    for _ in 0..<150 {
      if random.below(12) == 0 {
        let command = LabModels.command(&random)
        if command != .reset { try lab.perform(.lane(1, command)) }
      }
      reports.append(try #require(lab.round()[1]))
    }
    let lane = lab.lanes[0]
    let (end, time, journal) = (lane.parameters, lane.time, lane.journal)
    for _ in 0..<6 {
      let step = random.below(150)
      let moves = lane.moves(toReach: step + 1)
      let again = try lab.arrive(at: step)
      #expect(lane.step == step + 1)
      #expect(again[1] == (moves ? reports[step] : nil))
      let further = min(step + random.below(40), 149)
      for next in step + 1..<max(step + 1, further) {
        var report = StepReport()
        #expect(lab.advance(into: &report).isRepeated)
        #expect(report == reports[next])
      }
    }
    while lane.time < time { lab.round() }
    while let command = journal.entries.dropFirst(lane.journal.applied).first {
      try lab.perform(.lane(1, command.command))
    }
    #expect(lane.journal == journal)
    expectSame(lane.parameters, end)
  }

  @Test func rewindingToTheStartLandsBeforeStepZero() throws {
    let lab = try LabModels.lab()
    let start = lab.lanes[0].parameters
    let first = lab.round()[1]
    try lab.perform(.lane(1, .warmup(20)))
    lab.rounds(40)
    try lab.perform(.rewind(toStep: -1))
    #expect(lab.isLevel && lab.step == 0 && lab.progress == nil)
    expectSame(lab.lanes[0].parameters, start)
    #expect(lab.lanes[0].configuration.warmup == 0)
    #expect(lab.round()[1] == first)
    // What was asked after step 0 comes again before step 1.
    lab.round()
    #expect(lab.lanes[0].configuration.warmup == 20)
  }

  @Test func aNewCommandDropsWhatLaysAhead() throws {
    let lab = try LabModels.lab()
    lab.rounds(20)
    try lab.perform(.lane(1, .warmup(20)))
    lab.rounds(20)
    _ = try lab.arrive(at: 9)
    #expect(lab.lanes[0].journal.entries.count == 1 && lab.lanes[0].journal.applied == 0)
    try lab.perform(.lane(1, .learningRate(0.02)))
    #expect(lab.lanes[0].journal.entries == [.init(time: 10, command: .learningRate(0.02))])
    lab.rounds(20)
    #expect(lab.lanes[0].configuration.warmup == 0)
    let replay = try LabModels.replayed(lab.lanes[0])
    expectSame(replay.lane.parameters, lab.lanes[0].parameters)
    // No way forward beyond what was trained since.
    try lab.perform(.rewind(toStep: 1_000_000))
    #expect(lab.step == 30)
  }

  @Test func goingForwardAgainUsesWhatIsKnown() throws {
    let lab = try LabModels.lab()
    let reports = (0..<200).map { _ in lab.round()[1] }
    _ = try lab.arrive(at: 20)
    try lab.perform(.rewind(toStep: 180))
    let progress = try #require(lab.progress)
    #expect(progress.total < 20 && progress.goal == .recorded)
    #expect(lab.round()[1] == reports[180])
  }

  /// A snapshot of the very moment would not report the step before it.
  @Test func everyStepIsReportedAgain() throws {
    let lab = try LabModels.lab()
    let reports = (0..<70).map { _ in lab.round()[1] }
    for step in (0..<69).reversed() { #expect(try lab.arrive(at: step)[1] == reports[step]) }
    for step in 1..<70 { #expect(try lab.arrive(at: step)[1] == reports[step]) }
  }

  /// What was rewired and not trained since is forgotten when it is rewired back, in a copy too.
  @Test func aPresentBetweenTwoRewiringsIsKeptWhole() throws {
    let lab = try LabModels.lab()
    lab.rounds(30)
    let wirings = try ["*=post", "*=pre"].map { try LawModels.wiring($0, of: LawModels.small()) }
    try lab.perform(.lane(1, .rewire(wirings[0])))
    try lab.perform(.fork(of: 1))
    try lab.perform(.rewind(toStep: 5))
    lab.cancel()
    for id in [1, 2] { try lab.perform(.lane(id, .rewire(wirings[1]))) }
    let never = try LabModels.lab()
    never.rounds(30)
    for _ in 0..<3 {
      let (report, reports) = (never.round()[1], lab.round())
      #expect(report?.rewiredAt == nil)
      #expect(reports[1] == report && reports[2] == report)
    }
  }

  @Test func textLanesReplayToo() throws {
    var configuration = LawModels.small(.pre, batch: 3)
    configuration.task = .text(path: "-")
    configuration.vocabulary = 12
    let text = Array(String(repeating: "the cat sat on the mat. ", count: 40).utf8)
    let corpus = try TextCorpus(utf8: text.span, vocabulary: 12, sequence: 5)
    let lab = try Lab(configuration, corpus: corpus, instructionSet: .tested)
    let reports = (0..<120).map { _ in lab.round()[1] }
    #expect(reports[100]?.evaluationLoss != nil)
    #expect(try lab.arrive(at: 100)[1] == reports[100])
  }

  @Test func lanesStartFromStoredWeights() throws {
    let trainer = try Trainer(LawModels.small(.pre))
    for _ in 0..<5 { _ = trainer.step() }
    let lab = try Lab(
      LawModels.small(.pre), weights: trainer.parameters(), instructionSet: .tested)
    try lab.perform(.twin(of: 1))
    for lane in lab.lanes { #expect(lane.trainer.parameters() == trainer.parameters()) }
    let first = lab.round()
    lab.rounds(20)
    #expect(try lab.arrive(at: 0) == first)
  }
}
