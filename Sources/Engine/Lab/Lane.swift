/// One run among those side by side: a configuration, a journal, and a trainer that carries it out.
///
/// Its bits are a function of configuration, text, stored weights, journal, length and instruction
/// set. It knows nothing of other lanes; `Lab` keeps them in step.
public final class Lane {
  /// 1…4; free again once the lane is closed.
  public let id: Int
  /// What it was launched with.
  public let launch: Configuration
  /// What it was told, and when.
  public private(set) var journal: Journal
  /// Updates applied since the launch.
  public private(set) var time = 0
  /// Whether its last step diverged: it is passed by until it gets a command.
  public internal(set) var isResting = false
  /// How far it is from the first lane, where that was measured.
  public internal(set) var parting: Parting?

  let trainer: Trainer
  /// Whose copy it is, until it trains a step of its own or goes back.
  private weak var source: Lane?
  /// The snapshots of the present segment, its start among them.
  private(set) var history: SnapshotHistory
  /// The latest time that was reached under this journal; later than `time` after a rewind.
  private(set) var horizon = 0
  /// Where a cancelled journey ends; `nil` where there is none under way.
  var origin: Origin?
  /// The end of the saved run that it is on its way to.
  var replayed: LaneRecord?

  /// What a lane was when it set out for another step.
  enum Origin {
    /// It did not exist.
    case nowhere
    case place(Place)
  }

  /// A moment with everything needed to come back to it.
  struct Place {
    var snapshot: Snapshot
    var start: Snapshot
    var journal: Journal
    var horizon: Int
    var isResting: Bool
  }

  /// A lane at its start, what its journal holds ahead of it.
  init(
    id: Int, launch: Configuration, journal: Journal = Journal(), ground: LaneGround
  ) throws(ConfigurationError) {
    self.id = id
    self.launch = launch
    self.journal = journal
    trainer = try ground.trainer(launch)
    let start = Snapshot(moment: Moment(), state: TrainerState(startOf: trainer.configuration))
    history = SnapshotHistory(start: start, capacity: 0)
  }

  /// A copy of a lane's present state, journal and snapshots.
  init(id: Int, copying lane: Lane, ground: LaneGround) throws(ConfigurationError) {
    self.id = id
    launch = lane.launch
    journal = lane.journal
    time = lane.time
    isResting = lane.isResting
    history = lane.history
    horizon = lane.horizon
    trainer = try ground.trainer(launch)
    trainer.restore(lane.snapshot.state)
    source = lane
  }

  /// The configuration as it is now.
  public var configuration: Configuration { trainer.configuration }

  /// What the next steps look into; see `Trainer.inspectionRequest`.
  public var inspectionRequest: InspectionRequest? {
    get { trainer.inspectionRequest }
    set { trainer.inspectionRequest = newValue }
  }

  /// The look into the newest step, if one was asked for.
  public var inspection: Inspection? { trainer.inspection }

  /// Looks into the step that was trained last; see `Trainer.inspectLastStep(_:)`.
  ///
  /// A copy that has not trained yet shows its source's inspection while the source has not moved on.
  public func inspectLastStep(_ request: InspectionRequest) -> Inspection? {
    if let source, source.moment == moment { return source.inspectLastStep(request) }
    return trainer.inspectLastStep(request)
  }

  /// Copies of all parameters that exist, in layout order.
  public func parameters() -> [Tensor] { trainer.parameters() }

  /// All that a weights file holds; see `Trainer.tensors()`.
  public func tensors() -> [Tensor] { trainer.tensors() }

  /// Updates that the weights have seen, those before they were loaded included.
  public var totalSteps: Int { trainer.totalSteps }

  /// Trainable numbers that the present program reads.
  public var parameterCount: Int { trainer.parameterCount }

  /// Loss of the best constant guess.
  public var guessing: Double { trainer.guessing }

  /// Accuracy of the best constant guess.
  public var chance: Double { trainer.chance }

  /// Updates in the present segment: the number of the next step.
  public var step: Int { trainer.updates }

  /// Updates that the present segment had when it was furthest.
  var recordedStep: Int { horizon - history.start.moment.time }

