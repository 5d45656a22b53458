/// A saved run: what its lanes were launched with, what they were told and when, and where that led.
///
/// It holds no weights. Whoever plays it again on the same instruction set arrives at the same bits,
/// and the sums over them tell. Documentation/Formats.md describes the lines.
public struct RunFile: Hashable, Sendable {
  /// The latest time that is read, in updates.
  public static let stepLimit = 1_000_000_000
  /// Commands of all lanes at most.
  public static let commandLimit = 100_000
  /// Bytes of a line at most.
  public static let lineLimit = 1 << 18

  /// What all lanes have in common, and the first one's settings at its launch.
  public var configuration: Configuration
  /// The kernels that the sums belong to.
  public var instructionSet: InstructionSet
  /// The sum over the weights that every lane starts from.
  public var startChecksum: Checksum
  /// The sum over the text's characters, for a text task.
  public var textChecksum: Checksum?
  /// One to four, numbers ascending.
  public var lanes: [LaneRecord]

  /// Collects what a file says.
  public init(
    configuration: Configuration, instructionSet: InstructionSet, startChecksum: Checksum,
    textChecksum: Checksum?, lanes: [LaneRecord]
  ) {
    self.configuration = configuration
    self.instructionSet = instructionSet
    self.startChecksum = startChecksum
    self.textChecksum = textChecksum
    self.lanes = lanes
  }
}

/// One lane of a saved run.
public struct LaneRecord: Hashable, Sendable {
  /// 1…4.
  public var id: Int
  /// What it was launched with.
  public var configuration: Configuration
  /// What it was told, times ascending.
  public var commands: [Journal.Entry]
  /// Updates from its launch to its end.
  public var steps: Int
  /// The sum over its parameters at its end.
  public var checksum: Checksum

  /// Collects what a file says of a lane.
  public init(
    id: Int, configuration: Configuration, commands: [Journal.Entry], steps: Int,
    checksum: Checksum
  ) {
    self.id = id
    self.configuration = configuration
    self.commands = commands
    self.steps = steps
    self.checksum = checksum
  }
}

/// A run file that is not what it should be.
public struct RunFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the fault, from 1.
  public var line: Int
  /// What was expected and what was found.
  public var problem: String

  /// `line 3: expected a command or the end of lane 1, found 'lane'`.
  public var description: String { "line \(line): \(problem)" }
}

// MARK: - Writing

extension RunFile {
  /// The file: one JSON object per line.
  public var text: String {
    var lines = ["{\(head.joined(separator: ","))}"]
    for lane in lanes {
      lines.append(
        #"{"kind":"lane","id":\#(lane.id),"config":\#(JSONText.quoted(lane.configuration.line))}"#)
      for entry in lane.commands {
        let command = JSONText.quoted(entry.command.text)
        lines.append(#"{"kind":"command","time":\#(entry.time),"command":\#(command)}"#)
      }
      lines.append(#"{"kind":"end","steps":\#(lane.steps),"checksum":"\#(lane.checksum)"}"#)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var head: [String] {
    [
      #""kind":"run""#, #""schema":1"#, #""config":\#(JSONText.quoted(configuration.line))"#,
      #""instruction_set":"\#(instructionSet.rawValue)""#,
      #""start_checksum":"\#(startChecksum)""#,
    ] + (textChecksum.map { [#""text_checksum":"\#($0)""#] } ?? [])
      + [#""lanes":\#(lanes.count)"#]
  }
}

extension TrainerCommand {
  /// The command in the words of a configuration line, or `reset`.
  package var text: String {
    switch self {
    case .reset: "reset"
    case .warmup(let steps): Self.text(.warmup, "\(steps)")
    case .learningRate(let rate): Self.text(.learningRate, Decimal.text(rate))
    case .weightDecay(let decay): Self.text(.weightDecay, Decimal.text(decay))
    case .clip(let norm): Self.text(.clip, Decimal.text(norm))
    case .rewire(let wiring): Self.text(.wiring, WiringRule.whole(wiring))
    }
  }

  private static func text(_ key: ConfigurationKey, _ value: String) -> String {
    "\(key.rawValue)=\(value)"
  }
}

extension WiringRule {
  /// Rules that set every sublayer, whatever it was before.
  static func whole(_ stack: [Wiring]) -> String {
    guard let base = stack.first else { return "" }
    let first = WiringRule(
      layers: nil, kind: nil, placement: base.placement, skipScale: base.skipScale)
    return ([first] + rules(for: stack, base: base)).map(\.description).joined(separator: ";")
  }
}
