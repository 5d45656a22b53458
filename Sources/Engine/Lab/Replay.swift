/// A saved run that a lab plays again, and whether it arrived at the same bits.
public struct Replay: Hashable, Sendable {
  /// Why the bits may differ.
  public enum Mismatch: Hashable, Sendable {
    /// The run was saved under other kernels, and sums have another order there.
    case instructionSet(saved: InstructionSet, present: InstructionSet)
    /// The text is not the one that the run was trained on.
    case text
    /// The initial weights are others.
    case start
  }

  /// Where a lane arrived.
  public struct Outcome: Hashable, Sendable {
    /// Its number.
    public var lane: Int
    /// Updates applied; fewer than saved where a step diverged.
    public var steps: Int
    /// The sum over the parameters.
    public var checksum: Checksum
    /// Whether both are as saved.
    public var isSame: Bool
  }

  /// What is played.
  public let file: RunFile
  /// What is known to be different.
  public internal(set) var mismatches: [Mismatch]
  /// The lanes that have arrived, in that order; one that was told something before never does.
  public internal(set) var outcomes: [Outcome] = []

  /// A run that is about to be played.
  public init(file: RunFile, mismatches: [Mismatch]) {
    (self.file, self.mismatches) = (file, mismatches)
  }

  /// Whether every lane arrived at the bits that were saved.
  public var isSame: Bool { outcomes.count == file.lanes.count && outcomes.allSatisfy(\.isSame) }
}

extension Lab {
  /// Builds the lanes of a saved run at their launches; `advance(into:)` then plays them, together
  /// towards their ends, as one journey.
  ///
  /// - Throws: When stored weights do not fit, or memory is refused.
  public convenience init(
    playing file: RunFile, corpus: TextCorpus? = nil, weights: [Tensor]? = nil, threads: Int = 2,
    instructionSet: InstructionSet, historyBytes: Int = Lab.standardHistoryBytes,
    memory: MemoryBudget = .unlimited
  ) throws(ConfigurationError) {
    let ground = try LaneGround(
      file.configuration, corpus: corpus, weights: weights, threads: threads,
      instructionSet: instructionSet)
    try memory.check(file.configuration, lanes: file.lanes.count)
    var lanes: [Lane] = []
    for record in file.lanes { lanes.append(try Lane(playing: record, ground: ground)) }
    self.init(
      file.configuration, ground: ground, lanes: lanes, historyBytes: historyBytes, memory: memory)
    replay = Replay(file: file, mismatches: mismatches(with: file))
    journey = Journey()
    for lane in lanes { endReplay(of: lane) }
  }

  private func mismatches(with file: RunFile) -> [Replay.Mismatch] {
    var result: [Replay.Mismatch] = []
    if ground.instructionSet != file.instructionSet {
      result.append(
        .instructionSet(saved: file.instructionSet, present: ground.instructionSet))
    }
    if ground.corpus?.checksum != file.textChecksum { result.append(.text) }
    if lanes[0].trainer.startChecksum != file.startChecksum { result.append(.start) }
    return result
  }

  /// Whether lanes are on their way to where a run was saved.
  public var isReplaying: Bool { lanes.contains { $0.replayed != nil } }

  /// The lane that is farthest from its end, so that all arrive together.
  var laneToReplay: Lane? {
    lanes.lazy.filter { $0.replayed != nil }.max { $0.stepsToReplay < $1.stepsToReplay }
  }

  /// Takes note of a lane that has come to its end or cannot come farther.
  func endReplay(of lane: Lane) {
    guard let record = lane.replayed else { return }
    step = lanes.reduce(0) { max($0, $1.step) }
    guard lane.isResting || lane.stepsToReplay == 0 else { return }
    replay?.outcomes.append(lane.endReplay(of: record))
    step = lanes.reduce(0) { max($0, $1.step) }
    if isLevel { endJourney() }
  }

  /// Leaves the lanes where they are, and what they were told later unsaid.
  func stopReplay() {
    for lane in lanes { lane.stopReplay() }
  }

  /// The run so far: what lies ahead after a rewind is left out.
  ///
  /// - Complexity: O(parameters), and drawing the initial weights once more.
  public var runFile: RunFile {
    RunFile(
      configuration: configuration, instructionSet: ground.instructionSet,
      startChecksum: lanes[0].trainer.startChecksum, textChecksum: ground.corpus?.checksum,
      lanes: lanes.map { lane in
        LaneRecord(
          id: lane.id, configuration: lane.launch, commands: Array(lane.journal.past),
          steps: lane.time, checksum: lane.checksum)
      })
  }
}

extension Lane {
  /// A lane of a saved run at its launch.
  fileprivate convenience init(
    playing record: LaneRecord, ground: LaneGround
  ) throws(ConfigurationError) {
    try self.init(
      id: record.id, launch: record.configuration, journal: Journal(ahead: record.commands),
      ground: ground)
    replayed = record
  }

  /// Steps from here to the end of the saved run.
  var stepsToReplay: Int { replayed.map { $0.steps - time } ?? 0 }

  fileprivate func endReplay(of record: LaneRecord) -> Replay.Outcome {
    carryOutDueCommands()
    replayed = nil
    let checksum = checksum
    return Replay.Outcome(
      lane: id, steps: time, checksum: checksum,
      isSame: time == record.steps && checksum == record.checksum)
  }
}
