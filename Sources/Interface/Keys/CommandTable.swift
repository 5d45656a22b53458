import Engine

/// Every command: the flags of the model and the training, then what concerns screen and run, then
/// what keys do.
enum CommandTable {
  /// What the screen can be told.
  enum Setting: Hashable, Sendable {
    case metric, until, goto, lane, select, start, lesson, claim
  }

  /// How the rest of the line is read.
  enum Kind: Hashable, Sendable {
    case key(ConfigurationKey)
    case configuration
    case screen(Setting)
    /// A setting of the program.
    case setting(ProgramKey)
    case weights, log
    case file(WrittenFile)
    /// A condition on the report of a step.
    case breakpoint
    /// A fact of the report of a step.
    case watch
    case action(Action)
  }

  struct Entry: Hashable, Sendable {
    var name: String
    var kind: Kind
    /// What it does, its values included.
    var help: LocalizedText

    /// What a name must be followed by, for the error that nothing follows.
    var expected: LocalizedText {
      switch kind {
      case .file: LocalizedText("a file", "文件名")
      case .configuration:
        LocalizedText("a line such as layers=12,norm=pre", "形如 layers=12,norm=pre 的一行")
      case .weights, .log: LocalizedText("a file, or off", "文件名，或 off")
      default: LocalizedText("a value", "一个值")
      }
    }

    /// Whether `!` may stand behind the name: for what overwrites.
    var takesEmphasis: Bool {
      if case .file = kind { return true }
      return false
    }

    init(name: String, kind: Kind, help: LocalizedText) {
      (self.name, self.kind, self.help) = (name, kind, help)
    }

    init(_ key: ProgramKey) {
      self.init(name: key.rawValue, kind: .setting(key), help: key.setting.words)
    }

    var takesValue: Bool {
      if case .action = kind { return false }
      return true
    }
  }

  static let entries = named + ofSettings + ofKeys

  private static let named: [Entry] =
    ConfigurationKey.allCases.map { key in
      Entry(name: key.rawValue, kind: .key(key), help: key.setting.words)
    } + [
      Entry(name: "config", kind: .configuration, help: CommandWords.config),
      Entry(name: "start", kind: .screen(.start), help: CommandWords.start),
      Entry(name: "lesson", kind: .screen(.lesson), help: CommandWords.lesson),
      Entry(name: "claim", kind: .screen(.claim), help: CommandWords.claim),
      Entry(.theme),
      Entry(.glyphs),
      Entry(.language),
      Entry(.layout),
      Entry(.pace),
      Entry(name: "metric", kind: .screen(.metric), help: CommandWords.metric),
      Entry(.mouse),
      Entry(name: "until", kind: .screen(.until), help: CommandWords.until),
      Entry(name: "goto", kind: .screen(.goto), help: CommandWords.goto),
      Entry(name: "lane", kind: .screen(.lane), help: CommandWords.lane),
      Entry(name: "select", kind: .screen(.select), help: CommandWords.select),
      Entry(name: "save", kind: .file(.weights), help: CommandWords.save),
      Entry(name: "export", kind: .file(.curves), help: CommandWords.export),
      Entry(name: "save-run", kind: .file(.run), help: CommandWords.saveRun),
      Entry(name: "break", kind: .breakpoint, help: CommandWords.breakpoint),
      Entry(name: "watch", kind: .watch, help: CommandWords.watch),
      Entry(name: "reset", kind: .action(.reset), help: CommandWords.reset),
      Entry(name: "help", kind: .action(.openHelp), help: CommandWords.openHelp),
      Entry(name: "quit", kind: .action(.quit), help: CommandWords.quit),
    ]

  /// The settings of the program that have not been named, and what is changed with them.
  private static let ofSettings: [Entry] = {
    let present = Set(named.map(\.name))
    return ProgramKey.allCases
      .filter { $0.setting.effect != .atStart && !present.contains($0.rawValue) }.map(Entry.init)
      + [
        Entry(name: "weights", kind: .weights, help: CommandWords.weights),
        Entry(name: "log", kind: .log, help: CommandWords.log),
      ]
  }()

  /// What keys do, by the names that a file of preferences has for it.
  private static let ofKeys: [Entry] = {
    let present = Set(named.map(\.kind))
    return KeyTable.bindings.filter { !$0.layer.isOverlay && $0.action != .openCommand }
      .map { Entry(name: $0.action.name, kind: .action($0.action), help: $0.help) }
      .filter { !present.contains($0.kind) }
  }()

  static func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// The values that a command has names for.
  static func values(of entry: Entry, for configuration: Configuration) -> [String] {
    switch entry.kind {
    case .key(let key): key.setting.examples
    case .screen(let setting): values(of: setting, for: configuration)
    case .setting(let key): key.setting.examples
    case .weights, .log: ["off"]
    case .breakpoint: ["nan", "off"] + Verdict.State.allCases.map { "verdict \($0.rawValue)" }
    case .watch: ["off"] + FactWatch.names
    case .configuration, .file, .action: []
    }
  }

  static func values(of setting: Setting, for configuration: Configuration) -> [String] {
    switch setting {
    case .start: StartingPoint.all.map(\.name)
    case .lesson: Lesson.all.map(\.name)
    case .claim: Experiment.all.map(\.id.rawValue)
    case .until: ["off"]
    case .goto: ["newest"]
    case .lane: (1...Lab.laneLimit).map(String.init)
    case .select:
      ["all"]
        + (1...configuration.layers).flatMap { layer in
          ["\(layer)"] + SublayerKind.allCases.map { "\(layer).\($0.rawValue)" }
        }
    case .metric:
      CommandMetric.all(in: configuration).map(\.name).reduce(into: []) { names, name in
        if !names.contains(name) { names.append(name) }
      }
    }
  }
}
