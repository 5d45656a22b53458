/// Up to four lanes in lock-step, with the same seed and batches; owned by one thread at a time.
///
/// All lanes have the same number of updates in their present segments, or are on their way there:
/// whichever lane is behind trains next, and once none is, all train one step more. The engine has
/// no clock, so the caller drives: each `advance(into:)` trains one step of one lane.
///
/// A lane whose step diverged rests, and the others train on. It is tried again, from where it
/// is, after its next command, or when all lanes rest.
public final class Lab {
  /// Lanes at most.
  public static let laneLimit = 4
  /// Bytes for snapshots, unless told otherwise.
  public static let standardHistoryBytes = 256 << 20
  /// Snapshots of a lane at most: small models are fast enough to go back with fewer.
  private static let snapshotLimit = 128
  /// Lanes are held against the first one after every step that this number divides.
  static let partingInterval = 4

  /// In the order of their numbers.
  public internal(set) var lanes: [Lane]
  /// Updates that every lane has, or is on its way to, in its present segment.
  public internal(set) var step = 0

  /// What the first lane was launched with.
  public let configuration: Configuration
  private(set) var ground: LaneGround
  /// What the snapshots of all lanes may take together; with less, the least useful ones go at once.
  public var historyBytes: Int { didSet { shareHistory() } }
  /// What all lanes may take together, their snapshots included.
  let memory: MemoryBudget
  /// Bytes of one lane without its snapshots.
  private let laneBytes: Int
  /// Bytes of one snapshot.
  let stateBytes: Int
  /// The journey of lanes that are behind; `nil` while all train in step.
  var journey: Journey?
  /// The saved run that it was opened with.
  public internal(set) var replay: Replay?

  struct Journey {
    /// Steps trained on it.
    var done = 0
    /// The lab's step before a rewind.
    var departure: Int?
  }

  /// Builds the first lane, at its start.
  ///
  /// - Parameters:
  ///   - configuration: What to train; validated here.
  ///   - corpus: The text, for a text task.
  ///   - weights: Stored weights to start from.
  ///   - threads: Threads that share the work; changes no bit of any result.
  ///   - instructionSet: The kernels to use.
  ///   - historyBytes: What the snapshots of all lanes may take together. While lanes are on their
  ///     way somewhere, one state of each is kept for coming back, beyond that if need be.
  ///   - memory: What all lanes may take together: another one is refused, and snapshots are given up,
  ///     where there is no room.
  /// - Throws: When the configuration is out of range, the weights do not fit it, or memory is
  ///   refused.
  public convenience init(
    _ configuration: Configuration, corpus: TextCorpus? = nil, weights: [Tensor]? = nil,
    threads: Int = 2, instructionSet: InstructionSet,
    historyBytes: Int = Lab.standardHistoryBytes, memory: MemoryBudget = .unlimited
  ) throws(ConfigurationError) {
    let ground = try LaneGround(
      configuration, corpus: corpus, weights: weights, threads: threads,
      instructionSet: instructionSet)
    let lane = try Lane(id: 1, launch: configuration, ground: ground)
    self.init(
      configuration, ground: ground, lanes: [lane], historyBytes: historyBytes,
      memory: memory)
  }

  /// A lab of lanes that stand on its ground.
  init(
    _ configuration: Configuration, ground: LaneGround, lanes: [Lane], historyBytes: Int,
    memory: MemoryBudget
  ) {
    self.configuration = configuration
    self.ground = ground
    self.lanes = lanes
    self.historyBytes = historyBytes
    self.memory = memory
    laneBytes = configuration.memoryBytes
    stateBytes = Machine.stateBytes(configuration)
    shareHistory()
  }

  /// The lane of a number.
  public func lane(_ id: Int) -> Lane? { lanes.first { $0.id == id } }

  /// Whether every lane has arrived, so that the next step starts a round.
  public var isLevel: Bool { !isReplaying && laneBehind == nil }

  /// Bytes that snapshots take.
  public var historyByteCount: Int {
    lanes.reduce(0) { $0 + $1.history.byteCount + $1.originByteCount }
  }

  /// Bytes that all lanes take, their snapshots included.
  public var byteCount: Int { lanes.count * laneBytes + historyByteCount }

  /// Bytes that are left for snapshots.
  private var spareBytes: Int { max(memory.bytes - lanes.count * laneBytes, 0) }

  /// Whether one state of each lane can be kept for coming back.
  var canKeepOrigins: Bool { spareBytes / stateBytes >= lanes.count }

  /// Shares the work among `count` threads from the next step on, at most one per shard; changes no
  /// bit of any result.
  public func share(among threads: Int) {
    ground.share(among: min(threads, configuration.shardCount))
    for lane in lanes { lane.trainer.machine.workers = ground.workers }
  }

