extension RunFile {
  /// Reads a whole file.
  ///
  /// Members stand in the order in which they are written; nothing else is accepted.
  ///
  /// - Throws: The first fault and its line.
  /// - Complexity: O(bytes), and the commands' wirings.
  public init(bytes: borrowing Span<UInt8>) throws(RunFileError) {
    var lines = RunFileLines()
    var head = try lines.next(bytes, expecting: "a saved run")
    self = try Self.head(&head)
    let count = try head.count("lanes", 1...Lab.laneLimit)
    try head.end()
    var commands = 0
    while lanes.count < count {
      var line = try lines.next(bytes, expecting: "lane \(lanes.count + 1) of \(count)")
      var lane = try lane(&line)
      try lane.readJournal(&lines, bytes, &commands)
      lanes.append(lane)
    }
    try lines.end(bytes)
  }

  /// The first line up to its number of lanes.
  private static func head(_ line: inout RunFileLine) throws(RunFileError) -> RunFile {
    try line.kind("run", expecting: "a saved run")
    _ = try line.count("schema", 1...1)
    let configuration = try line.configuration("config")
    let name = try line.string("instruction_set")
    guard let instructionSet = InstructionSet(rawValue: name) else {
      let names = InstructionSet.allCases.map(\.rawValue).joined(separator: ", ")
      throw line.error("instruction_set: expected one of \(names), found \(Printable.quoted(name))")
    }
    let start = try line.checksum("start_checksum")
    var text: Checksum?
    if case .text = configuration.task { text = try line.checksum("text_checksum") }
    return RunFile(
      configuration: configuration, instructionSet: instructionSet, startChecksum: start,
      textChecksum: text, lanes: [])
  }

  /// The line that opens a lane.
  private func lane(_ line: inout RunFileLine) throws(RunFileError) -> LaneRecord {
    try line.kind("lane", expecting: "a lane")
    let least = (lanes.last?.id ?? 0) + 1
    guard least <= Lab.laneLimit else {
      throw line.error("id: expected lanes in ascending order, found one behind lane \(least - 1)")
    }
    let id = try line.count("id", least...Lab.laneLimit)
    let laneConfiguration = try line.configuration("config")
    guard laneConfiguration.sharedByLanes == configuration.sharedByLanes else {
      throw line.error(
        "config: expected the run's but for \(Configuration.settledByLanes), found another")
    }
    try line.end()
    return LaneRecord(
      id: id, configuration: laneConfiguration, commands: [], steps: 0, checksum: Checksum())
  }
}

extension LaneRecord {
  /// The commands of a lane and its end.
  fileprivate mutating func readJournal(
    _ lines: inout RunFileLines, _ bytes: borrowing Span<UInt8>, _ commandCount: inout Int
  ) throws(RunFileError) {
    let expected = "a command or the end of lane \(id)"
    while true {
      let earliest = commands.last?.time ?? 0
      var line = try lines.next(bytes, expecting: expected)
      let kind = try line.string("kind")
      switch kind {
      case "end":
        steps = try line.count("steps", earliest...RunFile.stepLimit)
        checksum = try line.checksum("checksum")
        return try line.end()
      case "command":
        commandCount += 1
        guard commandCount <= RunFile.commandLimit else {
          throw line.error("expected at most \(RunFile.commandLimit) commands, found more")
        }
        let time = try line.count("time", earliest...RunFile.stepLimit)
        commands.append(Journal.Entry(time: time, command: try line.command(configuration)))
        try line.end()
      default: throw line.error("expected \(expected), found \(Printable.quoted(kind))")
      }
    }
  }
}

extension Configuration {
  /// The command that sets a key to what a text says.
  fileprivate func command(
    _ key: ConfigurationKey, _ text: String
  ) throws(ConfigurationError) -> TrainerCommand {
    var result = self
    try result.set(key, to: text)
    let command: TrainerCommand
    switch key {
    case .warmup: command = .warmup(result.warmup)
    case .learningRate: command = .learningRate(result.peakLearningRate)
    case .weightDecay: command = .weightDecay(result.decay)
    case .clip: command = .clip(result.clip)
    default: command = .rewire(try result.wholeWiring())
    }
    try check(command)
    return command
  }

  /// The wiring that the rules alone say.
  private func wholeWiring() throws(ConfigurationError) -> [Wiring] {
    _ = try validated()
    let stacks = [Wiring(.post, skipScale: 1), Wiring(.pre, skipScale: 2)].map { base in
      var stack = Array(repeating: base, count: sublayerCount)
      for rule in rules { rule.apply(to: &stack) }
      return stack
    }
    guard stacks[0] == stacks[1] else {
      throw .partialWiring
    }
    return stacks[0]
  }
}

extension RunFileLine {
  private static let commandKeys: Set<ConfigurationKey> = [
    .wiring, .warmup, .learningRate, .weightDecay, .clip,
  ]

  /// `reset`, or one of the keys that can be set while a lane trains.
  mutating func command(_ configuration: Configuration) throws(RunFileError) -> TrainerCommand {
    let text = try string("command")
    if text == "reset" { return .reset }
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let key = parts.first.flatMap(ConfigurationKey.init(rawValue:))
    guard parts.count == 2, let key, Self.commandKeys.contains(key) else {
      throw error(
        "command: expected reset, wiring=…, warmup=…, learning-rate=…, weight-decay=… or clip=…,"
          + " found " + Printable.quoted(text))
    }
    do throws(ConfigurationError) { return try configuration.command(key, parts[1]) } catch {
      throw self.error("command: \(error)")
    }
  }
}
