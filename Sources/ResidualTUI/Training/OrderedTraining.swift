import Engine
import Interface

/// A lab that does what a mailbox orders and tells it what was measured.
struct OrderedTraining {
  var source: ModelSource
  var lab: Lab
  let mailbox: Mailbox
  let log: TelemetryLog
  private var report = StepReport()
  /// Commands that wait until a rewind has arrived.
  private var waiting: [LabCommand] = []
  /// The configuration last told of each lane on its way through known steps.
  private var told: [Int: Configuration] = [:]
  /// How far lanes had parted when that was last told.
  private var partings: [Int: Parting] = [:]
  /// The step that is walked; until it is closed the lab is not asked for anything.
  private var walk: Walk?
  /// The lane to be walked once no lane is on its way anywhere.
  private var awaitedWalk: Int?
  private var breakpoints: [Breakpoint] = []
  /// Those that held at a lane's newest step since its start.
  private var holding: [Int: Set<Breakpoint>] = [:]
  /// What is to be looked into, and in which lane.
  private var request: (lane: Int, inspection: InspectionRequest)?
  /// What was measured for claims; a run that two of them need is made once.
  var experiments: ExperimentRuns?

  /// Builds the model and tells the mailbox that it is there.
  init(_ source: ModelSource, _ mailbox: Mailbox, log: TelemetryLog = TelemetryLog()) throws {
    self.source = source
    lab = try source.lab()
    self.mailbox = mailbox
    self.log = log
    mailbox.publish(ModelFacts(RunFacts(lab.lanes[0]), chance: lab.lanes[0].chance))
    guard lab.replay != nil else { return }
    for lane in lab.lanes.dropFirst() {
      let origin = OpenedLane.Origin.saved(lane.launch, parameterCount: lane.parameterCount)
      mailbox.publish(.opened(OpenedLane(id: lane.id, origin)))
    }
    mailbox.publish(lab.progress)
    if !lab.isReplaying { tellReplay() }
  }

  private func tellReplay() {
    let arrived = Set(lab.replay?.outcomes.map(\.lane) ?? [])
    if let replay = lab.replay, arrived.isSuperset(of: lab.lanes.map(\.id)) {
      mailbox.publish(.replayed(ReplayEnd(replay)))
    }
  }

  /// Answers whether there is more to do.
  mutating func perform(_ order: TrainingOrder) -> Bool {
    switch order {
    case .stop: return false
    case .command(let command): receive(command)
    case .step: step()
    case .walk(let request): perform(request)
    case .breakpoints(let all): (breakpoints, holding) = (all, [:])
    case .inspect(let request, let lane): inspect(request, lane)
    case .rebuild(let configuration, let change): rebuild(configuration, on: change)
    case .set(let setting): set(setting)
    case .write(let request): write(request)
    case .measure(let id): measure(id)
    // The mailbox has done them.
    case .run, .pause, .pauseAfter, .pace: break
    }
    return true
  }

  /// Tells what a lane's journal sets, if it is not known.
  private mutating func tellSettings(of id: Int) {
    guard let configuration = lab.lane(id)?.configuration else { return }
    if told.updateValue(configuration, forKey: id) != configuration {
      mailbox.publish(.tuned(lane: id, configuration))
    }
  }

  private mutating func receive(_ command: LabCommand) {
    told = [:]
    guard walk == nil else { return waiting.append(command) }
    // To start again one need not have arrived where a rewind leads.
    if command.isReset, !lab.accepts(command) { cancel() }
    guard lab.accepts(command), !isAwaited(command) else { return waiting.append(command) }
    let wasReplaying = lab.isReplaying
    forgetWaiting(of: command)
    carryOut(command)
    mailbox.publish(lab.progress)
    if wasReplaying, !lab.isReplaying { tellReplay() }
    carryOutWaiting()
  }

  /// Whether a lane that is to be closed is still to be opened, or to be copied first.
  private func isAwaited(_ command: LabCommand) -> Bool {
    guard case .close(let id) = command else { return false }
    return !waiting.isEmpty && lab.lane(id) == nil
      || waiting.contains(.twin(of: id)) || waiting.contains(.fork(of: id))
  }

  /// Nothing that a closed lane was to be told is left to be done.
  private mutating func forgetWaiting(of command: LabCommand) {
    guard case .close(let id) = command else { return }
    waiting.removeAll { if case .lane(id, _) = $0 { true } else { false } }
  }

