import Engine

extension Command {
  /// A line cut at the end of its name: `save! x` has the name `save`, is emphatic, and holds `x`.
  struct Parts: Hashable, Sendable {
    var name: String
    var isEmphatic: Bool
    var value: String

    init(_ line: String) {
      let text = Self.trimmed(line[...])
      name = String(text.prefix { $0.isLetter || $0 == "-" || $0.isNumber })
      var rest = text.dropFirst(name.count)
      isEmphatic = rest.first == "!"
      if isEmphatic { rest = rest.dropFirst() }
      rest = rest.drop(while: \.isWhitespace)
      if rest.first == "=" { rest = rest.dropFirst() }
      value = Self.trimmed(rest)
    }

    private static func trimmed(_ text: Substring) -> String {
      let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) }
      return String(text[..<(end ?? text.startIndex)].drop(while: \.isWhitespace))
    }
  }

  /// Reads a line without its colon.
  ///
  /// - Throws: One sentence: what was expected, what was found, the nearest name.
  init(_ line: String, for configuration: Configuration) throws(CommandError) {
    let parts = Parts(line)
    guard let entry = CommandTable.entry(parts.name) else {
      throw Self.unknown(parts.name.isEmpty ? line : parts.name)
    }
    if parts.isEmphatic, !entry.takesEmphasis {
      throw CommandError(parts.name, expected: LocalizedText("no !", "不带 !"), found: "!")
    }
    switch entry.kind {
    case .key(let key): self = .configure(key, try Self.text(parts, entry))
    case .configuration: self = .replace(try Self.configuration(try Self.text(parts, entry)))
    case .file(let file):
      self = .write(file, path: try Self.text(parts, entry), replaces: parts.isEmphatic)
    case .breakpoint: self = try Self.breakpoint(parts.value, configuration)
    case .watch:
      let text = try Self.text(parts, entry)
      self = text == "off" ? .dropWatches : try Self.watch(text, configuration)
    case .action(let action):
      guard parts.value.isEmpty else {
        throw CommandError(
          parts.name, expected: LocalizedText("nothing behind it", "其后为空"), found: parts.value)
      }
      self = .perform(action)
    case .setting(let key): self = try Command(key, parts.value)
    case .weights: self = .stand(on: .weights(path: Self.path(try Self.text(parts, entry))))
    case .log: self = .set(.log(path: Self.path(try Self.text(parts, entry))))
    case .screen(let setting): self = try Self.screen(setting, parts, configuration)
    }
  }

  private static func breakpoint(
    _ text: String, _ configuration: Configuration
  ) throws(CommandError) -> Command {
    switch text {
    case "": return .listBreakpoints
    case "off": return .dropBreakpoints
    default: break
    }
    do { return .addBreakpoint(try Breakpoint(text, layers: configuration.layers)) } catch {
      throw CommandError("break", error)
    }
  }

  private static func watch(
    _ text: String, _ configuration: Configuration
  ) throws(CommandError) -> Command {
    do { return .addWatch(try FactWatch(text, layers: configuration.layers)) } catch {
      throw CommandError("watch", error)
    }
  }

  private static func unknown(_ name: String) -> CommandError {
    let names = CommandTable.entries.map(\.name)
    let near = NearestName.suggestion(for: name, among: names)
    let hint =
      near.map { LocalizedText("; did you mean '\($0)'?", "；是否想用 '\($0)'？") }
      ?? LocalizedText("; tab or help lists all", "；tab 或 help 列出全部")
    let found = Printable.quoted(name)
    return CommandError(
      LocalizedText("expected a command, found \(found)", "应为命令，得到 \(found)") + hint)
  }

  /// The value, which must be there.
  private static func text(
    _ parts: Parts, _ entry: CommandTable.Entry
  ) throws(CommandError) -> String {
    guard parts.value.isEmpty else { return parts.value }
    throw CommandError(parts.name, expected: entry.expected, found: "")
  }

  /// A file, or `nil` for `off`.
  private static func path(_ text: String) -> String? { text == "off" ? nil : text }

  private static func configuration(_ line: String) throws(CommandError) -> Configuration {
    do { return try Configuration(line: line).validated() } catch { throw CommandError(error) }
  }

  private static func screen(
    _ setting: CommandTable.Setting, _ parts: Parts, _ configuration: Configuration
  ) throws(CommandError) -> Command {
    let text = parts.value
    let names = CommandTable.values(of: setting, for: configuration)
    switch setting {
    case .start:
      if let point = StartingPoint.named(text) {
        return .replace(try Self.configuration(point.line))
      }
    case .lesson:
      if let index = Lesson.all.firstIndex(where: { $0.name == text }) {
        return .perform(.lesson(.open(index)))
      }
    case .claim:
      if let id = ClaimID(rawValue: text.uppercased()) { return .perform(.claim(.open(id))) }
    case .until: return .until(try step(text, setting: "until", none: "off", CommandWords.steps))
    case .goto:
      return .look(at: try step(text, setting: "goto", none: "newest", CommandWords.places))
    case .lane: if names.contains(text), let lane = Int(text) { return .lane(lane) }
    case .select: return .select(try selection(text, configuration))
    case .metric:
      if let metric = CommandMetric.all(in: configuration).first(where: { $0.name == text }) {
        return .metric(metric)
      }
    }
    throw CommandError(parts.name, oneOf: names, found: text)
  }

  /// A step, or the word that stands for none.
  private static func step(
    _ text: String, setting: String, none: String, _ expected: LocalizedText
  ) throws(CommandError) -> Int? {
    if text == none { return nil }
    if let step = Int(text), (0...1_000_000_000).contains(step) { return step }
    throw CommandError(setting, expected: expected, found: text, among: [none])
  }

  /// `3`, `3.attention` or `all`.
  private static func selection(
    _ text: String, _ configuration: Configuration
  ) throws(CommandError) -> Selection {
    if text == "all" { return .everything }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = parts.count > 1 ? SublayerKind(rawValue: String(parts[1])) : nil
    guard let layer = Int(parts[0]), (1...configuration.layers).contains(layer),
      parts.count == 1 || kind != nil
    else {
      throw CommandError(
        "select", expected: CommandWords.places(layers: configuration.layers), found: text,
        among: ["all"])
    }
    return kind.map { .sublayer(Sublayer(layer: layer, kind: $0)) } ?? .layer(layer)
  }
}
