import ArgumentParser
import Engine
import Interface

/// The flags of the screen.
struct ScreenOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps per second, or unlimited. (default: 20)", valueName: "rate"))
  var pace: String?
  @Option(
    help: ArgumentHelp("Colour: auto, always or never. (default: auto)", valueName: "when"),
    completion: .names(ColorChoice.self))
  var color: String?
  @Option(
    help: ArgumentHelp(
      "Colours: mono, 16, 256, truecolor or auto. (default: auto)", valueName: "depth"),
    completion: .names(ColorDepth.self))
  var colorDepth: String?
  @Option(
    help: ArgumentHelp(
      "What curves are drawn with: \(Self.glyphNames.joined(separator: ", ")). (default: auto)",
      valueName: "set"), completion: .names(Glyphs.self))
  var glyphs: String?
  @Option(
    help: ArgumentHelp(
      "Colours for: \(Self.themeNames.joined(separator: ", ")). (default: auto)",
      valueName: "theme"), completion: .names(Theme.self))
  var theme: String?
  @Option(
    help: ArgumentHelp(
      "Words on the screen: en, zh, or auto, by the locale. (default: auto)", valueName: "language"
    ), completion: .names(Language.self))
  var language: String?
  @Option(
    help: ArgumentHelp(
      "The live screen: full, or projector, large and sparse. (default: full)",
      valueName: "layout"), completion: .names(ScreenLayout.self))
  var layout: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Most frames drawn in a second, 1 to 120. (default: 30)", valueName: "n"))
  var fps: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Memory for going back in time, in megabytes, 0 to 65536. (default: 256)", valueName: "mb"))
  var historyMemory: String?

  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false
  @Flag(help: "Tell everything in sentences, line by line, and take commands by name.")
  var accessible = false
  @Flag(help: "Redraw twice a second at most; keys are answered at once all the same.")
  var reduceMotion = false

  /// Checks and reads them, over the preferences.
  func settings(_ preferences: Preferences) throws(Failure) -> ScreenSettings {
    try ScreenSettings { name in said(name, preferences) }
  }

  /// What is said of one of them: by a flag, else by the preferences.
  func said(_ name: String, _ preferences: Preferences) -> SourcedValue? {
    preferences.said(name, flag: flags[name] ?? nil)
  }

  /// The flags' values by their names without dashes.
  var flags: [String: String?] {
    [
      "pace": pace, "fps": fps, "color": color, "color-depth": colorDepth, "glyphs": glyphs,
      "theme": theme, "language": language, "layout": layout, "mouse": noMouse ? "off" : nil,
      "history-memory": historyMemory, "accessible": accessible ? "on" : nil,
      "reduce-motion": reduceMotion ? "on" : nil,
    ]
  }

  fileprivate static var themeNames: [String] { Theme.allCases.map(\.rawValue) + ["auto"] }

  fileprivate static var glyphNames: [String] { Glyphs.allCases.map(\.rawValue) + ["auto"] }
}

extension ScreenSettings {
  /// Reads what was said of each flag.
  init(_ said: (_ name: String) -> SourcedValue?) throws(Failure) {
    if let pace = said("pace") { self.pace = try pace.read(Self.pace) }
    if let fps = said("fps") {
      framesPerSecond = try fps.read { label, text throws(Failure) in
        try Count.read(label, text, in: 1...120)
      }
    }
    if let memory = said("history-memory") {
      historyBytes = try memory.read { label, text throws(Failure) in
        try Count.read(label, text, in: 0...65536) << 20
      }
    }
    if let color = said("color") {
      let name = try Self.choice(color, ColorChoice.allCases.map(\.rawValue))
      self.color = ColorChoice(rawValue: name) ?? .auto
    }
    if let depth = said("color-depth") {
      let name = try Self.choice(depth, ["mono", "16", "256", "truecolor", "auto"])
      colorDepth = ColorDepth(rawValue: name)
    }
    if let glyphs = said("glyphs") {
      self.glyphs = Glyphs(rawValue: try Self.choice(glyphs, ScreenOptions.glyphNames))
    }
    if let theme = said("theme") {
      self.theme = Theme(rawValue: try Self.choice(theme, ScreenOptions.themeNames))
    }
    if let language = said("language") {
      let names = Language.allCases.map(\.rawValue) + ["auto"]
      self.language = Language(rawValue: try Self.choice(language, names))
    }
    if let layout = said("layout") {
      let name = try Self.choice(layout, ScreenLayout.allCases.map(\.rawValue))
      self.layout = ScreenLayout(rawValue: name) ?? .full
    }
    if let mouse = said("mouse") { self.mouse = try Self.isOn(mouse) }
    if let accessible = said("accessible") { isAccessible = try Self.isOn(accessible) }
    if let reduces = said("reduce-motion") { reducesMotion = try Self.isOn(reduces) }
  }

  private static func isOn(_ said: SourcedValue) throws(Failure) -> Bool {
    if case .variable = said.origin, ["0", "1"].contains(said.text) { return said.text == "1" }
    return try choice(said, ["on", "off"]) == "on"
  }

  private static func choice(_ said: SourcedValue, _ names: [String]) throws(Failure) -> String {
    try said.read { label, text throws(Failure) in try Choice.read(label, text, among: names) }
  }

  private static func pace(_ label: String, _ text: String) throws(Failure) -> Pace {
    if text == "unlimited" { return Pace(stepsPerSecond: nil) }
    if let rate = Int(text), (1...100_000).contains(rate) { return Pace(stepsPerSecond: rate) }
    throw .usage(
      "\(label): expected 1 to 100000 steps per second or unlimited, found "
        + Printable.quoted(text))
  }
}
