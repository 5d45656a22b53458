import Engine

extension CommandTable {
  /// Flags of the program that are neither of the model nor of the look.
  enum Flag: String, CaseIterable, Hashable, Sendable {
    case fps, color
    case colorDepth = "color-depth"
    case reduceMotion = "reduce-motion"
    case threads, isa
    case historyMemory = "history-memory"
    case weights, log
  }

  static let flags = Flag.allCases.map { flag in
    Entry(name: flag.rawValue, kind: .flag(flag), help: CommandWords.help(flag))
  }

  /// The values that a flag has names for, or that are worth a suggestion.
  static func values(of flag: Flag) -> [String] {
    switch flag {
    case .fps: ["10", "30", "60"]
    case .color: ColorChoice.allCases.map(\.rawValue)
    case .colorDepth: ColorDepth.allCases.map(\.rawValue) + ["auto"]
    case .reduceMotion: ["on", "off"]
    case .threads: ["1", "2", "4", "auto"]
    case .isa: InstructionSet.available.map(\.rawValue) + ["auto"]
    case .historyMemory: ["0", "256", "1024"]
    case .weights, .log: ["off"]
    }
  }
}

extension Command {
  /// Reads the value of a flag.
  init(_ flag: CommandTable.Flag, _ text: String) throws(CommandError) {
    switch flag {
    case .fps:
      self = .setScreen(.framesPerSecond(try Self.number(flag, text, 1...120, CommandWords.rates)))
    case .color:
      guard let choice = ColorChoice(rawValue: text) else { throw Self.noName(flag, text) }
      self = .setScreen(.color(choice))
    case .colorDepth:
      let depth = ColorDepth(rawValue: text)
      guard depth != nil || text == "auto" else { throw Self.noName(flag, text) }
      self = .setScreen(.colorDepth(depth))
    case .reduceMotion:
      guard text == "on" || text == "off" else { throw Self.noName(flag, text) }
      self = .setScreen(.reducesMotion(text == "on"))
    case .threads:
      self = .set(
        .threads(
          text == "auto" ? nil : try Self.number(flag, text, 1...64, CommandWords.threadCounts)))
    case .isa:
      let known = InstructionSet.available.first { $0.rawValue == text }
      guard let known = text == "auto" ? .best : known else { throw Self.noName(flag, text) }
      self = .stand(on: .instructionSet(known))
    case .historyMemory:
      let megabytes = try Self.number(flag, text, 0...65536, CommandWords.megabytes)
      self = .set(.historyBytes(megabytes << 20))
    case .weights: self = .stand(on: .weights(path: try Self.path(flag, text)))
    case .log: self = .set(.log(path: try Self.path(flag, text)))
    }
  }

  private static func noName(_ flag: CommandTable.Flag, _ text: String) -> CommandError {
    CommandError(flag.rawValue, oneOf: CommandTable.values(of: flag), found: text)
  }

  private static func number(
    _ flag: CommandTable.Flag, _ text: String, _ range: ClosedRange<Int>, _ expected: LocalizedText
  ) throws(CommandError) -> Int {
    if let number = Int(text), range.contains(number) { return number }
    throw CommandError(
      flag.rawValue, expected: expected, found: text, among: CommandTable.values(of: flag))
  }

  /// A file, or `nil` for `off`.
  private static func path(
    _ flag: CommandTable.Flag, _ text: String
  ) throws(CommandError) -> String? {
    guard !text.isEmpty else {
      throw CommandError(flag.rawValue, expected: CommandWords.fileOrOff, found: text)
    }
    return text == "off" ? nil : text
  }
}
