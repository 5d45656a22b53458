/// Plays a saved run again, one lane after the other, and tells whether it arrived at the same bits.
public final class Replay {
  /// Why the bits may differ.
  public enum Mismatch: Hashable, Sendable {
    /// The run was saved under other kernels, and sums have another order there.
    case instructionSet(saved: InstructionSet, present: InstructionSet)
    /// The text is not the one that the run was trained on.
    case text
    /// The initial weights are others.
    case start
  }

  /// What one call of `advance(into:)` did.
  public enum Event: Hashable, Sendable {
    /// A lane trained a step; so many of its steps are done now.
    case step(lane: Int, done: Int, of: Int)
    /// A lane is at its end, or diverged before it.
    case end(lane: Int, Outcome)
  }

  /// Where a lane arrived.
  public struct Outcome: Hashable, Sendable {
    /// Updates applied; fewer than saved where a step diverged.
    public var steps: Int
    /// The sum over the parameters.
    public var checksum: Checksum
    /// Whether both are as saved.
    public var isSame: Bool
  }

  /// What is played.
  public let file: RunFile
  /// What is known to be different; complete once the first lane has begun.
  public private(set) var mismatches: [Mismatch] = []

  private let ground: LaneGround
  private var present: Lane?
  private var laneCount = 0

  /// Gets ready to play a run.
  ///
  /// - Throws: When stored weights do not fit.
  public init(
    _ file: RunFile, corpus: TextCorpus? = nil, weights: [Tensor]? = nil, threads: Int = 2,
    instructionSet: InstructionSet
  ) throws(ConfigurationError) {
    self.file = file
    ground = try LaneGround(
      file.configuration, corpus: corpus, weights: weights, threads: threads,
      instructionSet: instructionSet)
    if instructionSet != file.instructionSet {
      mismatches.append(.instructionSet(saved: file.instructionSet, present: instructionSet))
    }
    if corpus?.checksum != file.textChecksum { mismatches.append(.text) }
  }

  /// Trains one step of the present lane.
  ///
  /// - Parameter report: Overwritten by the step's, if one was trained.
  /// - Returns: What was done; `nil` once all lanes have ended.
  /// - Throws: When memory for a lane is refused.
  public func advance(into report: inout StepReport) throws(ConfigurationError) -> Event? {
    guard laneCount < file.lanes.count else { return nil }
    let record = file.lanes[laneCount]
    if present == nil { present = try begin(record) }
    guard let lane = present else { return nil }
    if lane.time < record.steps {
      lane.advance(into: &report, present: lane.time)
      if !lane.isResting { return .step(lane: lane.id, done: lane.time, of: record.steps) }
    }
    present = nil
    laneCount += 1
    return .end(lane: lane.id, outcome(lane, record))
  }

  private func begin(_ record: LaneRecord) throws(ConfigurationError) -> Lane {
    let lane = try Lane(
      id: record.id, launch: record.configuration, journal: Journal(ahead: record.commands),
      ground: ground)
    if laneCount == 0, lane.checksum != file.startChecksum { mismatches.append(.start) }
    return lane
  }

  private func outcome(_ lane: Lane, _ record: LaneRecord) -> Outcome {
    lane.carryOutDueCommands()
    let checksum = lane.checksum
    return Outcome(
      steps: lane.time, checksum: checksum,
      isSame: lane.time == record.steps && checksum == record.checksum)
  }
}

extension Lab {
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
