import ArgumentParser
import Engine
import Interface

/// The flags of the screen.
struct ScreenOptions: ParsableArguments {
  /// The flags' values, checked.
  struct Settings: Hashable, Sendable {
    /// Steps per second at the start.
    var pace = Pace.standard
    /// The most frames drawn in a second.
    var framesPerSecond = 30
    var color = ColorChoice.auto
    /// `nil` is what the terminal has.
    var colorDepth: ColorDepth?
    /// `nil` goes by the user's locale.
    var glyphs: Glyphs?
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps per second, or unlimited. (default: 20)", valueName: "rate"))
  var pace: String?
  @Option(help: ArgumentHelp("Colour: auto, always or never. (default: auto)", valueName: "when"))
  var color: String?
  @Option(
    help: ArgumentHelp(
      "Colours: mono, 16, 256, truecolor or auto. (default: auto)", valueName: "depth"))
  var colorDepth: String?
  @Option(
    help: ArgumentHelp(
      "What curves are drawn with: \(Self.glyphNames.joined(separator: ", ")). (default: auto)",
      valueName: "set"))
  var glyphs: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Most frames drawn in a second, 1 to 120. (default: 30)", valueName: "n"))
  var fps: String?

  /// Checks and reads them.
  func settings() throws(Failure) -> Settings {
    var settings = Settings()
    if let pace {
      let rate = pace == "unlimited" ? nil : try Self.rate(pace)
      settings.pace = Pace(stepsPerSecond: rate)
    }
    if let fps { settings.framesPerSecond = try Count.read("--fps", fps, in: 1...120) }
    if let color {
      let names = ColorChoice.allCases.map(\.rawValue)
      settings.color =
        ColorChoice(rawValue: try Choice.read("--color", color, among: names)) ?? .auto
    }
    if let colorDepth {
      let names = ["mono", "16", "256", "truecolor", "auto"]
      let name = try Choice.read("--color-depth", colorDepth, among: names)
      settings.colorDepth = ColorDepth(rawValue: name)
    }
    if let glyphs {
      let name = try Choice.read("--glyphs", glyphs, among: Self.glyphNames)
      settings.glyphs = Glyphs(rawValue: name)
    }
    return settings
  }

  private static var glyphNames: [String] { Glyphs.allCases.map(\.rawValue) + ["auto"] }

  private static func rate(_ text: String) throws(Failure) -> Int {
    if let rate = Int(text), (1...100_000).contains(rate) { return rate }
    throw .usage(
      "--pace: expected 1 to 100000 steps per second or unlimited, found "
        + Printable.quoted(text))
  }
}