  /// Ends a rewind, and with it lanes that were still catching up.
  private func cancel() {
    let ids = lab.lanes.map(\.id)
    lab.cancel()
    for id in ids where lab.lane(id) == nil {
      log.end(lane: id)
      mailbox.publish(.closed(lane: id))
    }
  }

  private mutating func tellPartings() {
    guard lab.lanes.count > 1 || !partings.isEmpty, lab.partings != partings else { return }
    partings = lab.partings
    mailbox.publish(partings)
  }

  private mutating func carryOut(_ command: LabCommand) {
    defer { if case .lane(let id, .rewire) = command { mailbox.publish(.rewired(lane: id)) } }
    switch command {
    case .resetAll: holding = [:]
    case .lane(let id, .reset), .close(let id): holding[id] = nil
    default: break
    }
    do throws(LabError) {
      guard let id = try lab.perform(command), var origin = command.origin else {
        if case .close(let id) = command { log.end(lane: id) }
        return
      }
      if case .launched(let launch, _) = origin {
        origin = .launched(launch, parameterCount: lab.lane(id)?.parameterCount)
      }
      mailbox.publish(.opened(OpenedLane(id: id, origin)))
    } catch {
      // The screen shows a new lane before it is there.
      let free = (1...Lab.laneLimit).first { lab.lane($0) == nil }
      if command.origin != nil, let free { mailbox.publish(.closed(lane: free)) }
      mailbox.publish(.refused(error.text(dashes: ":")) as Event)
    }
  }

  /// Another model at its start, in one lane; when it cannot be built, all stays as it is.
  private mutating func rebuild(_ configuration: Configuration, on change: GroundChange?) {
    if let change, source.stands(on: change) {
      return mailbox.publish(.answer(.unchanged(change.name)))
    }
    do {
      try System.memory.check(try configuration.validated(), beside: lab.byteCount)
      let next = try source.changed(to: configuration, on: change)
      lab = try next.lab()
      log.startAnew()
      (source, waiting, request) = (next, [], nil)
      if change != nil { experiments = nil }
      (walk, awaitedWalk, holding) = (nil, nil, [:])
      let lane = lab.lanes[0]
      mailbox.publish(
        BuiltModel(
          configuration: configuration, parameterCount: lane.parameterCount,
          guessing: lane.guessing, chance: lane.chance, change: change))
    } catch let failure as Failure {
      mailbox.publish(.answer(.refused(LocalizedText(same: failure.message))))
    } catch let error as ConfigurationError {
      mailbox.publish(.answer(.refused(error.text(dashes: ":"))))
    } catch {
      mailbox.publish(.answer(.refused(LocalizedText(same: "\(error)"))))
    }
  }

  private func write(_ request: FileRequest) {
    // At its start a walk has not touched the weights.
    let place = walk?.index
    walk?.move(to: 0)
    defer { if let place { walk?.move(to: place) } }
    let lane = lab.lane(request.lane) ?? lab.lanes[0]
    let answer = request.answer(
      sparing: source.inputs,
      weights: {
        SafeTensors(
          tensors: lane.tensors(),
          metadata: source.metadata(lane.configuration, steps: lane.totalSteps))
      }, run: { lab.runFile })
    mailbox.publish(.answer(answer))
    mailbox.noteWritten()
  }

  private mutating func inspect(_ inspection: InspectionRequest?, _ id: Int) {
    request = inspection.map { (id, $0) }
    guard let inspection, let lane = lab.lane(id) else { return }
    lane.inspectLastStep(inspection).map { mailbox.publish($0) }
  }

  private mutating func step() {
    guard walk == nil else { return }
    let isInspected = request != nil && mailbox.isInspectionDue
    for lane in lab.lanes {
      lane.inspectionRequest = isInspected && lane.id == request?.lane ? request?.inspection : nil
    }
    let isReplaying = lab.isReplaying
    let start = MonotonicTime.now
    var unit = lab.advance(into: &report)
    // Whether the journey goes on after this step.
    unit.progress = lab.progress
    report.seconds = MonotonicTime.now.seconds(since: start)
    if !unit.isRepeated, let lane = lab.lane(unit.lane) {
      log.write(report, RunFacts(lane), lane: lane.id)
    }
    let isOver = report.isDiverged && lab.lanes.allSatisfy(\.isResting)
    // First, so that the report does not come to the screen without it.
    if isInspected, unit.lane == request?.lane {
      lab.lane(unit.lane)?.inspection.map { mailbox.publish($0) }
    }
    if unit.isRepeated || isReplaying { tellSettings(of: unit.lane) }
    let reached = unit.isRepeated ? nil : breakpoint(lane: unit.lane)
    let (step, isDiverged) = (report.step, report.isDiverged)
    mailbox.publish(&report, unit, isOver: isOver || reached != nil)
    if let reached {
      mailbox.publish(.broke(reached, lane: unit.lane, step: step, isDiverged: isDiverged))
    }
    if isReplaying, !lab.isReplaying { tellReplay() }
    carryOutWaiting()
    openAwaitedWalk()
  }

