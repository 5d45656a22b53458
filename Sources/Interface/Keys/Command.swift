import Engine

/// What a person can type behind `:`, read and checked as far as no model is needed.
enum Command: Hashable, Sendable {
  /// A flag of the model or the training.
  case configure(ConfigurationKey, String)
  /// A whole configuration.
  case replace(Configuration)
  case theme(Theme)
  case glyphs(Glyphs)
  case language(Language)
  case layout(ScreenLayout)
  case pace(Pace)
  case metric(CommandMetric)
  case mouse(isOn: Bool)
  /// Runs until a step; `nil` takes such a wish back.
  case until(Int?)
  case write(WrittenFile, path: String, replaces: Bool)
  /// Looks at a step; `nil` is the newest.
  case look(at: Int?)
  case lane(Int)
  case select(Selection)
  /// Stops training in step-through where the condition begins to hold.
  case addBreakpoint(Breakpoint)
  case listBreakpoints, dropBreakpoints
  /// A flag of the program.
  case set(RunSetting)
  case setScreen(ScreenSetting)
  /// What the model is built on, from step 0.
  case stand(on: GroundChange)
  /// Shows a fact of the newest step from now on.
  case addWatch(FactWatch)
  case dropWatches
  case perform(Action)
}

extension Command {
  /// Whether it asks something of the lab, which waits while a step is walked.
  var concernsLab: Bool {
    switch self {
    case .configure, .replace, .stand, .until, .look, .lane: true
    default: false
    }
  }
}

/// What a command can write.
enum WrittenFile: Hashable, Sendable {
  /// The weights of the selected lane.
  case weights
  /// Its curves, as CSV.
  case curves
  /// All lanes, as `replay` reads them.
  case run
}

/// A measured number by the name that `:metric` takes.
enum CommandMetric: Hashable, Sendable {
  case activation(Fact)
  case gradient(Fact)
  case curve(Fact)

  /// `token-diversity`.
  var name: String {
    let words =
      switch self {
      case .activation(let metric), .gradient(let metric): metric.words.english
      case .curve(let metric): metric.curveWords.english
      }
    return String(words.lowercased().map { $0 == " " ? "-" : $0 })
  }

  /// All that a run of that configuration has, those of the profile first.
  static func all(in configuration: Configuration) -> [CommandMetric] {
    func present(_ metric: Fact) -> Bool { metric.exists(in: configuration) }
    return Fact.activation.filter(present).map(Self.activation)
      + Fact.gradient.filter(present).map(Self.gradient)
      + Fact.curves.filter { $0.exists(in: configuration) }.map(Self.curve)
  }
}

/// A line that says no command: what was expected, what was found, and the nearest name.
struct CommandError: Error, Hashable, Sendable {
  var words: LocalizedText

  init(_ words: LocalizedText) { self.words = words }

  /// States what was expected and what was found.
  ///
  ///     :theme: expected dark, light or mono, found 'dork'; did you mean 'dark'?
  init(
    _ command: String, expected: LocalizedText, found text: String, among names: [String] = []
  ) {
    words =
      .start(":\(command)") + .expected(expected, found: text.isEmpty ? nil : text, among: names)
  }

  /// An error about one of several names.
  init(_ command: String, oneOf names: [String], found text: String) {
    self.init(command, expected: .oneOf(names), found: text, among: names)
  }

  /// A fault of a flag as one of the command of that name.
  init(_ error: ConfigurationError) { words = error.text(dashes: ":") }

  /// A fault of a condition, with its place in what is typed behind the command.
  init(_ command: String, _ error: BreakpointError) {
    words =
      LocalizedText(
        ":\(command), character \(error.position): ", ":\(command)，第 \(error.position) 个字符：")
      + error.fault
  }
}
