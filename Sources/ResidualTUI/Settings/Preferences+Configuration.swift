import Engine
import Interface

extension Preferences {
  /// The configuration that these preferences and some flags make, checked.
  ///
  /// A flag takes the place of its rival too: `--text` of a task, `--norm` of a preset.
  func configuration(
    _ flags: [GivenSetting<ConfigurationKey>]
  ) throws(Failure) -> Configuration {
    let named = Set(flags.map(\.key))
    let rivals = flags.filter { !["none", "auto"].contains($0.text) }.compactMap(\.key.rival)
    let mine = ConfigurationKey.allCases.compactMap { key -> GivenSetting<ConfigurationKey>? in
      guard !named.contains(key), !rivals.contains(key) else { return nil }
      return said(key.rawValue, flag: nil).map { GivenSetting(key: key, text: $0.text) }
    }
    do throws(ConfigurationError) {
      var configuration = Configuration()
      try configuration.apply((mine + flags).map { ($0.key, $0.text) })
      return try configuration.validated()
    } catch { throw failure(error, among: mine.map(\.key)) }
  }

  /// Checks what does not depend on any flag, so that a fault is reported at the next start and not when
  /// a flag happens to be left out.
  func checkAlone() throws(Failure) {
    if let task = said("task", flag: nil), let text = said("text", flag: nil) {
      let later = [task, text].max { $0.line < $1.line } ?? text
      throw fault("task and text: expected one of them, found both", later.line)
    }
    for key in ConfigurationKey.allCases { try checkAlone(key) }
    var settings = ProgramSettings()
    try said("threads", flag: nil)?.read(.threads, into: &settings)
    if let isa = said("isa", flag: nil) { _ = try InstructionSetChoice(isa) }
    _ = try chosenKeys()
    _ = try ProgramSettings { said($0.rawValue, flag: nil) }
  }

  /// Form and range of one key; whether it fits others is known when the flags are.
  private func checkAlone(_ key: ConfigurationKey) throws(Failure) {
    guard let said = said(key.rawValue, flag: nil) else { return }
    var configuration = Configuration()
    // What a width or a number of layers is fitting for is not this key's own.
    (configuration.layers, configuration.heads) = (ConfigurationKey.layers.range.upperBound, 1)
    do throws(ConfigurationError) {
      try configuration.set(key, to: said.text)
      if key == .heads { configuration.width = configuration.heads }
      _ = try configuration.validated()
    } catch  where error.key == key { throw failure(error, among: [key]) } catch {}
  }

  /// The fault with the line of the key that it is about, if one of `mine` is.
  private func failure(_ error: ConfigurationError, among mine: [ConfigurationKey]) -> Failure {
    guard let key = error.key, mine.contains(key), let said = said(key.rawValue, flag: nil)
    else {
      let base = mine.isEmpty ? "" : "; preferences come from '\(path ?? "")'"
      return .usage(error.description + base)
    }
    let message = said.label + error.description.dropFirst(key.flag.count)
    return said.isFromFile ? .failed(message) : .usage(message)
  }
}

extension SourcedValue {
  /// The line in its file; 0 for what no file says.
  var line: Int { if case .file(_, let line) = origin { line } else { 0 } }
}

extension ConfigurationKey {
  /// The key that says the same thing in another way.
  var rival: ConfigurationKey? {
    [.task: .text, .text: .task, .norm: .preset, .preset: .norm][self]
  }
}