  private mutating func carryOutWaiting() {
    let count = waiting.count
    while let command = waiting.first, lab.accepts(command) { carryOut(waiting.removeFirst()) }
    if waiting.count < count, let progress = lab.progress { mailbox.publish(progress) }
    tellPartings()
  }
}

// MARK: - Breakpoints

extension OrderedTraining {
  /// The first breakpoint that holds at the newest step and did not at the lane's step before.
  private mutating func breakpoint(lane: Int) -> Breakpoint? {
    guard !breakpoints.isEmpty else { return nil }
    let before = holding[lane] ?? []
    let now = breakpoints.filter { $0.holds(in: report) }
    holding[lane] = Set(now)
    return now.first { !before.contains($0) }
  }
}

// MARK: - Claims

extension OrderedTraining {
  /// How often the progress of a measurement is reported.
  private static let measuringTellings = 50

  /// Measures a claim while nothing else is to be done, with as few seeds as its record is held
  /// against.
  private mutating func measure(_ id: ClaimID) {
    guard let experiment = Experiment.of(id) else { return }
    let runs =
      experiments
      ?? ExperimentRuns(
        seeds: Evidence.leastSeeds, threads: source.threads,
        instructionSet: source.instructionSet)
    experiments = runs
    let cost = runs.cost(of: [experiment])
    let done = Monitor((cost: 0.0, told: 0))
    do throws(ConfigurationError) {
      let result = try runs.perform(experiment) { [mailbox] share in
        let news = done.change { done -> Double? in
          done.cost += share
          let telling = Int(done.cost / cost * Double(Self.measuringTellings))
          guard telling > done.told else { return nil }
          done.told = telling
          return done.cost / cost
        }
        if let news { mailbox.publish(.measured(.progress(id, min(news, 1)))) }
        return !mailbox.wantsMore
      }
      mailbox.publish(.measured(result.map { .result($0) } ?? .interrupted(id)))
    } catch {
      mailbox.publish(.measured(.interrupted(id)))
      mailbox.publish(.refused(error.text(dashes: ":")))
    }
  }
}

// MARK: - Walking

extension OrderedTraining {
  private mutating func perform(_ request: WalkRequest) {
    switch request {
    case .open(let lane):
      awaitedWalk = lane
      openAwaitedWalk()
    case .close(let finishing): close(finishing: finishing)
    default: answer(request)
    }
  }

  /// Opens the walk that was asked for, if every lane has arrived where it was going.
  private mutating func openAwaitedWalk() {
    guard let id = awaitedWalk, lab.isLevel, lab.progress == nil, let lane = lab.lane(id) else {
      return
    }
    awaitedWalk = nil
    let walk = lane.openWalk()
    self.walk = walk
    mailbox.publish(.walk(.opened(WalkOpening(walk, lane: id))))
  }

  /// Puts everything back, trains the step if it is to be finished, and does what had to wait.
  private mutating func close(finishing: Bool) {
    awaitedWalk = nil
    guard let walk else { return }
    walk.close()
    self.walk = nil
    if finishing { step() } else { carryOutWaiting() }
  }

  /// Asks the walk; a split ends where something else is ordered.
  private func answer(_ request: WalkRequest) {
    let answer = walk?.answer(request) { done, total in
      if total < Self.splitTellings || done.isMultiple(of: total / Self.splitTellings) {
        mailbox.publish(.walk(.splitting(done: done, of: total)))
      }
      return !mailbox.hasOrders
    }
    if let answer { mailbox.publish(.walk(answer)) }
  }

  /// How often the progress of a split is reported.
  private static let splitTellings = 20
}

extension LabCommand {
  /// Where the lane comes from that it adds, if it adds one.
  fileprivate var origin: OpenedLane.Origin? {
    switch self {
    case .twin(let id): .twin(of: id)
    case .open(let configuration): .launched(configuration)
    case .fork(let id): .fork(of: id)
    default: nil
    }
  }

  fileprivate var isReset: Bool {
    switch self {
    case .resetAll, .lane(_, .reset): true
    default: false
    }
  }
}