  /// The sum over the bits of all parameters that a run file holds.
  public var checksum: Checksum { trainer.machine.checksum }

  /// The present moment.
  var moment: Moment { Moment(time: time, commands: journal.applied) }

  /// A copy of the present state.
  var snapshot: Snapshot {
    var snapshot = history.start
    snapshot.moment = moment
    trainer.save(into: &snapshot.state)
    return snapshot
  }
}

// MARK: - Forward

extension Lane {
  /// Carries out the recorded commands whose time has come, then trains one step.
  ///
  /// A step that diverges changes nothing, and the lane rests from then on. Snapshots are judged
  /// as from `present`, the time at which the lane is to arrive.
  func advance(into report: inout StepReport, present: Int) {
    source = nil
    carryOutDueCommands()
    trainer.step(into: &report)
    isResting = report.isDiverged
    guard !isResting else { return }
    time += 1
    horizon = max(horizon, time)
    if step.isMultiple(of: SnapshotSpacing.interval) {
      history.offer(moment, present: max(present, time)) { trainer.save(into: &$0) }
    }
  }

  /// Carries out the recorded commands whose time has come.
  func carryOutDueCommands() {
    while let command = journal.next(at: time) { carryOut(command) }
  }

  /// Carries out a command now and records it, for which everything recorded for later is dropped.
  func give(_ command: TrainerCommand) {
    history.removeAll(after: moment)
    journal.record(command, at: time)
    horizon = time
    isResting = false
    carryOut(command)
  }

  /// Ends the way to where a run was saved, and forgets the rest of it.
  func stopReplay() {
    guard replayed != nil else { return }
    journal.forgetAhead()
    replayed = nil
  }

  private func carryOut(_ command: TrainerCommand) {
    trainer.apply(command)
    guard command == .reset else { return }
    var start = history.start
    start.moment = moment
    trainer.saveStart(into: &start.state)
    history = SnapshotHistory(start: start, capacity: history.capacity)
  }

  /// Gives snapshots more room or less.
  func resizeHistory(to capacity: Int) {
    history.resize(to: capacity, present: time)
  }
}

// MARK: - Back

extension Lane {
  /// The moment at which the present segment has just this many updates: what was asked later, or
  /// after its last report, lies ahead.
  func moment(atStep step: Int) -> Moment {
    let start = history.start.moment
    guard step > 0 else { return start }
    let time = start.time + step
    return Moment(time: time, commands: max(journal.count(before: time), start.commands))
  }

  /// Goes to the nearest known moment from which training up to `step` reports its last step again.
  ///
  /// What is recorded for later stays recorded.
  func goBack(toReach step: Int) {
    let goal = moment(atStep: step)
    let nearest = step > 0 ? history.latest(upTo: goal.time - 1) : history.start
    let isOnTheWay = time < goal.time && moment >= nearest.moment
    if !isOnTheWay { restore(nearest) }
  }

  /// Remembers the present as what a cancelled journey comes back to.
  func setOut() {
    guard origin == nil else { return }
    origin = .place(
      Place(
        snapshot: snapshot, start: history.start, journal: journal, horizon: horizon,
        isResting: isResting))
  }

  /// Ends a journey where it led; its origin stays as a snapshot if it lies in this segment.
  func arrive() {
    if case .place(let place) = origin, place.start.moment == history.start.moment {
      history.keep(place.snapshot, present: time)
    }
    origin = nil
  }

  /// Comes back to what the lane was before it set out.
  func turnBack(to place: Place) {
    let isSameSegment = place.start.moment == history.start.moment
    if !isSameSegment {
      history = SnapshotHistory(start: place.start, capacity: history.capacity)
    } else if journal.entries != place.journal.entries {
      history.removeAll(after: place.snapshot.moment)
    }
    journal = place.journal
    horizon = place.horizon
    restore(place.snapshot)
    isResting = place.isResting
    history.keep(place.snapshot, present: time)
    origin = nil
  }

  private func restore(_ snapshot: Snapshot) {
    source = nil
    trainer.restore(snapshot.state)
    time = snapshot.moment.time
    journal.goBack(to: snapshot.moment.commands)
    isResting = false
  }
}
