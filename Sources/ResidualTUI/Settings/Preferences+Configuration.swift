import Engine

extension Preferences {
  /// The configuration that these preferences and some flags make, checked.
  ///
  /// A flag takes the place of its rival too: `--text` of a task, `--norm` of a preset.
  func configuration(
    _ flags: [(key: ConfigurationKey, text: String)]
  ) throws(Failure) -> Configuration {
    let named = Set(flags.map(\.key))
    let rivals = flags.filter { !["none", "auto"].contains($0.text) }.compactMap(\.key.rival)
    let mine = ConfigurationKey.allCases.compactMap {
      key -> (key: ConfigurationKey, text: String)? in
      guard !named.contains(key), !rivals.contains(key) else { return nil }
      return said(key.rawValue, flag: nil).map { (key, $0.text) }
    }
    do throws(ConfigurationError) {
      var configuration = Configuration()
      try configuration.apply(mine + flags)
      return try configuration.validated()
    } catch { throw failure(error, among: mine.map(\.key)) }
  }

  /// Checks what does not depend on any flag, so that a fault is told at the next start and not when
  /// a flag happens to be left out.
  func checkAlone() throws(Failure) {
    if let task = said("task", flag: nil), let text = said("text", flag: nil) {
      let later = [task, text].max { $0.line < $1.line } ?? text
      throw fault("task and text: expected one of them, found both", later.line)
    }
    for key in ConfigurationKey.allCases { try checkAlone(key) }
    if let threads = said("threads", flag: nil) { _ = try ExecutionOptions.threads(threads) }
    if let isa = said("isa", flag: nil) { _ = try InstructionSetChoice(isa) }
    _ = try chosenKeys()
    _ = try ScreenSettings { said($0, flag: nil) }
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
    } catch  where error.isAbout(key) { throw failure(error, among: [key]) } catch {}
  }

  /// The fault with the line of the key that it is about, if one of `mine` is.
  private func failure(_ error: ConfigurationError, among mine: [ConfigurationKey]) -> Failure {
    guard let key = mine.first(where: error.isAbout), let said = said(key.rawValue, flag: nil)
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
    switch self {
    case .task: .text
    case .text: .task
    case .norm: .preset
    case .preset: .norm
    default: nil
    }
  }
}

extension ConfigurationError {
  /// Whether the fault is told of this key's flag.
  fileprivate func isAbout(_ key: ConfigurationKey) -> Bool {
    description.hasPrefix("\(key.flag):") || description.hasPrefix("\(key.flag),")
  }
}
