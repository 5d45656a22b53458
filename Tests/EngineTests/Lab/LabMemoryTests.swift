import Testing

@testable import Engine

/// What lanes and their snapshots take, held against what there is.
@Suite struct LabMemoryTests {
  private let configuration = LawModels.small(.pre)
  private var lane: Int { configuration.memoryBytes }
  private var state: Int { Machine.stateBytes(configuration) }

  /// A lab with just this many bytes for its models.
  private func lab(bytes: Int) throws -> Lab {
    let memory = MemoryBudget(limit: (bytes + 3) / 4 * 5, origin: .controlGroup)
    return try Lab(
      configuration, threads: 1, instructionSet: .tested, historyBytes: 1000 * state,
      memory: memory)
  }

  private func train(_ lab: Lab, _ count: Int) {
    var report = StepReport()
    for _ in 0..<count { _ = lab.advance(into: &report) }
  }

  @Test func aLaneThatDoesNotFitIsRefusedAndNothingChanges() throws {
    let lab = try lab(bytes: 2 * lane + lane / 2)
    let second = try lab.perform(.twin(of: 1))
    #expect(second == 2)
    for command in [LabCommand.twin(of: 1), .fork(of: 2), .open(configuration)] {
      #expect(throws: LabError.self, "\(command)") { try lab.perform(command) }
    }
    #expect(lab.lanes.map(\.id) == [1, 2])
    train(lab, 4)
    #expect(lab.step == 2 && lab.byteCount <= lab.memory.bytes)
  }

  @Test func theRefusalNamesLanesFigureAndLimitInBothLanguages() throws {
    let lab = try lab(bytes: lane)
    do throws(LabError) {
      try lab.perform(.twin(of: 1))
      Issue.record("a second lane has no room")
    } catch {
      let text = error.text(dashes: ":")
      let needed = ByteCount.text(2 * lane)
      let start = "2 lanes of this model need \(needed), and 80 % of the control group's"
      #expect(text.english.hasPrefix(start))
      #expect(text.english.hasSuffix("; try a smaller :batch, :layers, :width or :sequence"))
      #expect(text.chinese.contains("2 条通道需要 \(needed)") && text.chinese.contains("控制组"))
    }
  }

  @Test func snapshotsTakeOnlyWhatLanesLeave() throws {
    let lab = try lab(bytes: 2 * lane + 3 * state)
    train(lab, 100)
    #expect(lab.historyByteCount > 0 && lab.byteCount <= lab.memory.bytes)
    try lab.perform(.twin(of: 1))
    #expect(lab.byteCount <= lab.memory.bytes)
    train(lab, 150)
    #expect(lab.byteCount <= lab.memory.bytes && lab.isLevel)
  }

  /// Where there is no room for a way back, a rewind arrives all the same.
  @Test func aRewindWithoutRoomForItsOriginArrives() throws {
    let (tight, wide) = (try lab(bytes: lane), try LabModels.lab(configuration))
    for lab in [tight, wide] {
      train(lab, 40)
      try lab.perform(.rewind(toStep: 9))
      #expect(lab.byteCount <= lab.memory.bytes)
      while !lab.isLevel { train(lab, 1) }
    }
    #expect(tight.step == 10 && tight.lanes[0].checksum == wide.lanes[0].checksum)
  }

  @Test func aModelBesideAnotherCountsBoth() throws {
    let memory = MemoryBudget(limit: lane * 2, origin: .machine)
    try memory.check(configuration)
    #expect(throws: ConfigurationError.self) {
      try memory.check(configuration, beside: lane)
    }
    #expect(throws: ConfigurationError.self) { try memory.check(configuration, lanes: .max) }
  }
}
