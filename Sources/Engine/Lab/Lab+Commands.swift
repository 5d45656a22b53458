extension Lab {
  /// Whether a command can be carried out now: while a saved run is played and during a rewind only a
  /// rewind and the closing of a lane can.
  ///
  /// A command would cut the journal where the lanes happen to be; it should wait until they arrive.
  public func accepts(_ command: LabCommand) -> Bool {
    switch command {
    case .rewind, .close: return true
    default: return journey?.departure == nil && !isReplaying
    }
  }

  /// Carries out a command between two steps.
  ///
  /// - Returns: The number of the new lane, for a command that adds one.
  /// - Throws: When it cannot; then nothing has changed.
  @discardableResult public func perform(_ command: LabCommand) throws(LabError) -> Int? {
    guard accepts(command) else { throw .rewinding }
    switch command {
    case .lane(let id, let command): try give(command, to: known(id))
    case .twin(let id):
      let source = try known(id)
      return try add { number throws(ConfigurationError) in
        try Lane(id: number, launch: source.configuration, ground: ground)
      }
    case .open(let launch):
      guard launch.sharedByLanes == configuration.sharedByLanes else { throw .foreign }
      return try add { number throws(ConfigurationError) in
        try Lane(id: number, launch: launch, ground: ground)
      }
    case .fork(let id):
      let source = try known(id)
      // The copy goes through a state of its own.
      return try add(beside: stateBytes) { number throws(ConfigurationError) in
        try Lane(id: number, copying: source, ground: ground)
      }
    case .close(let id): try close(known(id))
    case .rewind(let newest): rewind(to: newest)
    case .resetAll: resetAll()
    }
    return nil
  }

  private func known(_ id: Int) throws(LabError) -> Lane {
    guard let lane = lane(id) else { throw .noLane(id) }
    return lane
  }

  private func give(_ command: TrainerCommand, to lane: Lane) throws(LabError) {
    do { try lane.configuration.check(command) } catch { throw .refused(error) }
    let others = lanes.filter { $0 !== lane }.reduce(0) { max($0, $1.step) }
    let isReset = command == .reset
    let goal = isReset ? min(step, others) : step
    // Within a round a lane may be one step behind without having to travel.
    let travels = (isReset ? 0 : lane.step) < goal - 1
    if travels, canKeepOrigins { lane.setOut() }
    lane.give(command)
    step = goal
    if travels, journey == nil { journey = Journey() }
    if isReset { forgetPartings() }
    shareHistory()
    if isLevel { endJourney() }
  }

  private func add(
    beside bytes: Int = 0, _ make: (_ number: Int) throws(ConfigurationError) -> Lane
  ) throws(LabError) -> Int {
    guard let number = (1...Self.laneLimit).first(where: { self.lane($0) == nil }) else {
      throw .full
    }
    let lane: Lane
    do throws(ConfigurationError) {
      try memory.check(configuration, lanes: lanes.count + 1, copying: bytes)
      lane = try make(number)
    } catch { throw .refused(error) }
    if lane.step < step - 1, !lane.isResting {
      lane.origin = .nowhere
      journey = journey ?? Journey()
    }
    lanes.insert(lane, at: lanes.firstIndex { $0.id > number } ?? lanes.count)
    forgetPartings()
    shareHistory()
    return number
  }

  private func close(_ lane: Lane) throws(LabError) {
    guard lanes.count > 1 else { throw .lastLane }
    lanes.removeAll { $0 === lane }
    // A rewind goes on with the others, and can be called back until all have arrived.
    if journey?.departure == nil {
      step = lanes.reduce(0) { max($0, $1.step) }
      for lane in lanes where lane.step == step { lane.arrive() }
    }
    forgetPartings()
    shareHistory()
    if isLevel { endJourney() }
  }

  private func rewind(to newest: Int) {
    stopReplay()
    let recorded = lanes.reduce(0) { max($0, $1.recordedStep) }
    let goal = min(max(newest, -1), recorded - 1) + 1
    let departure = journey?.departure ?? step
    let canKeepOrigins = canKeepOrigins
    for lane in lanes where lane.moves(toReach: goal) {
      if canKeepOrigins { lane.setOut() }
      lane.goBack(toReach: goal)
    }
    step = goal
    journey = Journey(departure: departure)
    forgetPartings()
    shareHistory()
    if isLevel { endJourney() }
  }

  private func resetAll() {
    for lane in lanes {
      lane.origin = nil
      lane.give(.reset)
    }
    step = 0
    journey = nil
    forgetPartings()
    shareHistory()
  }
}
