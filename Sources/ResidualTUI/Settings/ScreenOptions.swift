import ArgumentParser
import Engine
import Interface

/// The flags of the screen.
struct ScreenOptions: ParsableArguments {
  @Option(.pace) var pace: GivenSetting<ProgramKey>?
  @Option(.color) var color: GivenSetting<ProgramKey>?
  @Option(.colorDepth) var colorDepth: GivenSetting<ProgramKey>?
  @Option(.glyphs) var glyphs: GivenSetting<ProgramKey>?
  @Option(.theme) var theme: GivenSetting<ProgramKey>?
  @Option(.language) var language: GivenSetting<ProgramKey>?
  @Option(.layout) var layout: GivenSetting<ProgramKey>?
  @Option(.fps) var fps: GivenSetting<ProgramKey>?
  @Option(.historyMemory) var historyMemory: GivenSetting<ProgramKey>?
  @Flag(help: .of(.mouse)) var noMouse = false
  @Flag(help: .of(.accessible)) var accessible = false
  @Flag(help: .of(.reduceMotion)) var reduceMotion = false

  /// Checks and reads them, over the preferences.
  func settings(_ preferences: Preferences) throws(Failure) -> ProgramSettings {
    try ProgramSettings { key in said(key, preferences) }
  }

  /// What is said of one of them: by a flag, else by the preferences.
  func said(_ key: ProgramKey, _ preferences: Preferences) -> SourcedValue? {
    preferences.said(key.rawValue, flag: flags.first { $0.key == key }?.text)
  }

  /// The flags that are given.
  private var flags: [GivenSetting<ProgramKey>] {
    let toggles: [(isGiven: Bool, said: GivenSetting<ProgramKey>)] = [
      (noMouse, GivenSetting(key: .mouse, text: "off")),
      (accessible, GivenSetting(key: .accessible, text: "on")),
      (reduceMotion, GivenSetting(key: .reduceMotion, text: "on")),
    ]
    return GivenSetting.all(in: self) + toggles.filter(\.isGiven).map(\.said)
  }
}

extension ArgumentHelp {
  fileprivate static func of(_ key: ProgramKey) -> ArgumentHelp { ArgumentHelp(key.setting.help) }
}

extension ProgramSettings {
  /// Reads what was said of each setting of the screen.
  init(_ said: (ProgramKey) -> SourcedValue?) throws(Failure) {
    self.init()
    for key in ProgramKey.allCases where key.setting.table == .screen {
      try said(key)?.read(key, into: &self)
    }
  }
}

extension SourcedValue {
  /// Reads the text as the value of a setting of the program.
  func read(_ key: ProgramKey, into settings: inout ProgramSettings) throws(Failure) {
    let setting = key.setting
    var text = text
    if case .variable = origin, setting.form == .toggle {
      text = ["0": "off", "1": "on"][text] ?? text
    }
    if setting.read(text, into: &settings), setting.isValid(settings) { return }
    let fault = LocalizedText.expected(setting.expected, found: text, among: setting.form.names)
    let message = "\(label): \(fault.english)"
    throw isFromFile ? .failed(message) : .usage(message)
  }
}
