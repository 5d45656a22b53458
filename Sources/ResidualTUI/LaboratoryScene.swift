import Engine
import Interface

/// Throw-away stand-in until the interface lands.
struct LaboratoryScene: Scene {
  private var columns = 80
  private var rows = 24
  private var events: [String] = []
  private var last = "none"
  private var steps = 0
  private var isHelpOpen = false
  private var running = true
  private let isUTF8: Bool
  private(set) var configuration: Configuration
  private(set) var verdict: Verdict?
  private var milliseconds = 0
  private var isReady = false

  init(_ options: LaboratoryOptions, isUTF8: Bool) {
    configuration = options.configuration
    self.isUTF8 = isUTF8
  }

  mutating func modelIsReady(_ facts: ModelFacts) -> [Effect] {
    isReady = true
    return [.run]
  }

  mutating func receive(_ event: Event) -> [Effect] {
    switch event {
    case .clock(let now): milliseconds = now
    case .resize(let columns, let rows): (self.columns, self.rows) = (columns, rows)
    case .report(let report):
      steps += 1
      verdict = report.verdict
    case .key(let key):
      last = "\(key)"
      switch key {
      case .character("q"): return [.quit]
      case .character("?"): isHelpOpen.toggle()
      case .escape: isHelpOpen = false
      case .character(" "):
        running.toggle()
        return [running ? .run : .pause]
      case .character("."): return [.trainOneStep]
      case .character("+"): return [.pace(Pace(stepsPerSecond: nil))]
      case .control("l"): return [.redraw]
      case .control("z"): return [.suspend]
      default: break
      }
    }
    return []
  }

  func draw(on canvas: inout Canvas) {
    write(
      "residual-tui \(columns)x\(rows) step \(steps) \(running ? "running" : "paused")", 0, &canvas,
      .accent)
    write("last \(last) ready \(isReady) 中文 ready", 1, &canvas, .good)
    if isHelpOpen { write("Help: every key", 2, &canvas, .warning) }
    for row in 3..<max(3, rows) {
      for column in 0..<columns {
        let value = (column + row + steps) % 16
        canvas[column, row] = Cell(
          isUTF8 ? "█" : "#", Style(.ramp(value), on: .ramp(15 - value)))
      }
    }
  }

  private func write(_ text: String, _ row: Int, _ canvas: inout Canvas, _ ink: Ink) {
    var column = 0
    for scalar in text.unicodeScalars {
      let isWide = scalar.value > 0x1100
      if isWide && !isUTF8 { continue }
      canvas[column, row] = Cell(scalar, Style(ink, .bold))
      if isWide {
        canvas[column + 1, row] = Cell(" ", Style(ink), isContinuation: true)
      }
      column += isWide ? 2 : 1
    }
  }

  func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    Theme.appearance(of: style, depth: depth)
  }
}
