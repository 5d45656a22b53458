import ArgumentParser
import Engine
import Interface

/// The frame that keys produce, without a terminal.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: """
      residual-tui snapshot --size 120x36 --keys "n i @30"

      Prints the frame that keys produce: trains without a screen, in a time of its own, so that \
      the same keys give the same frame. Keys are written as in the laboratory's help, separated \
      by blanks; @30 trains until step 30 is on the screen, at the pace of the screen.
      """)

  @Option(help: ArgumentHelp("Columns and rows of the frame. (default: 80x24)", valueName: "size"))
  var size: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keys to press, such as \"n i @30 down space\". (default: none)", valueName: "keys"))
  var keys: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Train after the last key until this step is on the screen. (default: not at all)",
      valueName: "step"))
  var at: String?
  @Flag(help: "Print colours as escape sequences, truecolor unless --color-depth says otherwise.")
  var ansi = false
  @Flag(help: "Print a picture, an SVG document.") var svg = false

  @OptionGroup(title: "Model and training") var model: ModelOptions
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Execution") var start: StartOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  func run() throws {
    if ansi, svg { throw Failure.usage("--ansi and --svg: expected one of them, found both") }
    let laboratory = try LaboratoryStart(execution, screen)
    let settings = laboratory.screen
    let size = try frameSize()
    let script = try Self.script(keys ?? "")
    let last = try at.map { try Count.read("--at", $0, in: 0...KeyScript.lastStep) }
    let configuration = try model.validated(laboratory.preferences)
    let options = LaboratoryOptions(
      source: try laboratory.source(configuration, weights: start.weights), screen: settings,
      keys: try laboratory.preferences.chosenKeys())
    let text = try MainActor.assumeIsolated {
      var laboratory = try HeadlessLaboratory(
        options, columns: size.columns, rows: size.rows, depth: depth(settings))
      try laboratory.play(script, until: last)
      return picture(of: laboratory.scene, size, settings)
    }
    var output = Output(.standard)
    try output.write(text)
  }

  @MainActor private func picture(
    of scene: LaboratoryScene, _ size: (columns: Int, rows: Int), _ settings: ProgramSettings
  ) -> String {
    var canvas = Canvas(columns: size.columns, rows: size.rows)
    scene.draw(on: &canvas)
    let depth = depth(settings)
    func appearance(_ style: Style) -> Appearance { scene.appearance(of: style, depth: depth) }
    if ansi { return ANSIText.text(canvas, appearance) }
    guard svg else { return Transcript.plain(canvas) }
    let title = "residual-tui, a frame of \(size.columns) x \(size.rows) characters"
    let ground = SVGPicture.Ground.of(scene.state.look.theme)
    return SVGPicture.document(canvas, title: title, ground: ground, appearance)
  }

  /// A picture is no terminal: NO_COLOR does not speak of it.
  private func depth(_ settings: ProgramSettings) -> ColorDepth {
    let plan = ColorPlan(
      choice: settings.color, depth: settings.colorDepth, term: "",
      noColor: svg ? nil : System.variable("NO_COLOR"))
    return plan.limit ?? .truecolor
  }

  private static func script(_ text: String) throws(Failure) -> KeyScript {
    do throws(KeyScript.Fault) { return try KeyScript(text) } catch {
      throw .usage("--keys, key \(error.place): \(error.problem)")
    }
  }

  private func frameSize() throws(Failure) -> (columns: Int, rows: Int) {
    guard let size else { return (80, 24) }
    let parts = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard parts.count == 2, parts.allSatisfy((1...1000).contains) else {
      throw .usage(
        "--size: expected columns and rows from 1x1 to 1000x1000 such as 120x36, found "
          + Printable.quoted(size))
    }
    return (parts[0], parts[1])
  }
}
