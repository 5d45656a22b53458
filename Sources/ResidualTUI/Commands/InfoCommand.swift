import ArgumentParser
import Engine
import Interface

/// What the program finds on this machine, and what it would do.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: """
      residual-tui info --health

      Shows what the program finds: version, paths, locale, terminal, threads, instruction set \
      and memory; then every setting with its value and who said it: a flag given here, the \
      environment, a line of the file of preferences, or nobody. With --health each finding is \
      judged; the exit code is 1 when one fails, and each that fails says what to do.
      """)

  @Flag(help: "Judge every finding; exit code 1 when one fails.") var health = false

  @OptionGroup(title: "Model and training") var model: ModelOptions
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  func run() throws {
    let file = PreferencesFile(flag: execution.configFile)
    let (preferences, fault) = try read(file)
    let isa = InstructionSetChoice.said(flag: execution.isa?.text, preferences)
    let facts = EnvironmentReport.facts(
      file, fault: fault, isa: isa, try screen.settings(preferences))
    var output = Output(.standard)
    try output.write(text(facts))
    if fault == nil, !health { try output.write("\n" + settings(preferences)) }
    if health, facts.contains(where: { $0.fix != nil }) { throw ExitCode(1) }
  }

  private func text(_ facts: [EnvironmentReport.Fact]) -> String {
    let width = facts.map(\.name.count).max() ?? 0
    return facts.map { fact in
      let mark = health ? (fact.fix == nil ? "ok     " : "failed ") : ""
      let fix = health ? fact.fix.map { "; \($0)" } ?? "" : ""
      return "\(mark)\(Self.padded(fact.name, width))  \(Printable.escaped(fact.value))\(fix)\n"
    }.joined()
  }

  /// A faulty file is a finding here; faulty flags are not.
  private func read(_ file: PreferencesFile) throws(Failure) -> (Preferences, fault: Failure?) {
    do throws(Failure) {
      let preferences = try file.read()
      _ = try model.validated(preferences)
      _ = try screen.settings(preferences)
      _ = try execution.threadCount(Configuration(), preferences)
      return (preferences, nil)
    } catch {
      guard error.code == .failure else { throw error }
      return (Preferences(), error)
    }
  }

  /// Every setting, its value and its source.
  private func settings(_ preferences: Preferences) throws(Failure) -> String {
    let configuration = try model.validated(preferences).resolved
    let rows = PreferenceKey.all.map { key in
      let said = said(key.name, preferences)
      let ofModel = ConfigurationKey(rawValue: key.name)
      let value = ofModel.map { configuration.text(of: $0) ?? "" } ?? said?.text ?? key.standard
      return (key.name, value.isEmpty ? "none" : value, origin(said, isOfModel: ofModel != nil))
    }
    let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
    return rows.map { name, value, origin in
      "\(Self.padded(name, widths.0))  "
        + "\(Self.padded(Printable.escaped(value), min(widths.1, 20)))  \(Printable.escaped(origin))\n"
    }.joined()
  }

  private func said(_ name: String, _ preferences: Preferences) -> SourcedValue? {
    if let key = ConfigurationKey(rawValue: name) {
      let flag = model.flags.first { $0.key == key }?.text
      return flag == nil && model.config != nil ? nil : preferences.said(name, flag: flag)
    }
    switch ProgramKey(rawValue: name) {
    case .isa?: return InstructionSetChoice.said(flag: execution.isa?.text, preferences)
    case .threads?: return preferences.said(name, flag: execution.threads?.text)
    case let key?: return screen.said(key, preferences)
    case nil: return nil
    }
  }

  private func origin(_ said: SourcedValue?, isOfModel: Bool) -> String {
    said?.source ?? (isOfModel && model.config != nil ? "--config" : "default")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
