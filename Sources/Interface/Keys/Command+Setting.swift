import Engine

extension Command {
  /// Reads the value of a setting of the program.
  init(_ key: ProgramKey, _ text: String) throws(CommandError) {
    var settings = ProgramSettings()
    if key.setting.read(text, into: &settings), key.setting.isValid(settings),
      let command = Command(key, of: settings)
    {
      self = command
      return
    }
    let names = key.setting.examples
    let isChoice = if case .choice = key.setting.form { true } else { false }
    throw CommandError(
      key.rawValue, expected: isChoice ? .oneOf(names) : key.setting.expected, found: text,
      among: names)
  }

  /// What gives the running program one of some settings; `nil` where only the start can.
  private init?(_ key: ProgramKey, of settings: ProgramSettings) {
    switch key {
    case .threads: self = .set(.threads(settings.threads))
    case .isa: self = .stand(on: .instructionSet(settings.instructionSet ?? .best))
    case .pace: self = .pace(settings.pace)
    case .fps: self = .setScreen(.framesPerSecond(settings.framesPerSecond))
    case .color: self = .setScreen(.color(settings.color))
    case .colorDepth: self = .setScreen(.colorDepth(settings.colorDepth))
    case .glyphs:
      guard let glyphs = settings.glyphs else { return nil }
      self = .glyphs(glyphs)
    case .theme:
      guard let theme = settings.theme else { return nil }
      self = .theme(theme)
    case .language:
      guard let language = settings.language else { return nil }
      self = .language(language)
    case .layout: self = .layout(settings.layout)
    case .mouse: self = .mouse(isOn: settings.mouse)
    case .historyMemory: self = .set(.historyBytes(settings.historyBytes))
    case .reduceMotion: self = .setScreen(.reducesMotion(settings.reducesMotion))
    case .accessible: return nil
    }
  }
}