  /// How far lanes are from the first one, by their numbers, where that was measured.
  public var partings: [Int: Parting] {
    lanes.reduce(into: [:]) { $0[$1.id] = $1.parting }
  }

  /// How far lanes have come that are behind; `nil` while all train in step.
  public var progress: LabProgress? {
    guard let journey else { return nil }
    let goal: LabProgress.Goal =
      isReplaying ? .saved : journey.departure == nil ? .others : .recorded
    let rest = lanes.reduce(0) { rest, lane in
      rest + (lane.isResting ? 0 : goal == .saved ? lane.stepsToReplay : max(step - lane.step, 0))
    }
    return LabProgress(
      done: journey.done, total: journey.done + rest, goal: goal)
  }
}

// MARK: - Time

extension Lab {
  /// Trains one step: of a lane that is behind, else of the first one of a new round.
  ///
  /// - Parameter report: Overwritten, as by `Trainer.step(into:)`.
  /// - Returns: Whose step it was, and what it was part of.
  public func advance(into report: inout StepReport) -> LabUnit {
    let lane = laneToReplay ?? laneBehind ?? beginRound()
    let isRepeated = lane.time < lane.horizon
    lane.advance(into: &report, present: lane.replayed?.steps ?? lane.time + step - lane.step)
    journey?.done += 1
    endReplay(of: lane)
    let unit = LabUnit(
      lane: lane.id, isRepeated: isRepeated, endsRound: isLevel, progress: progress)
    settle(lane)
    measureParting(lane)
    return unit
  }

  private var laneBehind: Lane? { lanes.first { !$0.isResting && $0.step < step } }

  /// Sets the goal one step further; where all lanes rest, each is tried again instead.
  private func beginRound() -> Lane {
    if lanes.allSatisfy(\.isResting) { for lane in lanes { lane.isResting = false } }
    if laneBehind == nil { step += 1 }
    return laneBehind ?? lanes[0]
  }

  /// A lane that has caught up cannot be called back; one that went back with all others can, until
  /// the last of them has arrived.
  private func settle(_ lane: Lane) {
    if isLevel {
      endJourney()
    } else if journey?.departure == nil, lane.step == step, lane.isTraveling {
      lane.arrive()
      shareHistory()
    }
  }

  func endJourney() {
    guard journey != nil else { return }
    journey = nil
    for lane in lanes { lane.arrive() }
    shareHistory()
    for lane in lanes { measureParting(lane, always: true) }
  }

  /// Ends the journey of lanes that are behind, and brings them back to what they were.
  ///
  /// A twin that has not caught up is closed, a lane that was reset or revived is as it was before,
  /// and after a rewind all lanes are at the present that it left. A saved run is played no further: its lanes
  /// only come to the step of the foremost.
  ///
  /// - Complexity: O(parameters) per lane; no step is trained.
  public func cancel() {
    guard let journey else { return }
    if isReplaying {
      stopReplay()
      if isLevel { endJourney() }
      return
    }
    lanes.removeAll { if case .nowhere = $0.origin { true } else { false } }
    for lane in lanes {
      if case .place(let place) = lane.origin { lane.turnBack(to: place) }
    }
    self.journey = nil
    step = lanes.reduce(journey.departure ?? step) { max($0, $1.step) }
    shareHistory()
    forgetPartings()
  }

  /// Divides the room for snapshots among the lanes; what a journey comes back to counts.
  func shareHistory() {
    let room = min(
      min(historyBytes, spareBytes) / lanes.count / stateBytes, Self.snapshotLimit)
    for lane in lanes { lane.resizeHistory(to: room - (lane.originByteCount > 0 ? 1 : 0)) }
  }
}

// MARK: - Parting

extension Lab {
  func forgetPartings() {
    for lane in lanes { lane.parting = nil }
  }

  /// Holds a lane against the first one, if they are level: every step until they part, then every
  /// few; one pass over the weights is 2.5 % of a step of two lanes at the opening sizes, 0.7 % at
  /// 24 layers of width 128.
  private func measureParting(_ lane: Lane, always: Bool = false) {
    let first = lanes[0]
    guard !isReplaying, lane !== first, lane.step == first.step, lane.step > 0 else { return }
    // Gates are parameters that the other has not.
    guard lane.launch.hasGates == first.launch.hasGates else { return }
    if lane.parting?.step == lane.step - 1 { return }
    let isKnown = lane.parting?.partedAt != nil
    guard always || !isKnown || lane.step.isMultiple(of: Self.partingInterval) else { return }
    let distance = first.trainer.machine.distance(to: lane.trainer.machine)
    let partedAt = lane.parting?.partedAt ?? first.firstDifference(from: lane)
    lane.parting = Parting(
      step: lane.step - 1, distance: distance, partedAt: distance > 0 ? partedAt : nil)
  }
}
